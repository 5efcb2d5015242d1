import Syntax

/// Why the reference evaluator does not give an answer.
enum ReferenceError: Error, Hashable {
  /// The statement is refused before anything is computed.
  case refused(DiagnosticCode)
  /// A row met while computing has no meaning: overflow, division by zero, a wrong kind.
  case failed(DiagnosticCode)
  /// More work than a test can wait for; the program is not compared.
  case tooCostly
}
