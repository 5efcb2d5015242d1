import Syntax
import Testing

/// No text, however it is made, crashes the parser or holds it up.
@Suite struct HostileInputTests {
  @Test(arguments: [
    "", " ", "\n\n", "% only a comment", "/* one */ // two\n%", "/// documentation of nothing", "\u{FEFF}",
  ])
  func textWithoutStatementsGivesNothing(text: String) {
    #expect(reading(text) == [])
  }

  @Test func aByteOrderMarkAndCarriageReturnsAreAccepted() {
    #expect(
      reading("\u{FEFF}p(a).\r\nq(b) :-\r\n  p(b).\r\n:help me\r\n") == [
        "p(a).", "q(b) :- p(b).", ":help me",
      ])
  }

  @Test func spacesOfOtherAlphabetsAreSpaces() {
    #expect(reading("p(a,\u{A0}b)\u{3000}.\u{2009}q(c).") == ["p(a, b).", "q(c)."])
  }

  @Test(arguments: [
    (Array("p(a).\np(\"caf".utf8) + [0xE9] + Array("\").\np(b).".utf8), 12, "E9"),
    (Array("p(a).\n% caf".utf8) + [0xE9] + Array("\np(c).\np(b).".utf8), 11, "E9"),
    (Array("p(a).\n".utf8) + [0xC0, 0xAF] + Array(".\np(b).".utf8), 6, "C0"),
    (Array("p(a).\np(caf".utf8) + [0xED, 0xA0, 0x80] + Array(").\np(b).".utf8), 11, "ED"),
    (Array("p(a).\n/* ".utf8) + [0xFF] + Array(" */ p(c).\np(b).".utf8), 9, "FF"),
  ])
  func bytesThatAreNotUTF8AreToldWithTheirOffset(bytes: [UInt8], offset: Int, digits: String) {
    let (statements, diagnostics) = Parser.parse(SourceText(name: "test.dl", bytes: bytes))
    #expect(diagnostics.map(\.code) == [.invalidUTF8])
    #expect(diagnostics.map(\.message) == ["byte 0x\(digits) at offset \(offset) is not UTF-8"])
    #expect(diagnostics.map(\.range) == [SourceRange(offset, offset + 1)])
    #expect(statements.map(\.text) == ["p(a).", "p(b)."])
  }

  @Test(arguments: ["p(a).\np(\0).\np(b).", "p(a).\np(\"x\0y\").\np(b).", "p(a).\n% \0\np(c).\np(b)."])
  func nulBytesAreToldWithTheirOffset(text: String) {
    let (statements, diagnostics) = Parser.parse(SourceText(name: "test.dl", text: text))
    #expect(diagnostics.map(\.code) == [.nulByte])
    #expect(statements.map(\.text) == ["p(a).", "p(b)."])
  }

  @Test func aCommentThatDoesNotEndIsToldWhereItBegins() {
    let diagnostics = mistakes("p(a).\n/* p(b).\np(c).")
    #expect(diagnostics.map(\.message) == ["this comment does not end"])
    #expect(diagnostics.map(\.range) == [SourceRange(6, 8)])
  }

  @Test func commentsDoNotNest() {
    #expect(reading("/* /* */ p(a).") == ["p(a)."])
  }

  @Test(arguments: ["(", "not ", "-", "!", "p(", "X = -", "N = count { ", "possibly ", "(X + ", "f(1, "])
  func nestingBeyondALimitIsRefused(opening: String) {
    #expect(mistakes(String(repeating: opening, count: 100_000)).count == 1)
    for ending in ["a(X)?", "."] {
      #expect(mistakes(String(repeating: opening, count: 1_000) + ending).count == 1)
    }
  }

  @Test func theLimitOfNestingIsExact() {
    func nested(_ depth: Int) -> [DiagnosticCode] {
      let open = String(repeating: "(", count: depth)
      let close = String(repeating: ")", count: depth)
      return mistakes("\(open)a(X)\(close)?").map(\.code)
    }
    // The atom's own parentheses are one level more.
    #expect(nested(199) == [])
    #expect(nested(200) == [.nestingTooDeep])
  }

  @Test func chainsOfOperatorsHaveALimit() {
    func chain(_ count: Int, _ mark: String) -> [DiagnosticCode] {
      mistakes("X = " + Array(repeating: "1", count: count).joined(separator: mark) + "?").map(\.code)
    }
    #expect(chain(900, " + ") == [])
    #expect(chain(1_100, " + ") == [.nestingTooDeep])
    #expect(chain(100_000, " * ") == [.nestingTooDeep])
    // A chain in brackets at the left end of a chain is as high as both.
    let inner = Array(repeating: "1", count: 600).joined(separator: " - ")
    #expect(mistakes("X = (\(inner)) + \(inner)?").map(\.code) == [.nestingTooDeep])
    #expect(mistakes("X = f(\(inner), \(inner))?").map(\.code) == [])
  }

  @Test func longFlatStatementsAreFine() {
    let count = 100_000
    let conditions = Array(repeating: "a(X)", count: count).joined(separator: ", ")
    #expect(mistakes("p(X) :- \(conditions).").isEmpty)
    #expect(mistakes("p(X) :- \(conditions.replacingCommas).").isEmpty)
    #expect(mistakes("p(\(Array(repeating: "a", count: count).joined(separator: ","))).").isEmpty)
  }

  @Test func tenMegabytesOnOneLineAreRead() {
    let name = String(repeating: "x", count: 10_000_000)
    #expect(mistakes("p(\"\(name)\").").isEmpty)
    #expect(mistakes(String(repeating: "p(a). ", count: 100_000)).isEmpty)
    let diagnostics = mistakes("p(a). % x\n q(\(name)")
    #expect(diagnostics.map(\.code) == [.unclosedBracket])
  }

  @Test func manyMistakesTakeTimeInProportion() {
    #expect(mistakes(String(repeating: "p(a) from d\n", count: 20_000)).count == 20_000)
    #expect(mistakes(String(repeating: "p(X Y).\n", count: 20_000)).count == 20_000)
    #expect(mistakes("p(" + String(repeating: "count(X), ", count: 20_000) + "x)?").count == 1)
    #expect(mistakes("p(" + String(repeating: "042, ", count: 20_000) + "X).").count == 20_001)
    for mark in ["‘", "«", "@[", "'", "@2026?", "/* */", "\"", ":-", "\"\\q", "@", "`", "~", "not "] {
      #expect(mistakes(String(repeating: mark, count: 20_000)).count < 10, "\(mark)")
    }
    let columns = (0..<20_000).map { "c\($0)" }.joined(separator: ", ")
    #expect(mistakes("relation p(\(columns)).").isEmpty)
    #expect(
      mistakes("p(" + (0..<20_000).map { "count(X\($0))" }.joined(separator: ", ") + ") :- q(X).").isEmpty)
  }
}

extension String {
  /// Every other `, ` as `; `, so that conjunctions and alternatives take turns.
  fileprivate var replacingCommas: String {
    var isEven = false
    return String(
      map { character in
        guard character == "," else { return character }
        isEven.toggle()
        return isEven ? ";" : ","
      })
  }
}
