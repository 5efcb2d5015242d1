import Syntax
import Testing

@Suite struct CompletenessTests {
  @Test(arguments: ["", "  \n", "% why", "/* why */ // so"])
  func nothingButCommentsIsEmpty(text: String) {
    #expect(Completeness.of(text) == .empty)
  }

  @Test(arguments: [
    "p(a).", "p(X)?", "p(X)", "p(X), q(X)", "p(X) order by X limit 3", "?- p(X)", "?- p(X).", "X = @2026?",
    ":help",
    ":describe (", ":read \"a", "p(a). q(X)", "p(a) from d", "p(X) from Doc", "p(a). % why", "help",
    "relation(a)",
    "p(X) :- q(X).", "relation p(a).", "p(a) from d(by: x).",
  ])
  func whatCanBeRunIsComplete(text: String) {
    #expect(Completeness.of(text) == .complete)
  }

  @Test(arguments: ["p(a))", "p('a", "p(\"a", "p(a.", "p(a?", "2026-02", "p(X) :- 'q", "}"])
  func whatNoFurtherLineCanMendIsComplete(text: String) {
    #expect(Completeness.of(text) == .complete)
  }

  @Test(arguments: [
    ("p(X) :- q(X)", Completeness.Reason.awaitingEnd),
    (":- q(X)", .awaitingEnd),
    ("relation p(a)", .awaitingEnd),
    ("relation p(a) reads \"x\"", .awaitingEnd),
    ("include \"a.dl\"", .awaitingEnd),
    ("parameter place", .awaitingEnd),
    ("p(a) from d(by: x)", .awaitingEnd),
    ("p(a). q(X) :- r(X)", .awaitingEnd),
    ("p(X),", .awaitingOperand),
    ("p(X) :-", .awaitingOperand),
    ("X >", .awaitingOperand),
    ("p(X) :- q(X), % why", .awaitingOperand),
    ("p(a,", .openBracket("(")),
    ("p(a) from d(", .openBracket("(")),
    ("N = count { p(X)", .openBracket("{")),
    ("N = count { p(X", .openBracket("(")),
    ("p(X) :- (q(X); r(X", .openBracket("(")),
    ("p(a). /* why", .inComment),
    ("p(X) :- /*", .inComment),
  ])
  func whatGoesOnSaysWhy(text: String, reason: Completeness.Reason) {
    #expect(Completeness.of(text) == .incomplete(reason))
  }

  @Test func aFurtherLineCompletesIt() {
    #expect(Completeness.of("p(X) :-\n  q(X)") == .incomplete(.awaitingEnd))
    #expect(Completeness.of("p(X) :-\n  q(X).") == .complete)
    #expect(Completeness.of("N = count {\n p(X)\n}") == .complete)
  }
}
