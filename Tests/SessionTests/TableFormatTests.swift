import Engine
import Syntax
import Testing

@testable import Session

/// Tables as people see them, in terminals of several widths.
@Suite struct TableFormatTests {
  private func table(
    _ columns: [String], _ rows: [[Value]], width: Int? = nil, numbered: Bool = false, footer: String? = nil
  ) -> String {
    let output = Output.memory()
    var result = ResultSet("answer", columns: columns, rows: rows, footer: footer)
    result.isNumbered = numbered
    ResultFormat.table.write(result, to: output, layout: ResultLayout(width: width, numbersRows: true))
    return output.text
  }

  @Test func numbersStandRightAndTextsLeft() {
    let text = table(
      ["Name", "N", "D"],
      [[.text("ann"), .integer(7), .decimal(2.5)], [.text("b"), .integer(-12), .decimal(10)]])
    #expect(
      text == """
        Name    N     D
        ----  ---  ----
        ann     7   2.5
        b     -12  10.0
        2 rows

        """)
  }

  @Test func aColumnOfNumbersAndTextsStandsLeft() {
    #expect(table(["X"], [[.integer(7)], [.text("ann")]]) == "X\n---\n7\nann\n2 rows\n")
  }

  @Test func headingsPartRowsAndColumnsMayStandRightThoughTheyHoldTexts() {
    let output = Output.memory()
    var result = ResultSet(
      "step", columns: ["Step", "N"], rows: [[.text("scan"), .text("?")], [.text("x"), .text("12")]])
    result.headings = [
      ResultSet.Heading(row: 0, text: "first of all"),
      ResultSet.Heading(row: 1, text: "  then that which follows"),
    ]
    result.rightColumns = [1]
    ResultFormat.table.write(result, to: output, layout: ResultLayout(width: 16))
    #expect(
      output.text == """
        Step   N
        ----  --
        first of all
        scan   ?
          then that
          which follows
        x     12
        2 rows

        """)
  }

  @Test func rowsAreNumberedWhereTheNumbersMeanSomething() {
    let rows: [[Value]] = (1...10).map { [.text("v\($0)")] }
    let lines = table(["X"], rows, numbered: true).split(separator: "\n")
    #expect(lines[0] == "    X")
    #expect(lines[2] == " 1  v1")
    #expect(lines[11] == "10  v10")
  }

  @Test func noRowsShowOnlyTheirCount() {
    #expect(table(["X"], []) == "0 rows\n")
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(
      table(["X", "Y"], [[.text("日本"), .text("a")], [.text("né"), .text("b")]])
        == "X     Y\n----  -\n日本  a\nné    b\n2 rows\n")
  }

  @Test func whatATerminalWouldObeyIsShown() {
    #expect(
      table(["X"], [[.text("a\u{1b}[31m\n\tb\u{202e}")]]) == "X\n----------\na␛[31m␊␉b\u{FFFD}\n1 row\n")
  }

  @Test func aTableAsWideAsTheTerminalStaysInOneLine() {
    let rows: [[Value]] = [[.text("0123456789"), .text("01234567")]]
    #expect(
      table(["X", "Y"], rows, width: 20)
        == "X           Y\n----------  --------\n0123456789  01234567\n1 row\n")
  }

  @Test func theWidestColumnIsWrappedFirst() {
    let rows: [[Value]] = [[.text("tokayev"), .text("peaceful resolution of it")]]
    #expect(
      table(["X", "Y"], rows, width: 28) == """
        X        Y
        -------  -------------------
        tokayev  peaceful resolution
                 of it
        1 row

        """)
  }

  @Test func aDateIsWrappedAtItsSlash() {
    let rows: [[Value]] = [[.text("pakistan"), .text("2026-02-03/2026-02-04")]]
    #expect(
      table(["P", "W"], rows, width: 21) == """
        P         W
        --------  -----------
        pakistan  2026-02-03/
                  2026-02-04
        1 row

        """)
  }

  @Test func aWordLongerThanItsColumnIsCutWhereTheLineIsFull() {
    let rows: [[Value]] = [[.text("abcdefghijklmnop"), .text("1")]]
    #expect(
      table(["X", "Y"], rows, width: 12) == "X          Y\n---------  -\nabcdefghi  1\njklmnop\n1 row\n")
  }

  @Test func rowsBecomeBlocksWhereATableWouldBeHopeless() {
    let rows: [[Value]] = [
      [.text("one"), .text("a text that goes on and on and on and on, and so forth"), .integer(1)],
      [.text("two"), .text("short"), .integer(2)],
    ]
    #expect(
      table(["Name", "Text", "N"], rows, width: 20) == """
        row 1
          Name  one
          Text  a text that
                goes on and
                on and on
                and on, and
                so forth
          N     1
        row 2
          Name  two
          Text  short
          N     2
        2 rows

        """)
  }

  @Test func aFooterTakesThePlaceOfTheCount() {
    #expect(table(["X"], [[.text("a")]], footer: "1 fact") == "X\n-\na\n1 fact\n")
    #expect(table(["X"], [[.text("a")]], footer: "") == "X\n-\na\n")
  }

  @Test func aVeryLongCellTakesNoLongerThanItsLength() {
    let text = String(repeating: "word ", count: 200_000)
    let output = table(["X"], [[.text(text)]], width: 40)
    #expect(output.split(separator: "\n").count > 20_000)
  }

  @Test func coloursAreOnlyThereWhenTheyAreOn() {
    let output = Output.memory()
    let result = ResultSet("answer", columns: ["X"], rows: [[.text("a")]])
    ResultFormat.table.write(result, to: output, layout: ResultLayout(palette: Palette(isOn: true)))
    #expect(output.text == "\u{1b}[1mX\u{1b}[0m\n\u{1b}[2m-\u{1b}[0m\na\n\u{1b}[2m1 row\u{1b}[0m\n")
  }

  @Test func writingStopsWhenItIsTold() {
    let output = Output.memory()
    let result = ResultSet(columns: ["X"], count: 1000) { [.integer(Int64($0))] }
    var asked = 0
    let isWhole = ResultFormat.csv.write(result, to: output) {
      asked += 1
      return asked > 1
    }
    #expect(!isWhole)
    #expect(output.text.split(separator: "\n").count == 257)
  }
}
