import Testing

@testable import Syntax

/// Whatever tree there is, its text gives the tree again, and so does the text laid out.
@Suite struct RoundTripTests {
  /// Another one each time; a failure names it, so that it can be put here to repeat the run.
  private static let seed = UInt64.random(in: 0..<1_000_000)

  @Test func printedStatementsParseToTheSameTree() {
    for number in 0..<3_000 {
      let seed = Self.seed &+ UInt64(number)
      var random = RandomTree(seed: seed)
      let tree = random.statement()
      let text = SyntaxPrinter.text(of: tree)
      let parsed = statement(text)?.kind.placeless
      guard parsed != tree.placeless else { continue }
      Issue.record("seed \(seed): \(text)\n\(mistakes(text).map(\.message))")
      return
    }
  }

  @Test func layoutKeepsTreesAndCommentsAndStaysAsItIs() {
    for number in 0..<600 {
      let seed = Self.seed &+ UInt64(number)
      var random = RandomTree(seed: seed)
      let tree = random.statement()
      let text = scattered(SyntaxPrinter.text(of: tree), seed)
      let result = Formatter.format(SourceText(name: "test.dl", text: text))
      guard case .success(let laidOut) = result else {
        Issue.record("seed \(seed) is refused: \(text) \(result)")
        return
      }
      guard statement(laidOut)?.kind.placeless == tree.placeless else {
        Issue.record("seed \(seed) changes its meaning: \(text)\n\(laidOut)")
        return
      }
      let again = try? Formatter.format(SourceText(name: "test.dl", text: laidOut)).get()
      guard again == laidOut else {
        Issue.record("seed \(seed) does not stay: \(text)\n\(laidOut)\n\(again ?? "")")
        return
      }
      guard comments(laidOut) == comments(text) else {
        Issue.record("seed \(seed) loses a comment: \(text)\n\(laidOut)")
        return
      }
    }
  }

  /// The text with spaces, line ends and comments put wherever a token ends.
  private func scattered(_ text: String, _ seed: UInt64) -> String {
    // A command takes its line as it is, and documentation is no plain comment.
    if text.hasPrefix(":") && !text.hasPrefix(":-") || text.contains("///") { return text }
    var random = RandomTree(seed: seed &+ 1)
    let source = SourceText(name: "test.dl", text: text)
    var lexer = Lexer(source)
    var result = ""
    var previousEnd = 0
    var number = 0
    while true {
      let token = lexer.next()
      guard token.kind != .end else { return result + "\n" }
      if random.bool(6) {
        number += 1
        switch random.int(0..<7) {
        case 0: result += " % comment \(number)\n"
        case 1: result += "\n// comment \(number)\n"
        case 2: result += " /* comment \(number) */ "
        case 3: result += "\n  /* comment \(number)\n  in two lines */\n"
        case 4: result += "\n\n"
        case 5 where !text.hasPrefix("relation"): result += "\n/// comment \(number)\n"
        default: result += "   "
        }
      } else if token.lower > previousEnd {
        result += " "
      }
      result += source.text(token.range)
      previousEnd = token.upper
    }
  }

  private func comments(_ text: String) -> [Substring] {
    text.split(separator: "comment ").dropFirst().map { $0.prefix { $0.isNumber } }.sorted()
  }
}
