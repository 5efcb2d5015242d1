import Session

/// `dossier query TEXT`
enum QueryProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    do throws(LaunchError) {
      let launch = try Launch(invocation)
      var outcome = launch.outcome
      if launch.isReady { outcome.merge(launch.workspace.ask(invocation.operands.first ?? "")) }
      let status = launch.finish(outcome)
      let foundNothing = invocation.has(.exitCode) && outcome.rows == 0
      return status == 0 && foundNothing ? 1 : status
    } catch {
      return Launch.refuse(error)
    }
  }
}
