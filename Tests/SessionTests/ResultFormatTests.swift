import Chronology
import Engine
import Syntax
import Testing

@testable import Session

/// The forms for other programs, value by value.
@Suite struct ResultFormatTests {
  private func text(_ format: ResultFormat, _ result: ResultSet) -> String {
    let output = Output.memory()
    format.write(result, to: output)
    return output.text
  }

  private func rows(_ values: Value...) -> ResultSet {
    ResultSet("answer", columns: ["X"], rows: values.map { [$0] })
  }

  @Test func csvQuotesWhatWouldBreakTheLine() {
    #expect(CSVFormat.field("plain text") == "plain text")
    #expect(CSVFormat.field("a,b") == "\"a,b\"")
    #expect(CSVFormat.field("say \"x\"") == "\"say \"\"x\"\"\"")
    #expect(CSVFormat.field("two\nlines") == "\"two\nlines\"")
    #expect(CSVFormat.field("return\r") == "\"return\r\"")
    #expect(CSVFormat.field("tab\there") == "tab\there")
    #expect(CSVFormat.field("") == "\"\"")
  }

  @Test func tsvEscapesTabLineEndAndBackslash() {
    #expect(TSVFormat.field("a\tb\nc\rd\\e") == "a\\tb\\nc\\rd\\\\e")
    #expect(TSVFormat.field("plain, \"text\"") == "plain, \"text\"")
  }

  @Test func jsonEscapesAsItsStandardSays() {
    #expect(JSONRowEncoder.string("a\"b\\c/d") == "\"a\\\"b\\\\c/d\"")
    #expect(JSONRowEncoder.string("\n\r\t\u{8}\u{1f}\u{7f}é😀") == "\"\\n\\r\\t\\u0008\\u001f\u{7f}é😀\"")
  }

  @Test func jsonKeepsNumbersPlainAndTheRestAsStrings() throws {
    let date = try UncertainDate("1948/1949")
    let period = try #require(Period("6mo"))
    let result = ResultSet(
      "answer", columns: ["I", "D", "W", "P", "T"],
      rows: [[.integer(.min), .decimal(2.5), .date(date), .duration(period), .text("42")]])
    #expect(
      text(.jsonl, result)
        == "{\"I\":-9223372036854775808,\"D\":2.5,\"W\":\"1948/1949\",\"P\":\"6mo\",\"T\":\"42\"}\n")
  }

  @Test func jsonHasNoWordForWhatIsNotFinite() {
    #expect(text(.jsonl, rows(.decimal(.infinity))) == "{\"X\":null}\n")
  }

  @Test func jsonIsOneArrayAndEmptyWithoutRows() {
    #expect(text(.json, rows(.integer(1), .integer(2))) == "[\n  {\"X\":1},\n  {\"X\":2}\n]\n")
    #expect(text(.json, rows()) == "[]\n")
    #expect(text(.jsonl, rows()) == "")
  }

  @Test func markdownEscapesItsOwnMarks() {
    #expect(
      MarkdownFormat.cell("a|b*c`d\\e[f](g)<h>&i\nj_k") == "a\\|b\\*c\\`d\\\\e\\[f\\](g)&lt;h>&amp;i<br>j_k")
    #expect(text(.markdown, rows(.integer(1))) == "| X |\n| ---: |\n| 1 |\n")
  }

  @Test func factsAreWrittenSoThatTheyCanBeReadAgain() throws {
    let values: [Value] = [
      .text("pakistan"), .text("Joint Declaration"), .integer(-3), .decimal(2),
      .date(try UncertainDate("1948/1949")),
    ]
    let written = text(.facts, rows(values[0], values[1], values[2], values[3], values[4]))
    let (statements, diagnostics) = Parser.parse(SourceText(name: "facts", text: written))
    #expect(diagnostics.isEmpty)
    #expect(statements.count == 5)
    #expect(
      written
        == "answer(pakistan).\nanswer(\"Joint Declaration\").\nanswer(-3).\nanswer(2.0).\nanswer(@1948/1949).\n"
    )
  }

  @Test(arguments: ResultFormat.allCases)
  func aQuestionWithoutVariablesIsAnswered(format: ResultFormat) {
    var expected: [ResultFormat: (yes: String, no: String)] = [
      .table: ("yes\n", "no\n"), .csv: ("answer\ntrue\n", "answer\nfalse\n"),
      .tsv: ("answer\ntrue\n", "answer\nfalse\n"), .json: ("{\"answer\":true}\n", "{\"answer\":false}\n"),
      .jsonl: ("{\"answer\":true}\n", "{\"answer\":false}\n"),
    ]
    expected[.markdown] = ("| answer |\n| --- |\n| true |\n", "| answer |\n| --- |\n| false |\n")
    expected[.facts] = ("answer(true).\n", "answer(false).\n")
    #expect(
      text(format, ResultSet(columns: [], count: 1, isBoolean: true) { _ in [] }) == expected[format]?.yes)
    #expect(
      text(format, ResultSet(columns: [], count: 0, isBoolean: true) { _ in [] }) == expected[format]?.no)
  }
}
