import Syntax
import Testing

@Suite struct ProgramShrinkerTests {
  /// What is left of the program when it is shrunk as long as its text has all these parts.
  private func shrunk(_ program: String, keeping parts: String...) throws -> String {
    let statements = try ProgramText.statements(program).map(\.kind)
    let smallest = ProgramShrinker.shrunk(statements) { candidate in
      let text = ProgramText.text(of: candidate)
      return parts.allSatisfy { text.contains($0) }
    }
    return ProgramText.text(of: smallest)
  }

  @Test func statementsThatDoNotMatterAreDropped() throws {
    #expect(try shrunk("p(1). p(2). q(3). r(X) :- p(X). r(X)?", keeping: "q(") == "q().\n")
    #expect(try shrunk("p(a). q(a). r(a). s(a).", keeping: "p(", "s(") == "p().\ns().\n")
  }

  @Test func literalsAndArgumentsOfABodyAreDropped() throws {
    let program = "r(X) :- p(X, Y, _), not q(Y), X < 3, (Y = 1; s(Y))."
    #expect(try shrunk(program, keeping: "not q(") == "r() :- not q().\n")
    #expect(try shrunk(program, keeping: "s(") == "r() :- s().\n")
    #expect(try shrunk(program, keeping: "p(X") == "r() :- p(X).\n")
  }

  @Test func valuesBecomeSimpleOnes() throws {
    #expect(
      try shrunk("p(8, \"Joint Declaration\", 2.5, @2026~, 2w)?", keeping: ", ", "w)?") == "p(_, 2w)?\n")
    #expect(try shrunk("p(9, b). q(9).", keeping: "p(", ", b", "q(") == "p(0, b).\nq().\n")
  }

  @Test func tailsCitationsAndModalitiesAreDropped() throws {
    #expect(
      try shrunk("p(X) show X order by X desc limit 3?", keeping: "p(X", "order") == "p(X) order by X?\n")
    #expect(try shrunk("planned p(1) from one, two.", keeping: "two") == "p() from two.\n")
  }

  @Test func aColumnIsDroppedInAllStatementsAtOnce() throws {
    let program = """
      relation p(a: integer, b: text).
      p(1, x).
      p(b: B, a: A)?
      """
    #expect(
      try shrunk(program, keeping: "relation", "p(", "?", "b: text") == "relation p(b: text).\np(b: _)?\n")
  }

  @Test func aProgramThatCannotBeShrunkStaysAsItIs() throws {
    #expect(try shrunk("p(a).", keeping: "p(a).") == "p(a).\n")
  }

  @Test func attemptsAreLimited() throws {
    let statements = try ProgramText.statements("p(1). q(1). r(1).").map(\.kind)
    var tried = 0
    let result = ProgramShrinker.shrunk(statements, attempts: 2) { candidate in
      tried += 1
      return candidate.count >= 1
    }
    #expect(tried == 2)
    #expect(result.count < 3)
  }
}
