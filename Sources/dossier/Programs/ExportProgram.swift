import Engine
import Session

/// `dossier export [RELATION|QUESTION…]`
enum ExportProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    let format = invocation.values(of: .exportFormat).first.flatMap { ExportFormat(rawValue: $0) }
    let path = invocation.values(of: .exportOutput).first
    if path == nil, format == .sqlite || format == .folder {
      let mend = format == .folder ? "--output DIR" : "--output FILE"
      return Program.refuse(
        UsageError(
          message: "'--format \(format?.rawValue ?? "")' needs \(mend)", command: invocation.command))
    }
    do throws(LaunchError) {
      var plain = invocation
      // The file is the export's, not where results go.
      plain.options.removeAll { $0.option.name == Option.exportOutput.name }
      let launch = try Launch(plain)
      var outcome = launch.outcome
      if launch.isReady {
        // The dossier is what was loaded; that it was loaded now is no part of it. One that is kept has a history.
        if launch.workspace.storePath == nil { launch.workspace.engine.forgetHistory() }
        outcome.merge(
          launch.workspace.export(
            invocation.operands, format: format, to: path, replacing: invocation.has(.force)))
      }
      return launch.finish(outcome)
    } catch {
      return Launch.refuse(error)
    }
  }
}
