import Syntax
import Testing

/// `Tests/Fixtures/mistakes/TOPIC.dl` has a mistake a line; `TOPIC.txt` beside it is all that is said of them.
@Suite struct MistakeTests {
  @Test(arguments: [
    "arguments", "bodies", "dates", "declarations", "ends", "evidence", "heads", "marks", "names", "numbers",
    "tails",
    "text",
  ])
  func eachMistakeOfAFileIsReportedOnceAtItsPlaceWithItsMend(topic: String) throws {
    let source = SourceText(name: "\(topic).dl", bytes: try fixture("mistakes/\(topic).dl"))
    let diagnostics = Parser.parse(source).diagnostics
    let renderer = DiagnosticRenderer(color: false, width: 110)
    let said = diagnostics.map { renderer.render($0) + "\n" }.joined()
    let expected = String(decoding: try fixture("mistakes/\(topic).txt"), as: UTF8.self)
    #expect(said == expected)
  }

  @Test func whatIsRightAmongMistakesIsRead() {
    let text = """
      p(a).
      p(b
      p(c).
      p(X) :- q(X) r(X).
      p(d). p(e) p(f). p(g).
      """
    #expect(
      reading(text) == [
        "p(a).", "error: this '(' is not closed", "p(c).", "error: expected ',' before 'r'", "p(d).",
        "error: expected '.' or ',' before 'p'", "p(g).",
      ])
  }

  @Test func aMistakeInTheMiddleOfALongRuleGivesNoSecondOne() {
    let text = """
      p(X) :-
          a(X)
          b(X),
      c(X),
          d(X).
      e(f).
      """
    #expect(reading(text) == ["error: expected ',' before 'b'", "e(f)."])
  }

  @Test func severalMistakesInsideTokensAreAllReported() {
    let diagnostics = mistakes(#"p(2026-02-30, "\q", 042) :- q(X), X == 1."#)
    #expect(diagnostics.map(marked) == ["2026-02-30", #"\q"#, "042", "=="])
  }

  @Test func whatFollowsAConfusingMistakeIsNotReported() {
    #expect(mistakes("p(X) :- a(X), 'x, b(X) c(X) [.").map(\.code) == [.unexpectedCharacter])
  }

  @Test func documentationStaysWithTheStatementAfterAMistake() throws {
    let text = """
      p(a
      /// Who.
      relation q(x).
      """
    let (statements, diagnostics) = Parser.parse(SourceText(name: "test.dl", text: text))
    #expect(diagnostics.count == 1)
    #expect(statements.map(\.documentation) == ["Who."])
  }

  @Test func aMissingEndMarkIsToldBeforeWhicheverStatementFollows() {
    for next in ["q(b).", "X = 1?", "?- q(X).", ":- q(X).", ":help", "relation q(x).", "not q(X)?"] {
      let said = reading("p(X) :- q(X)\n\(next)\n")
      #expect(said.first == "error: this rule has no '.' at its end", "before \(next)")
      #expect(said.count == 2, "before \(next)")
    }
  }

  @Test func atAPromptTheEndOfTheTextEndsAQuestionButNotARule() {
    #expect(reading("visited(X, pakistan, W)", mode: .prompt) == ["visited(X, pakistan, W)?"])
    #expect(reading("p(a)  % why", mode: .prompt) == ["p(a)?"])
    #expect(reading("X = 1 order by X limit 2", mode: .prompt) == ["X = 1 order by X limit 2?"])
    #expect(reading("p(a).", mode: .prompt) == ["p(a)."])
    #expect(reading("p(X) :- q(X)", mode: .prompt) == ["error: this rule has no '.' at its end"])
    #expect(reading("help", mode: .prompt) == ["error: 'help' is not a statement"])
  }
}
