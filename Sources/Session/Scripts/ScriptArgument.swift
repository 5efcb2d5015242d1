import Chronology
import Engine
public import Syntax

/// A value given for a script's parameter: `place=pakistan`.
public struct ScriptArgument: Hashable, Sendable {
  public var name: String
  /// As it was typed.
  public var value: String
  /// Where it was typed, when that was at the prompt or in a script.
  var range: SourceRange?

  public init(name: String, value: String, range: SourceRange? = nil) {
    self.name = name
    self.value = value
    self.range = range
  }

  /// Reads `name=value`; nil where there is no name or no `=`.
  public init?(_ text: String, range: SourceRange? = nil) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    self.init(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]), range: range)
  }

  /// The value as the parameter takes it: a literal where it reads as one, else a text. Where the
  /// default shows what kind is wanted, a value of that kind; nil where it cannot be one.
  func literal(like preset: Literal?) -> Literal? {
    let read = Self.literal(value)
    switch preset {
    case nil: return read ?? .text(value)
    case .text:
      if case .text = read { return read }
      return .text(value)
    case .integer:
      if case .integer = read { return read }
    case .decimal:
      if case .decimal = read { return read }
      if case .integer(let number) = read { return .decimal(Double(number)) }
    case .date:
      if case .date = read { return read }
      return (try? UncertainDate(value)).map(Literal.date)
    case .duration:
      if case .duration = read { return read }
    }
    return nil
  }

  /// The one literal that a text is, as the language writes it.
  static func literal(_ text: String) -> Literal? {
    let source = SourceText(name: "<value>", text: "p(\(text)).")
    let (statements, diagnostics) = Parser.parse(source)
    guard diagnostics.isEmpty, statements.count == 1, case .fact(let fact) = statements[0].kind,
      fact.citations.isEmpty, fact.atom.arguments.count == 1, let argument = fact.atom.arguments.first,
      argument.label == nil, argument.value.range.bytes == 2..<2 + text.utf8.count
    else { return nil }
    switch argument.value.kind {
    case .literal(let literal): return literal
    case .negative(let term):
      switch term.kind {
      case .literal(.integer(let number)): return .integer(-number)
      case .literal(.decimal(let number)): return .decimal(-number)
      default: return nil
      }
    default: return nil
    }
  }
}

extension Literal {
  /// `a date`, for a message.
  var kindWithArticle: String {
    switch self {
    case .text: "a text"
    case .integer: "an integer"
    case .decimal: "a decimal"
    case .date: "a date"
    case .duration: "a duration"
    }
  }
}
