import Session

/// `dossier whynot FACT`
enum WhyNotProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    do throws(LaunchError) {
      let launch = try Launch(invocation)
      var outcome = launch.outcome
      if launch.isReady {
        outcome.merge(launch.workspace.explainAbsence(of: invocation.operands.first ?? ""))
      }
      return launch.finish(outcome)
    } catch {
      return Launch.refuse(error)
    }
  }
}
