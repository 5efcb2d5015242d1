import Testing

@testable import Shell

/// Where text falls on a terminal.
@Suite struct TextLayoutTests {
  init() { UTF8Locale.use() }

  @Test(arguments: [
    ("", 0, 0),
    ("abc", 0, 3),
    ("123456789", 0, 9),
    ("1234567890", 1, 0),
    ("12345678901", 1, 1),
    ("abc\nde", 1, 2),
    ("1234567890\nx", 2, 1),
    ("a\tb", 0, 9),
    ("東京東京東", 1, 0),
    ("a東京東京東", 1, 2),
    ("e\u{301}a", 0, 2),
    ("\u{1}x", 0, 3),
  ])
  func textEnds(_ text: String, row: Int, column: Int) {
    var layout = TextLayout(columns: 10)
    layout.add(text)
    #expect(layout.row == row && layout.column == column)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("東京都", 5, "東京…"), ("東京都", 4, "東…"),
    ("abc", 1, "…"), ("abc", 0, ""),
  ])
  func textIsCut(_ text: String, columns: Int, result: String) {
    #expect(TextLayout.cut(text, to: columns) == result)
  }
}
