import Engine
import Syntax

/// What is wrong with an import, as the engine's errors carry it.
enum ImportMistake {
  static func unreadable(_ path: String, _ reason: String) -> EngineError {
    .invalid([Diagnostic(.error, .unreadableFile, "cannot import '\(path)': \(reason)")])
  }

  /// A mistake with the place in a template.
  static func template(
    _ message: String, _ template: ImportTemplate, at range: SourceRange? = nil, mend: String? = nil,
    code: DiagnosticCode = .unknownColumn
  ) -> EngineError {
    let hasPlace = !template.text.bytes.isEmpty
    return .invalid([
      Diagnostic(
        .error, code, message, at: hasPlace ? range ?? template.range : nil,
        in: hasPlace ? template.text : nil, mend: hasPlace ? mend : nil,
        notes: hasPlace ? [] : [mend].compactMap(\.self))
    ])
  }
}
