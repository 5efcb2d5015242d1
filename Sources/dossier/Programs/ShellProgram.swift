public import Engine
import Glibc
import Session
public import Shell
import Syntax

/// `dossier` alone: the shell on a terminal, else statements from standard input.
enum ShellProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    do throws(LaunchError) {
      let launch = try Launch(invocation, isInteractive: isInteractive)
      return isInteractive ? converse(launch) : read(launch)
    } catch {
      return Launch.refuse(error)
    }
  }

  private static func read(_ launch: Launch) -> Int32 {
    var outcome = launch.outcome
    guard launch.isReady else { return launch.finish(outcome) }
    var reader = StatementReader(interrupt: launch.workspace.engine.interrupt)
    outcome.merge(launch.workspace.execute(&reader))
    return launch.finish(outcome)
  }

  /// Statement by statement. What goes wrong is seen when it does, so the status is that of the end alone.
  private static func converse(_ launch: Launch) -> Int32 {
    let workspace = launch.workspace
    workspace.furtherTopics.append(.keys)
    var configuration = LineEditor.Configuration()
    configuration.usesColor = workspace.settings.color.isOn(for: .standardOutput)
    let language = PromptLanguage(workspace)
    guard let editor = LineEditor(configuration, delegate: language) else { return read(launch) }
    workspace.greet(version: Program.version)
    let ending = ReadLoop(editor, interrupt: workspace.engine.interrupt).run { text in
      let outcome = workspace.run(text)
      return !outcome.wantsToQuit && !outcome.outputClosed
    }
    let status = launch.finish(Outcome())
    switch ending {
    case .left: return status
    case .killed(let signal): ReadLoop.endProcess(by: signal)
    }
  }
}

extension Interrupt: Interruptible {}
