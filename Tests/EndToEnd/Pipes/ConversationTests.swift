import Testing

/// A program that writes statements and waits for each answer.
@Suite struct ConversationTests {
  @Test func answersComeBeforeTheInputEnds() throws {
    let program = try PipedProgram(BuiltProgram.path("dossier"), ["--empty", "--quiet"])
    program.send("p(1).\np(X)?")
    #expect(try program.line() == "X")
    #expect(try program.line() == "-")
    #expect(try program.line() == "1")
    program.send("q(X)?")
    #expect(try program.line() == "")
    #expect(try program.line() == "error: unknown relation 'q' [unknown-relation]")
    program.end()
    #expect(program.wait() == .status(1))
  }
}
