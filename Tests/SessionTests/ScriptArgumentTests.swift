import Chronology
import Syntax
import Testing

@testable import Session

@Suite struct ScriptArgumentTests {
  private static func date(_ text: String) -> Literal { .date((try? UncertainDate(text)) ?? .unknown) }

  @Test func aNameAndAValueAreReadFromOneWord() {
    #expect(ScriptArgument("place=a=b") == ScriptArgument(name: "place", value: "a=b"))
    #expect(ScriptArgument("place=") == ScriptArgument(name: "place", value: ""))
    #expect(ScriptArgument("place") == nil)
    #expect(ScriptArgument("=x") == nil)
  }

  @Test func aValueIsALiteralWhereItReadsAsOne() {
    func read(_ text: String) -> Literal? { ScriptArgument(name: "p", value: text).literal(like: nil) }
    #expect(read("pakistan") == .text("pakistan"))
    #expect(read("\"Hong Kong\"") == .text("Hong Kong"))
    #expect(read("42") == .integer(42))
    #expect(read("-42") == .integer(-42))
    #expect(read("2.5") == .decimal(2.5))
    #expect(read("2026-02-03") == Self.date("2026-02-03"))
    #expect(read("@1948/1949") == Self.date("1948/1949"))
    #expect(read("30d") == Period("30d").map(Literal.duration))
  }

  @Test(arguments: [
    "Hong Kong", "Tokayev", "", "a, b", "pakistan).q(x", "pakistan).%", "x from y", "label: x", "\"open", "_",
    "1 + 2", "$p",
  ])
  func anythingElseIsAText(text: String) {
    #expect(ScriptArgument(name: "p", value: text).literal(like: nil) == .text(text))
  }

  @Test func theDefaultSaysWhichKindIsWanted() {
    func read(_ text: String, _ preset: Literal) -> Literal? {
      ScriptArgument(name: "p", value: text).literal(like: preset)
    }
    #expect(read("2026", .text("x")) == .text("2026"))
    #expect(read("\"2026\"", .text("x")) == .text("2026"))
    #expect(read("2026-02", Self.date("2026")) == Self.date("2026-02"))
    #expect(read("@2026-02~", Self.date("2026")) == Self.date("2026-02~"))
    #expect(read("soon", Self.date("2026")) == nil)
    #expect(read("2", .decimal(1)) == .decimal(2))
    #expect(read("2.5", .integer(1)) == nil)
    #expect(read("two", .integer(1)) == nil)
    #expect(read("7", .duration(.days(1))) == nil)
  }
}
