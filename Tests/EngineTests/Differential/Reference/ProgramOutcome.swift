import Syntax

/// The rows of a query in order, and what they are called.
struct QueryRows: Hashable {
  var columns: [String]
  var rows: [[Literal]]
}

/// What a program's statement comes to.
enum StatementOutcome: Hashable {
  /// A declaration, fact or rule that stands.
  case accepted
  /// Refused, or failed while computing. The code tells a person why and is not compared.
  case error(DiagnosticCode)
  /// A query's answer in both views of dates, and how many rows the certain one leaves out.
  case answer(certain: QueryRows, possible: QueryRows, leftOut: Int)
}

/// What a whole program comes to, one outcome a statement.
struct ProgramOutcome {
  var statements: [StatementOutcome]
  /// Those of which an evaluation that solves goals in another order may report an error instead.
  var mayFail: Set<Int> = []
}
