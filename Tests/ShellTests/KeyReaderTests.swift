import Glibc
import Testing

@testable import Shell

/// Bytes to keys, through a real pipe.
@Suite struct KeyReaderTests {
  /// All keys of an input that ends.
  private func keys(_ bytes: [UInt8], readsSequences: Bool = false) -> [KeyReader.Key] {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    write(ends[1], bytes, bytes.count)
    close(ends[1])
    defer { close(ends[0]) }
    let reader = KeyReader(input: ends[0], signals: nil)
    reader.readsSequences = readsSequences
    var keys: [KeyReader.Key] = []
    while case let key = reader.next(), key != .end { keys.append(key) }
    return keys
  }

  private func keys(_ text: String, readsSequences: Bool = false) -> [KeyReader.Key] {
    keys(Array(text.utf8), readsSequences: readsSequences)
  }

  @Test func charactersOfEveryLengthAreKeys() {
    #expect(
      keys("aé東🙂\r") == [
        .character("a"), .character("é"), .character("東"), .character("🙂"), .character("\r"),
      ])
  }

  @Test(
    arguments: [
      [0xFF], [0x80], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC2, 0x85],
    ] as [[UInt8]])
  func bytesThatAreNoCharacterAreDropped(_ bytes: [UInt8]) {
    #expect(keys(bytes + [0x78]) == [.character("x")])
  }

  @Test func aPasteIsOneKey() {
    #expect(keys("a\u{1B}[200~b\tc\u{1B}[201~d") == [.character("a"), .paste("b\tc"), .character("d")])
  }

  @Test(arguments: [
    ("a\r\nb\rc\nd\n\re", "a\nb\nc\nd\n\ne"),
    ("a\u{1B}[31mb\u{0}\u{7}\u{9B}c", "a[31mbc"),
    ("\u{1B}[20", "[20"),
    ("", ""),
  ])
  func aPasteHasPlainLineEndsAndNoControlCharacters(_ pasted: String, text: String) {
    #expect(keys("\u{1B}[200~\(pasted)\u{1B}[201~") == [.paste(text)])
  }

  @Test func aPasteThatIsCutOffIsTakenAsFarAsItGoes() {
    #expect(keys("\u{1B}[200~abc") == [.paste("abc")])
  }

  @Test func sequencesAreLeftToLibedit() {
    #expect(
      keys("\u{1B}[Ax\u{1B}b") == [
        .character("\u{1B}"), .character("["), .character("A"), .character("x"), .character("\u{1B}"),
        .character("b"),
      ])
  }

  @Test func sequencesAreCommandsWhereAskedFor() {
    #expect(
      keys("\u{1B}[A\u{1B}OB\u{1B}[1;5C\u{1B}[3~x", readsSequences: true) == [
        .command(.up), .command(.down), .command(.nextWord), .command(.delete), .character("x"),
      ])
  }

  @Test func unknownSequencesAreDroppedWhereAskedFor() {
    #expect(keys("\u{1B}[15~\u{1B}[1;2Px", readsSequences: true) == [.character("x")])
  }

  @Test func escapeAloneIsAKey() {
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}\u{1B}") == [.character("\u{1B}"), .escape])
  }
}
