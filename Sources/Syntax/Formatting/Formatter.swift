/// Why a text cannot be laid out: it has mistakes.
public struct FormattingRefused: Error, Hashable, Sendable {
  public var diagnostics: [Diagnostic]
}

/// The canonical layout of source text.
///
/// Only spaces and line ends change, never a word of a statement or of a comment:
/// - a statement starts on a line of its own; blank lines between statements stay, at most one together;
/// - a statement that fits 100 columns takes one line; otherwise its body has one condition a line, indented by four
///   spaces, and what still does not fit has one argument a line;
/// - the evidence of a fact has an indented line of its own;
/// - a comment stays beside, before or between what it was; one at the end of a line keeps its column if it can.
///
/// What is laid out stays as it is when it is laid out again.
public enum Formatter {
  static let width = 100
  static let indentation = 4

  /// The text laid out, or what is wrong with it.
  public static func format(_ source: SourceText) -> Result<String, FormattingRefused> {
    var source = source
    // A comment in an odd place may move beside another token, and from there once more.
    for _ in 0..<5 {
      var pass = FormattingPass(source)
      let text: String
      switch pass.run() {
      case .failure(let refused): return .failure(refused)
      case .success(let laidOut): text = laidOut
      }
      let result = SourceText(name: source.name, text: text)
      if let mistake = difference(source, result) {
        return .failure(FormattingRefused(diagnostics: [mistake]))
      }
      if !pass.hasInnerComments || result.bytes == source.bytes { return .success(text) }
      source = result
    }
    return .success(source.text(SourceRange(0, source.bytes.count)))
  }

  /// Makes sure that both texts say the same: a layout must not change what a program means.
  private static func difference(_ before: SourceText, _ after: SourceText) -> Diagnostic? {
    var parsers = (Parser(before), Parser(after))
    while true {
      switch (parsers.0.next(), parsers.1.next()) {
      case (nil, nil):
        return nil
      case (.statement(let left, _), .statement(let right, _))
      where left.documentation == right.documentation
        && SyntaxPrinter.text(of: left.kind) == SyntaxPrinter.text(of: right.kind):
        continue
      case (.statement(let left, _), _):
        return Diagnostic(
          .error, .internalError, "the layout of this statement would change its meaning", at: left.range,
          in: before,
          notes: ["this is a bug in dossier; please report it with the statement"])
      default:
        return Diagnostic(
          .error, .internalError, "the layout of this text would change its meaning", in: before,
          notes: ["this is a bug in dossier; please report it with the text"])
      }
    }
  }
}
