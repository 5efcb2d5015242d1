import Engine
import Glibc
import Session
import Syntax

/// `dossier` alone: the shell on a terminal, else statements from standard input.
enum ShellProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    do throws(LaunchError) {
      let launch = try Launch(invocation)
      var outcome = launch.outcome
      do throws(FileError) {
        let source = try FileBytes.source("-", interrupt: launch.workspace.engine.interrupt)
        outcome.merge(launch.workspace.execute(source))
      } catch {
        outcome.merge(launch.workspace.failure(error))
      }
      return launch.finish(outcome)
    } catch {
      return Launch.refuse(error)
    }
  }
}
