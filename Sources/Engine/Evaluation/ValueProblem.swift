import Syntax

/// Why a value could not be computed from others. The rule and the place are added where it is caught.
struct ValueProblem: Error {
  var code: DiagnosticCode
  var message: String
  var mend: String?

  func diagnostic(at range: SourceRange, in origin: Origin) -> Diagnostic {
    Diagnostic(.error, code, message, at: range, in: origin.statement.source, mend: mend)
  }
}
