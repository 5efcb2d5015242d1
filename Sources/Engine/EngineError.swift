public import Syntax

/// Why the engine did not do what it was asked.
public enum EngineError: Error, Sendable {
  /// The statement is wrong, or a value that it met does not fit; nothing has changed.
  case invalid([Diagnostic])
  /// A limit was reached or the user interrupted; nothing has changed.
  case stopped(StopReason)
}

/// What ended a computation before its end.
public enum StopReason: Hashable, Sendable {
  case interrupted
  case time(seconds: Double)
  /// The limit in bytes.
  case memory(bytes: Int)
  /// The limit in rows.
  case rows(Int)
}

extension EngineError {
  static func invalid(_ diagnostic: Diagnostic) -> EngineError { .invalid([diagnostic]) }

  /// A broken invariant of the engine's own.
  static func bug(_ what: String) -> EngineError {
    .invalid(
      Diagnostic(
        .error, .internalError, "internal error: \(what)",
        notes: ["this is a bug in Dossier; please report the statement that led here"]))
  }
}
