import Testing

@testable import Shell

/// One statement as one line.
@Suite struct HistoryEntryTests {
  @Test(arguments: [
    ("visited(X)?", "visited(X)?\n"),
    ("a,\nb.", "a,\\nb.\n"),
    (#"p("a\nb")."#, #"p("a\\nb")."# + "\n"),
    ("\\", "\\\\\n"),
    ("tab\tand élysée", "tab\tand élysée\n"),
  ])
  func textIsWrittenAsALineAndReadBack(_ text: String, line: String) {
    #expect(String(decoding: HistoryEntry.encoded(text), as: UTF8.self) == line)
    #expect(HistoryEntry.decoded(HistoryEntry.encoded(text).dropLast()) == text)
  }

  @Test(arguments: [
    (#"a\tb"#, #"a\tb"#),
    ("end\\", "end\\"),
    ("nul\0inside", "nulinside"),
  ])
  func aLineThatWasNotWrittenHereIsReadAsFarAsItGoes(_ line: String, text: String) {
    #expect(HistoryEntry.decoded(ArraySlice(line.utf8)) == text)
  }

  @Test func bytesThatAreNotUTF8AreReplaced() {
    #expect(HistoryEntry.decoded([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
  }
}
