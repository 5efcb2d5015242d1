import Syntax
import Testing

@Suite struct DiagnosticRendererTests {
  private func rendered(
    _ text: String, _ range: SourceRange, mend: String? = nil, labels: [Diagnostic.Label] = [],
    notes: [String] = [],
    severity: Diagnostic.Severity = .error, width: Int? = nil, color: Bool = false
  ) -> String {
    let source = SourceText(name: "analysis.dl", text: text)
    let diagnostic = Diagnostic(
      severity, .unknownRelation, "unknown relation 'signd'", at: range, in: source, mend: mend,
      labels: labels,
      notes: notes)
    return DiagnosticRenderer(color: color, width: width).render(diagnostic)
  }

  @Test func theMessageTheLineAndTheCaretsAreShown() {
    #expect(
      rendered(
        "a(x).\n\npartner(X) :- signd(X, _, _).\n", SourceRange(21, 26), mend: "did you mean 'signed/3'?")
          == """
          error: unknown relation 'signd' [unknown-relation]
           --> analysis.dl:3:15
            3 | partner(X) :- signd(X, _, _).
              |               ^^^^^ did you mean 'signed/3'?
          """)
  }

  @Test func labelsAndNotesFollow() {
    let text = "p(a,\n  b.\np(c).\n"
    let labels = [
      Diagnostic.Label(SourceRange(1, 2), "this '(' is not closed"),
      Diagnostic.Label(SourceRange(2, 3), "its first argument"),
      Diagnostic.Label(SourceRange(8, 9), "here"),
    ]
    #expect(
      rendered(text, SourceRange(8, 9), labels: labels, notes: ["one", "two"], severity: .warning) == """
        warning: unknown relation 'signd' [unknown-relation]
         --> analysis.dl:2:4
          2 |   b.
            |    ^
          1 | p(a,
            |  - this '(' is not closed
            |   - its first argument
          2 |   b.
            |    - here
          = note: one
          = note: two
        """)
  }

  @Test func lineNumbersOfSeveralDigitsAreAligned() {
    let text = String(repeating: "\n", count: 98) + "abc\ndef"
    #expect(
      rendered(text, SourceRange(102, 105), labels: [Diagnostic.Label(SourceRange(98, 99), "first")]) == """
        error: unknown relation 'signd' [unknown-relation]
           --> analysis.dl:100:1
          100 | def
              | ^^^
           99 | abc
              | - first
        """)
  }

  @Test func tabsWideCharactersAndMarksAreCountedInColumns() {
    func carets(_ text: String, before: String, under: String) -> String? {
      let lower = before.utf8.count
      let lines = rendered(text, SourceRange(lower, lower + under.utf8.count)).split(separator: "\n")
      return lines.last.map { String($0.dropFirst(6)) }
    }
    #expect(carets("\tp(x)", before: "\tp(", under: "x") == "      ^")
    #expect(carets("p(日本, x)", before: "p(日本, ", under: "x") == "        ^")
    #expect(carets("p(日本, x)", before: "p(", under: "日本") == "  ^^^^")
    #expect(carets("p(e\u{301}, x)", before: "p(e\u{301}, ", under: "x") == "     ^")
    #expect(carets("p(👩‍👩‍👧, x)", before: "p(👩‍👩‍👧, ", under: "x") == "      ^")
    #expect(carets("p(❤️, x)", before: "p(❤️, ", under: "x") == "      ^")
  }

  @Test func ofARangeOverSeveralLinesTheFirstIsShown() {
    #expect(
      rendered("a(b,\n  c)?", SourceRange(2, 9)) == """
        error: unknown relation 'signd' [unknown-relation]
         --> analysis.dl:1:3
          1 | a(b,
            |   ^^
        """)
  }

  @Test func anEmptyRangeGetsOneCaret() {
    #expect(
      rendered("p(a)\n", SourceRange(4, 4), mend: "add '.'") == """
        error: unknown relation 'signd' [unknown-relation]
         --> analysis.dl:1:5
          1 | p(a)
            |     ^ add '.'
        """)
    #expect(rendered("", SourceRange(0, 0)).hasSuffix("  1 |\n    | ^"))
    #expect(rendered("ab", SourceRange(70, 90)).hasSuffix("  1 | ab\n    |   ^"))
  }

  @Test func aLongLineIsCutToAWindowRoundTheCarets() {
    let text = String(repeating: "a", count: 100) + "XYZ" + String(repeating: "b", count: 100)
    #expect(
      rendered(text, SourceRange(100, 103), width: 36) == """
        error: unknown relation 'signd' [unknown-relation]
         --> analysis.dl:1:101
          1 | …aaaaaaaaaaaaaaXYZbbbbbbbbbbb…
            |                ^^^
        """)
    #expect(
      rendered(text, SourceRange(0, 3), width: 36).hasSuffix("  1 | aaaaaaaaaaaaaaaaaaaaaaaaaaaa…\n    | ^^^")
    )
    #expect(
      rendered(text, SourceRange(200, 203), width: 36).hasSuffix(
        "  1 | …bbbbbbbbbbbbbbbbbbbbbbbbbbbb\n    |                           ^^^"))
  }

  @Test func aLineOfMegabytesIsCutWhereNoWidthIsKnown() {
    let text = String(repeating: "日", count: 3_000_000)
    let shown = rendered(text, SourceRange(4_500_000, 4_500_003))
    #expect(shown.utf8.count < 1_000)
    #expect(shown.contains("…日"))
    let whole = rendered(text, SourceRange(0, 9_000_000))
    #expect(whole.utf8.count < 1_000)
  }

  @Test func nothingInASourceIsObeyedByTheTerminal() {
    let text = "p(\"\u{1B}[31m\u{202E}\u{7}\")"
    #expect(rendered(text, SourceRange(0, 1)).contains("1 | p(\"␛[31m\u{FFFD}␇\")"))
    let diagnostic = Diagnostic(.error, .unknownRelation, "unknown '\u{1B}[2J'", mend: "say \u{8}")
    #expect(
      DiagnosticRenderer(color: false).render(diagnostic) == """
        error: unknown '␛[2J' [unknown-relation]
          = help: say ␈
        """)
  }

  @Test func bytesThatAreNotUTF8AreShownAsSuch() {
    let source = SourceText(name: "x.dl", bytes: Array("p(".utf8) + [0xE9, 0xFF] + Array(", x)".utf8))
    let diagnostic = Diagnostic(.error, .invalidUTF8, "bad", at: SourceRange(6, 7), in: source)
    #expect(
      DiagnosticRenderer(color: false).render(diagnostic).hasSuffix(
        "  1 | p(\u{FFFD}\u{FFFD}, x)\n    |       ^"))
  }

  @Test func coloursAreUsedOnlyWhenAsked() {
    let plain = rendered("p(a)", SourceRange(0, 1), mend: "mend", notes: ["note"])
    let colored = rendered("p(a)", SourceRange(0, 1), mend: "mend", notes: ["note"], color: true)
    #expect(!plain.contains("\u{1B}"))
    #expect(
      colored.hasPrefix(
        "\u{1B}[1;31merror\u{1B}[0m\u{1B}[1m: unknown relation 'signd'\u{1B}[0m [unknown-relation]"))
    #expect(colored.contains("\u{1B}[1;31m^ mend\u{1B}[0m"))
    var stripped = ""
    for part in colored.split(separator: "\u{1B}", omittingEmptySubsequences: false) {
      stripped += part.hasPrefix("[") ? part.drop { $0 != "m" }.dropFirst() : part
    }
    #expect(stripped == plain)
  }
}
