import Session

/// `dossier check FILE…`
enum CheckProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    do throws(ScriptsError) {
      let scripts = try Scripts(invocation)
      do throws(LaunchError) {
        let launch = try Launch(invocation, scripts: scripts.sources, standsAlone: scripts.standAlone)
        var outcome = launch.outcome
        for (source, arguments) in zip(scripts.sources, scripts.arguments) where launch.isReady && !outcome.isOver {
          outcome.merge(launch.workspace.check(source, arguments: arguments))
        }
        return launch.finish(outcome)
      } catch {
        return Launch.refuse(error)
      }
    } catch {
      return Program.report(error.diagnostics)
    }
  }
}
