import Chronology
import Syntax

/// What the reference evaluator says of a program that a test gives as text.
struct ReferenceProbe {
  let outcome: ProgramOutcome

  init(_ program: String) throws {
    let (statements, diagnostics) = Parser.parse(SourceText(name: "test.dl", text: program))
    if let mistake = diagnostics.first(where: { $0.severity == .error }) { throw mistake }
    outcome = try ReferenceSession.run(statements.map(\.kind), today: .testDay)
  }

  /// The rows of the last statement, a query, each as its values with commas; in either view of dates.
  func rows(_ view: ReferenceView = .certain) -> [String] {
    guard case .answer(let certain, let possible, _)? = outcome.statements.last else { return ["no answer"] }
    return (view == .certain ? certain : possible).rows.map { $0.map(\.plainText).joined(separator: ", ") }
  }

  var columns: [String] {
    guard case .answer(let certain, _, _)? = outcome.statements.last else { return ["no answer"] }
    return certain.columns
  }

  /// How many rows the certain answer leaves out.
  var leftOut: Int? {
    guard case .answer(_, _, let leftOut)? = outcome.statements.last else { return nil }
    return leftOut
  }

  /// Why the last statement has no answer.
  var error: DiagnosticCode? {
    guard case .error(let code)? = outcome.statements.last else { return nil }
    return code
  }
}

func rows(of program: String) throws -> [String] { try ReferenceProbe(program).rows() }
func error(of program: String) throws -> DiagnosticCode? { try ReferenceProbe(program).error }

extension Day {
  /// The day on which every test takes place.
  static var testDay: Day { Day(year: 2026, month: 2, day: 15) ?? Day(number: 0) }
}
