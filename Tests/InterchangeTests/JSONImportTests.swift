import Engine
import Syntax
import Testing

@testable import Interchange

/// JSON Lines and JSON arrays as facts.
@Suite struct JSONImportTests {
  private let desk = ImportDesk()

  @Test func pathsLeadIntoObjectsAndArrays() {
    let text = #"""
      {"who": {"name": "Ann"}, "at": ["Lima", "Cusco"], "when": "2019-01-02"}

      {"when": "2019-01-03", "who": {"name": "Bob"}, "at": ["Oslo"]}
      """#
    #expect(
      desk.outcome("v.jsonl", text, into: "r(a: who.name, p: at.0, w: when)") == [
        "r(\"Ann\", \"Lima\", 2019-01-02)", "r(\"Bob\", \"Oslo\", 2019-01-03)",
      ])
    #expect(
      ImportDesk().outcome("w.jsonl", text, into: "q(a: who.nam)") == [
        "the file has no column 'who.nam' | at 'who.nam' | did you mean 'who.name'?"
      ])
  }

  @Test func aTextIsNoNumberAndANumberIsNoText() {
    #expect(
      desk.outcome("v.jsonl", #"{"a": "7", "b": 7, "c": 1.5e1, "d": true}"#, of: "v") == [
        "v(\"7\", 7, 15.0, true)"
      ])
    #expect(desk.columns(of: "v") == ["a: text", "b: integer", "c: decimal", "d: text"])
  }

  @Test func nullsAndMissingPathsAreEmpty() {
    let text = "{\"a\": null, \"b\": 1}\n{\"b\": 2}\n{\"a\": \"x\", \"b\": 3}\n"
    #expect(
      desk.outcome("v.jsonl", text, into: "r(a: a, b: b)") { $0.empty = .unknown } == [
        "r(unknown, 1)", "r(unknown, 2)", "r(x, 3)",
      ])
  }

  @Test func aPathOfLaterObjectsIsFound() {
    let text = String(repeating: "{\"a\": 1}\n", count: 1_500) + "{\"a\": 2, \"b\": {\"c\": 3}}\n"
    #expect(desk.outcome("v.jsonl", text, into: "r(a: a, c: b.c)") { $0.empty = .skip } == ["r(2, 3)"])
  }

  @Test func wholeObjectsAndArraysAreTexts() {
    #expect(
      desk.outcome("v.jsonl", #"{"a": [1, "x"], "b": 1}"#, into: "r(a: a, b: b)") == [#"r("[1, \"x\"]", 1)"#])
  }

  @Test func escapesStandForWhatTheySay() {
    #expect(
      desk.outcome("v.jsonl", #"{"a": "\u00e9\t\ud83d\ude00\/"}"#, into: "r(a: a)") == ["r(\"é\\t😀/\")"])
  }

  @Test func arraysOfObjects() throws {
    let text = " [ {\"a\": 1}, {\"a\": 2}\n , {\"a\": [3]} ] "
    #expect(desk.outcome("v.json", text, into: "r(a: a)") == ["r(\"1\")", "r(\"2\")", "r(\"[3]\")"])
    #expect(try desk.engine.facts(of: "r").map { $0.citations.first?.row } == [1, 2, 3])
    #expect(desk.outcome("e.json", "[ ]", into: "r(a: a)") == ["cannot import 'e.json': it is empty"])
  }

  @Test(arguments: [
    (#"{"a": 1"#, "a ',' or '}' should stand here (byte 8)"),
    (#"{"a": nul}"#, "no value starts with 'n' (byte 7)"),
    (#"{"a": 01}"#, "a ',' or '}' should stand here (byte 8)"),
    (#"{"a": "x}"#, "a string that is not closed (byte 10)"),
    (#"{"a": 1} 2"#, "the line goes on after its object (byte 10)"),
    ("7", "an object should stand here (byte 1)"),
    (#"{"a": "\ud800"}"#, "half of a surrogate pair (byte 14)"),
    (#"{"a": 1, "a": 2}"#, "a key that is given twice (byte 16)"),
    (#"{a: 1}"#, "a key in quotes should stand here (byte 2)"),
    (#"{"a": 1.}"#, "a digit should stand here (byte 9)"),
    (#"{"a": "\x"}"#, "no escape is written with 'x' (byte 9)"),
    (String(repeating: "[", count: 300), "more than 200 levels (byte 201)"),
  ])
  func aLineThatIsNoJSONIsABadRow(line: String, reason: String) {
    let text = "{\"a\": 1}\n\(line)\n{\"a\": 2}\n"
    #expect(desk.outcome("v.jsonl", text, into: "r(a: a)", rejecting: true) == ["r(1)", "r(2)"])
    #expect(desk.rejects.map { "\($0.number) \($0.reason)" } == ["2 \(reason)"])
    #expect(desk.rejects.map { String(decoding: $0.raw, as: UTF8.self) } == [line + "\n"])
  }

  @Test func behindAMistakeInAnArrayNothingCanBeRead() {
    let text = "[{\"a\": 1},\n{\"a\" 2},\n{\"a\": 3}]"
    #expect(desk.outcome("v.json", text, into: "r(a: a)", rejecting: true) == ["r(1)"])
    #expect(
      desk.rejects.map { "\($0.number) \($0.reason) [\(String(decoding: $0.raw, as: UTF8.self))]" } == [
        "2 a ':' should stand here (line 2), and what follows it cannot be read [{\"a\" 2},\n{\"a\": 3}]]"
      ])
  }

  @Test func aFileThatIsNoArrayIsRefused() {
    #expect(
      desk.outcome("v.json", "{\"a\": 1}", into: "r(a: a)") == [
        "cannot import 'v.json': a JSON array should start with '['; one object a line is JSON Lines"
      ])
  }
}
