import Session

/// `dossier run FILE…`
enum RunProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    do throws(ScriptsError) {
      let scripts = try Scripts(invocation)
      do throws(LaunchError) {
        let launch = try Launch(invocation, scripts: scripts.sources, standsAlone: scripts.standAlone)
        return run(scripts, launch)
      } catch {
        return Launch.refuse(error)
      }
    } catch {
      return Program.report(error.diagnostics)
    }
  }

  private static func run(_ scripts: Scripts, _ launch: Launch) -> Int32 {
    var outcome = launch.outcome
    for (source, arguments) in zip(scripts.sources, scripts.arguments) where launch.isReady && !outcome.isOver {
      outcome.merge(launch.workspace.execute(source, arguments: arguments))
    }
    return launch.finish(outcome)
  }
}
