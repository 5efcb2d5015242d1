import Session

/// `dossier why FACT`
enum WhyProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    do throws(LaunchError) {
      let launch = try Launch(invocation)
      var outcome = launch.outcome
      if launch.isReady {
        outcome.merge(launch.workspace.explain(line(of: invocation, in: launch.workspace)))
      }
      return launch.finish(outcome)
    } catch {
      return Launch.refuse(error)
    }
  }

  /// What would stand after `:why` at the prompt. A form that results have too is set as theirs is.
  private static func line(of invocation: Invocation, in workspace: Workspace) -> String {
    var words = invocation.has(.all) ? [ExplanationFormat.optionForAll] : []
    if let name = invocation.values(of: .derivationFormat).first {
      if ResultFormat(rawValue: name) != nil {
        _ = Setting.set("mode", to: name, in: workspace)
      } else if let form = ExplanationFormat(rawValue: name) {
        words.append(form.option)
      }
    }
    return (words + invocation.operands).joined(separator: " ")
  }
}
