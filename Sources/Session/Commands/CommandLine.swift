import Engine
import Syntax

/// What follows a command's name, as one text and as words with their places.
struct CommandLine {
  struct Word {
    var text: String
    var range: SourceRange
  }

  let command: Command
  let name: Name
  /// The rest of the line, trimmed.
  let rest: String
  /// Where `rest` starts in the statement's text.
  private let restStart: Int
  let statement: Statement
  let words: [Word]

  init(_ command: Command, _ name: Name, _ rest: String, _ statement: Statement) {
    self.command = command
    self.name = name
    self.rest = rest
    self.statement = statement
    let bytes = statement.source.bytes
    var start = Int(name.range.upper)
    while start < bytes.count, bytes[start] == UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "\t") {
      start += 1
    }
    restStart = start
    words = Self.words(of: rest, from: start)
  }

  /// The line without its first word.
  func dropping(_ word: Word) -> CommandLine {
    let end = Int(word.range.upper)
    let bytes = rest.utf8.dropFirst(end - restStart)
    let shorter = String(
      decoding: bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }, as: UTF8.self)
    return CommandLine(self, rest: shorter, from: restStart + rest.utf8.count - shorter.utf8.count)
  }

  private init(_ line: CommandLine, rest: String, from start: Int) {
    command = line.command
    name = line.name
    statement = line.statement
    self.rest = rest
    restStart = start
    words = Self.words(of: rest, from: start)
  }

  /// Parts at white space; within double quotes it is part of the word, and so is a quote after a
  /// backslash.
  private static func words(of rest: String, from start: Int) -> [Word] {
    var words: [Word] = []
    var word: [UInt8] = []
    var wordStart: Int?
    var isQuoted = false
    var isEscaped = false
    for (offset, byte) in rest.utf8.enumerated() {
      let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
      if isSpace, !isQuoted {
        if let begin = wordStart {
          words.append(
            Word(text: String(decoding: word, as: UTF8.self), range: SourceRange(begin, start + offset)))
        }
        word = []
        wordStart = nil
        continue
      }
      if wordStart == nil { wordStart = start + offset }
      if isEscaped {
        word.append(byte)
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else {
        word.append(byte)
      }
    }
    if let begin = wordStart {
      words.append(
        Word(text: String(decoding: word, as: UTF8.self), range: SourceRange(begin, start + rest.utf8.count)))
    }
    return words
  }

  /// A mistake at a word, or at the command where there is none.
  func invalid(
    _ message: String, at word: Word? = nil, mend: String? = nil, code: DiagnosticCode = .invalidCommand
  ) -> EngineError {
    .invalid([
      Diagnostic(.error, code, message, at: word?.range ?? name.range, in: statement.source, mend: mend)
    ])
  }

  /// An option that the command does not have.
  func unknownOption(_ word: Word, among options: [String]) -> EngineError {
    invalid(
      "':\(command.name)' has no option '\(word.text)'", at: word,
      mend: nearest(to: word.text, among: options).map { "did you mean '\($0)'?" }
        ?? options.joined(separator: ", "))
  }

  func checkWordCount() throws(EngineError) {
    let usage = "usage: \(command.usage)"
    guard let counts = command.wordCounts else {
      if rest.isEmpty, let needed = command.parameters.first(where: { !$0.isOptional }) {
        throw invalid("':\(command.name)' needs \(needed.name)", mend: usage)
      }
      return
    }
    if words.count < counts.lowerBound {
      throw invalid("':\(command.name)' needs \(command.parameters[words.count].name)", mend: usage)
    }
    if words.count > counts.upperBound {
      let most =
        switch counts.upperBound {
        case 0: "nothing"
        case 1: "one word at most"
        default: "\(counts.upperBound) words at most"
        }
      throw invalid("':\(command.name)' takes \(most)", at: words[counts.upperBound], mend: usage)
    }
  }

  /// The relation that a word names.
  func relation(_ word: Word, in engine: Engine) throws(EngineError) -> RelationDescription {
    if let relation = engine.relation(named: word.text) { return relation }
    throw invalid(
      "unknown relation '\(word.text)'", at: word,
      mend: engine.suggestion(forRelation: word.text) ?? "':relations' lists them", code: .unknownRelation)
  }

  /// The fact that the rest of the line is, with or without its full stop, and the statement that it makes.
  /// What is wrong with it is reported at its place in the command's line.
  func fact(then use: (Fact, Statement) throws(EngineError) -> Void) throws(EngineError) {
    let text = rest.hasSuffix(".") ? rest : rest + "."
    try statement(text, .script, "this is no fact") { (made) throws(EngineError) in
      guard case .fact(let fact) = made.kind else { return false }
      try use(fact, made)
      return true
    }
  }

  /// The question that the rest of the line is, with or without its mark, and the statement that it makes; where it
  /// stands for a fact, it may end as one.
  func question(
    standingForFact: Bool = false, then use: (Query, Statement) throws(EngineError) -> Void
  ) throws(EngineError) {
    let text = standingForFact && rest.hasSuffix(".") ? String(rest.dropLast()) : rest
    let refusal = standingForFact ? "this is no fact" : "this asks nothing"
    try statement(text, .prompt, refusal) { (made) throws(EngineError) in
      guard case .query(let query) = made.kind else { return false }
      try use(query, made)
      return true
    }
  }

  /// The rule or constraint that the rest of the line is, with or without its full stop.
  func rule(then use: (Statement) throws(EngineError) -> Void) throws(EngineError) {
    let text = rest.hasSuffix(".") ? rest : rest + "."
    try statement(text, .script, "this is no rule") { (made) throws(EngineError) in
      switch made.kind {
      case .rule, .constraint: try use(made)
      case .declaration, .fact, .query, .include, .parameter, .command: return false
      }
      return true
    }
  }

  /// The statement that the rest of the line is. `use` says whether it is one of the right kind.
  private func statement(
    _ text: String, _ mode: Parser.Mode, _ refusal: String, then use: (Statement) throws(EngineError) -> Bool
  ) throws(EngineError) {
    let source = SourceText(name: statement.source.name, text: text)
    do throws(EngineError) {
      let (statements, diagnostics) = Parser.parse(source, mode: mode)
      if diagnostics.contains(where: { $0.severity == .error }) { throw .invalid(diagnostics) }
      guard statements.count == 1, try use(statements[0]) else {
        throw .invalid([
          Diagnostic(
            .error, .invalidCommand, refusal, at: SourceRange(0, rest.utf8.count), in: source,
            mend: "usage: \(command.usage)")
        ])
      }
    } catch {
      throw moved(error, from: source)
    }
  }

  private func moved(_ error: EngineError, from source: SourceText) -> EngineError {
    guard case .invalid(let diagnostics) = error else { return error }
    return .invalid(
      diagnostics.map { diagnostic in
        guard diagnostic.source === source else { return diagnostic }
        var moved = diagnostic
        moved.source = statement.source
        moved.range = diagnostic.range.map(shifted)
        moved.labels = diagnostic.labels.map { Diagnostic.Label(shifted($0.range), $0.message) }
        return moved
      })
  }

  private func shifted(_ range: SourceRange) -> SourceRange {
    SourceRange(Int(range.lower) + restStart, Int(range.upper) + restStart)
  }
}
