import Syntax

/// The first statement on which two evaluations of a program disagree.
struct OutcomeDifference {
  /// What kind of disagreement; a shrunk program must keep it.
  enum Kind: Hashable {
    /// The path refuses or fails where the reference does not.
    case error(DiagnosticCode)
    /// The path accepts or answers where the reference refuses or fails.
    case missingError
    case columns
    /// Rows that the reference does not have, or the other way round.
    case rows
    /// The same rows in another order.
    case order
    case rowsLeftOut
    /// The path could not be run.
    case unusable
  }

  var kind: Kind
  var statement: Int
  var expected: StatementOutcome?
  var actual: StatementOutcome?

  /// Nil where the two agree. Where `avoidsFailures`, an answer is right where the reference fails to compute.
  static func between(
    _ expected: ProgramOutcome, _ actual: [StatementOutcome], avoidsFailures: Bool = false
  ) -> OutcomeDifference? {
    guard expected.statements.count == actual.count else {
      return OutcomeDifference(kind: .unusable, statement: min(expected.statements.count, actual.count))
    }
    for (index, pair) in zip(expected.statements, actual).enumerated() {
      if case .error = pair.1, expected.mayFail.contains(index) { continue }
      if avoidsFailures, case .error(let code) = pair.0, case .answer = pair.1,
        code == .divisionByZero || code == .integerOverflow
      {
        continue
      }
      if let kind = kind(pair.0, pair.1) {
        return OutcomeDifference(kind: kind, statement: index, expected: pair.0, actual: pair.1)
      }
    }
    return nil
  }

  private static func kind(_ expected: StatementOutcome, _ actual: StatementOutcome) -> Kind? {
    switch (expected, actual) {
    case (.error, .error), (.accepted, .accepted): nil
    case (_, .error(let code)): .error(code)
    case (.error, _): .missingError
    case (.answer(let certain, let possible, let leftOut), .answer(let certain2, let possible2, let leftOut2)):
      kind(certain, certain2) ?? kind(possible, possible2) ?? (leftOut == leftOut2 ? nil : .rowsLeftOut)
    case (.accepted, .answer), (.answer, .accepted): .unusable
    }
  }

  private static func kind(_ expected: QueryRows, _ actual: QueryRows) -> Kind? {
    if expected.columns != actual.columns { return .columns }
    if expected.rows == actual.rows { return nil }
    let isPermuted = expected.rows.count == actual.rows.count && Set(expected.rows) == Set(actual.rows)
    return isPermuted ? .order : .rows
  }
}

extension StatementOutcome: CustomStringConvertible {
  var description: String {
    switch self {
    case .accepted: "accepted"
    case .error(let code): "error [\(code.rawValue)]"
    case .answer(let certain, let possible, let leftOut):
      "certain \(certain), possible \(possible), \(leftOut) left out"
    }
  }
}

extension QueryRows: CustomStringConvertible {
  var description: String {
    let rows = rows.prefix(20).map { "(\($0.map { SyntaxPrinter.text(of: $0) }.joined(separator: ", ")))" }
    return
      "\(columns.joined(separator: ", ")): \(rows.joined(separator: " "))\(self.rows.count > 20 ? " …" : "")"
  }
}
