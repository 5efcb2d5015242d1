/// What a parser found next: a statement, or what is wrong with it.
public enum ParserEvent: Sendable {
  case statement(Statement, warnings: [Diagnostic])
  /// At least one error; the parser has moved on to where the next statement seems to start.
  case failure([Diagnostic])
}

/// Reads statements from a text, one at a time, so that a file of a million facts never has its whole tree in
/// memory.
///
/// Every text gives an end: each call moves on, or gives nil. After a mistake it goes on with the next statement,
/// so that one run reports the mistakes of a whole file, each once.
///
/// The way of a statement: ``next()`` looks at its first token and calls the part of the grammar it belongs to:
/// `Parser+Statements`, which calls `Parser+Facts`, `Parser+Declarations`, `Parser+Queries`; those call
/// `Parser+Formulas` for bodies and `Parser+Terms` for values.
public struct Parser {
  public enum Mode: Sendable {
    /// A file: every statement has its end mark.
    case script
    /// A prompt: a body alone is a question, and the end of the text ends it.
    case prompt
  }

  /// How deep brackets, `not` and the like may stand in each other.
  static let nestingLimit = 200
  /// How high a tree may be, chains such as `1 + 1 + 1` included; later stages may recurse so deep.
  static let heightLimit = 1_000

  let source: SourceText
  let mode: Mode
  var lexer: Lexer
  /// The token looked at; the lexer stands right after it.
  var token = Token.beginning
  /// Where the token before it ends.
  var previousEnd = 0
  var previousKind = Token.Kind.end
  /// How many brackets and prefixes stand around ``token``.
  var nesting = 0
  /// The height of the tree that was parsed last.
  var height = 0
  /// What stopped the statement.
  var failure: Diagnostic?
  /// The aggregates of the statement written as calls, which only a head may hold.
  var calledAggregates: [SourceRange] = []
  /// The key of `first(V by K)`, until the call takes it.
  var callKey: Term?
  /// A mistake in comments after the last statement was reported.
  private var hasEnded = false

  public init(_ source: SourceText, mode: Mode = .script) {
    self.source = source
    self.mode = mode
    lexer = Lexer(source)
  }

  /// All statements of a text, and all that is wrong with it.
  public static func parse(
    _ source: SourceText, mode: Mode = .script
  ) -> (statements: [Statement], diagnostics: [Diagnostic]) {
    var parser = Parser(source, mode: mode)
    var statements: [Statement] = []
    var diagnostics: [Diagnostic] = []
    while let event = parser.next() {
      switch event {
      case .statement(let statement, let warnings):
        statements.append(statement)
        diagnostics += warnings
      case .failure(let mistakes):
        diagnostics += mistakes
      }
    }
    return (statements, diagnostics)
  }

  /// The next statement, or the mistakes of the next; nil at the end of the text.
  public mutating func next() -> ParserEvent? {
    guard !hasEnded else { return nil }
    beginStatement()
    let start = token.lower
    let documentation = lexer.documentation
    guard token.kind != .end else {
      hasEnded = true
      return lexer.mistakes.isEmpty ? nil : .failure(lexer.mistakes)
    }
    do {
      let kind = try parseStatement()
      guard lexer.mistakes.isEmpty else { return .failure(lexer.mistakes) }
      let text = documentation.isEmpty ? nil : documentationText(documentation)
      // At a prompt the end of the text, after whatever spaces, ends a question.
      let range = SourceRange(start, token.kind == .end ? previousEnd : token.upper)
      return .statement(Statement(kind, in: source, range, documentation: text), warnings: [])
    } catch {
      recover(from: start)
      return .failure(lexer.mistakes + (failure.map { [$0] } ?? []))
    }
  }

  private mutating func beginStatement() {
    lexer.move(to: lexer.offset)
    lexer.beginStatement()
    nesting = 0
    height = 0
    failure = nil
    callKey = nil
    if !calledAggregates.isEmpty { calledAggregates = [] }
    advance()
  }

  /// The lines of `///` comments without their mark and one space.
  func documentationText(_ ranges: [SourceRange]) -> String {
    ranges.map { range in
      var lower = Int(range.lower) + 3
      var upper = Int(range.upper)
      if lower < upper, lexer.byte(lower) == 0x20 { lower += 1 }
      while upper > lower, Byte.isSpace(lexer.byte(upper - 1)) { upper -= 1 }
      return lexer.text(lower, upper)
    }.joined(separator: "\n")
  }
}

/// A statement cannot be parsed further; the parser holds the reason.
struct Failure: Error {}
