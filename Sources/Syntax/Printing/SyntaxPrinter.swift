public import Chronology

/// Writes trees as source text that parses back to the same tree, ranges aside.
///
/// The text is on one line, without a line end. Text stands in quotes only where it needs them, a date that is a plain
/// day has no `@`, and parentheses stand only where the tree asks for them.
public enum SyntaxPrinter {
  /// A value as an argument: `pakistan`, `"Joint Declaration"`, `2.5`, `2026-02-04`, `@2026-02~`, `30d`.
  public static func text(of literal: Literal) -> String {
    switch literal {
    case .text(let text): needsQuotes(text) ? quoted(text) : text
    case .integer(let value): String(value)
    case .decimal(let value): decimal(value)
    case .date(let date): Self.text(of: date)
    case .duration(let period): period.description
    }
  }

  /// `2026-02-04`, or EDTF after `@`.
  public static func text(of date: UncertainDate) -> String {
    let written = date.description
    let bytes = written.utf8
    // A year beyond four digits is no plain day to the lexer.
    let isPlain = date.day != nil && bytes.count == 10 && bytes.first.map(Byte.isDigit) == true
    return isPlain ? written : "@" + written
  }

  /// Text in double quotes, with escapes.
  public static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != Byte.quote && $0 != Byte.backslash }
    if isPlain { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if isUnseen(scalar) {
          result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// The text is no name, or a name that means something as an argument.
  public static func needsQuotes(_ text: String) -> Bool {
    text == Keyword.today || !isName(text)
  }

  /// A word that may stand for text, a relation or a column without quotes.
  public static func isName(_ text: String) -> Bool {
    // Answers are printed by the million, and nearly all of their words are plain.
    if text.utf8.allSatisfy(Byte.isWord) { return text.utf8.first.map(Byte.isLowercase) == true }
    guard let first = text.unicodeScalars.first else { return false }
    if first.isASCII {
      guard Byte.isLowercase(UInt8(first.value)) else { return false }
    } else if !first.startsWord || first.startsVariable {
      return false
    }
    return text.unicodeScalars.dropFirst().allSatisfy {
      $0.isASCII ? Byte.isWord(UInt8($0.value)) : $0.continuesWord
    }
  }

  /// Text that stands next to an operator or a word of the language, where more words than `today` mean something.
  static func operand(_ text: String) -> String {
    needsQuotes(text) || isReserved(text) ? quoted(text) : text
  }

  private static func isReserved(_ text: String) -> Bool {
    Keyword.all.contains(text) || Modality(rawValue: text) != nil || AggregateFunction(rawValue: text) != nil
  }

  private static func decimal(_ value: Double) -> String {
    // `inf` and `nan` are no values, but their text must not be a name either.
    value.isFinite ? value.description : quoted(value.description)
  }

  /// A terminal would act on the scalar instead of showing it, or show nothing.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: scalar.properties.generalCategory == .control
    }
  }
}
