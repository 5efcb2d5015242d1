import Session

/// `dossier store check FILE`
enum StoreProgram {
  /// What can be done with a dossier's file as such.
  enum Action: String, CaseIterable { case check }

  static func run(_ invocation: Invocation) -> Int32 {
    guard let word = invocation.operands.first, Action(rawValue: word) != nil,
      let path = invocation.operands.last
    else {
      let known = Action.allCases.map(\.rawValue).joined(separator: ", ")
      return Program.refuse(
        UsageError(
          message: "unknown action '\(invocation.operands.first ?? "")'; there is: \(known)",
          command: invocation.command))
    }
    let output = Output.standardOutput
    do throws(StoreReport.Refusal) {
      let report = try StoreReport(of: path)
      if !invocation.has(.quiet) || report.isDamaged {
        for line in report.lines { output.writeLine(line) }
      }
      if let copy = invocation.values(of: .rescue).first {
        for line in try StoreReport.rescue(path, to: copy) { output.writeLine(line) }
      } else if report.isDamaged {
        output.writeLine("--rescue NEW.dossier copies what is readable into a new dossier")
      }
      return Program.finish(output, status: report.isDamaged ? 1 : 0)
    } catch {
      return Program.report([error.diagnostic])
    }
  }
}
