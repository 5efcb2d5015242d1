import Engine
import Glibc
import Syntax
import Testing

@testable import Session

/// Statements on standard input, as they come.
@Suite struct StatementReaderTests {
  private let output = Output.memory()

  /// The statements that a text is given out in, each with its first line's number.
  private func pieces(_ text: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let descriptor = open(try folder.write("input", text.utf8), O_RDONLY)
    defer { close(descriptor) }
    var reader = StatementReader(descriptor: descriptor, name: "<stdin>", interrupt: Interrupt())
    var pieces: [String] = []
    while let source = try reader.next() {
      pieces.append("\(source.firstLine): \(String(decoding: source.bytes, as: UTF8.self))")
    }
    return pieces
  }

  @Test func aStatementEndsWithItsLine() throws {
    #expect(try pieces("p(1).\np(X)\np(2). p(3).\n") == ["1: p(1).\n", "2: p(X)\n", "3: p(2). p(3).\n"])
  }

  @Test func anUnfinishedStatementGoesOn() throws {
    #expect(try pieces("q(X) :-\n  p(X).\np(X,\nY)\n") == ["1: q(X) :-\n  p(X).\n", "3: p(X,\nY)\n"])
  }

  @Test func commentsStayWithWhatTheyDocument() throws {
    #expect(
      try pieces("\n/// Said of it.\n% c\nrelation p(a).\n") == [
        "1: \n/// Said of it.\n% c\nrelation p(a).\n"
      ])
  }

  @Test func whatIsLeftAtTheEndIsGivenOut() throws {
    #expect(try pieces("p(1).\nq(X) :- p(") == ["1: p(1).\n", "2: q(X) :- p("])
    #expect(try pieces("") == [])
    #expect(try pieces("\n") == ["1: \n"])
  }

  @Test func linesLongerThanTheBufferAreWhole() throws {
    let long = "p(\"" + String(repeating: "x", count: 200_000) + "\").\n"
    #expect(try pieces(long + "p(1).\n").map(\.utf8.count) == [long.utf8.count + 3, 9])
  }

  @Test func aCommentWithoutEndIsNotLookedThroughAtEachLine() throws {
    let text = "/* open\n" + String(repeating: "p(1).\n", count: 100_000)
    #expect(try pieces(text).count == 1)
  }

  @Test func anAnswerDoesNotWaitForTheEndOfTheInput() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let text = Array("p(1).\np(X)\n".utf8)
    #expect(text.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) } == text.count)
    var reader = StatementReader(descriptor: ends[0], name: "<stdin>", interrupt: Interrupt())
    let workspace = Workspace(results: output, messages: output)
    for _ in 0..<2 {
      if let source = try reader.next() { workspace.run(String(decoding: source.bytes, as: UTF8.self)) }
    }
    #expect(output.text == "X\n-\n1\n1 row\n\n")
    close(ends[1])
    #expect(try reader.next() == nil)
  }

  @Test func mistakesAreAtTheirLineOfTheInput() throws {
    let folder = try TemporaryFolder()
    let descriptor = open(
      try folder.write("input", "p(1).\n\nq(X)\nr(Y) :- p(Y), s(Y).\np(2\n".utf8), O_RDONLY)
    defer { close(descriptor) }
    let workspace = Workspace(results: output, messages: output)
    var reader = StatementReader(
      descriptor: descriptor, name: "<stdin>", interrupt: workspace.engine.interrupt)
    #expect(workspace.execute(&reader).errors == 3)
    #expect(
      output.text == """
        error: unknown relation 'q' [unknown-relation]
         --> <stdin>:3:1
          3 | q(X)
            | ^ nothing declares it, states it or derives it
        error: this '(' is not closed [unclosed-bracket]
         --> <stdin>:5:2
          5 | p(2
            |  ^ add ')'
            |    - expected ',' or ')' here
        error: unknown relation 's' [unknown-relation]
         --> <stdin>:4:15
          4 | r(Y) :- p(Y), s(Y).
            |               ^ nothing declares it, states it or derives it

        """)
  }
}
