import Chronology
import Syntax
import Testing

@Suite struct ValueTests {
  /// The values of the fact `p(…)`.
  private func values(_ text: String) -> [Literal]? {
    guard case .fact(let fact) = statement("p(\(text)).")?.kind else { return nil }
    return fact.atom.arguments.compactMap {
      if case .literal(let literal) = $0.value.kind { literal } else { nil }
    }
  }

  private func date(_ text: String) throws -> Literal { .date(try UncertainDate(text)) }

  @Test func aNameAndTheSameTextInQuotesAreOneValue() {
    #expect(values(#"pakistan, "pakistan""#) == [.text("pakistan"), .text("pakistan")])
    #expect(values("a_1, été, 日本, الهند") == [.text("a_1"), .text("été"), .text("日本"), .text("الهند")])
  }

  @Test func wordsOfTheLanguageAreText() {
    let words = [
      "relation", "reads", "not", "possibly", "from", "show", "order", "by", "any", "planned", "mod", "count",
    ]
    #expect(values(words.joined(separator: ", ")) == words.map(Literal.text))
  }

  @Test func escapesStandForTheirCharacters() {
    #expect(values(#""\"\\\n\t\u{e9}\u{1F600}""#) == [.text("\"\\\n\té😀")])
    #expect(values(#""it's % not // a /* comment""#) == [.text("it's % not // a /* comment")])
    #expect(values(#""""#) == [.text("")])
  }

  @Test func integersHave64Bits() {
    #expect(values("0, 42, -7, - 7") == [.integer(0), .integer(42), .integer(-7), .integer(-7)])
    #expect(values("9223372036854775807") == [.integer(.max)])
    #expect(values("-9223372036854775808") == [.integer(.min)])
    #expect(values("9223372036854775808") == nil)
    #expect(values("-9223372036854775809") == nil)
  }

  @Test func decimalsHaveAPointOrAnExponent() {
    #expect(values("2.5, -0.25, 1e9") == [.decimal(2.5), .decimal(-0.25), .decimal(1e9)])
    #expect(values("2.5e-3, 1E+2, 0.0") == [.decimal(0.0025), .decimal(100), .decimal(0)])
    #expect(values("1e400") == nil)
    #expect(values(".5") == nil)
  }

  @Test func aPointWithoutDigitsEndsTheStatement() {
    #expect(
      reading("X = 2.\nX = 2.5.") == ["error: a question ends with '?'", "error: a question ends with '?'"])
    #expect(reading("p(X) :- X = 2.p(a).") == ["p(X) :- X = 2.", "p(a)."])
  }

  @Test func durationsCountDaysOrMonths() {
    #expect(
      values("30d, 2w, 6mo, 1y, -3d") == [
        .duration(.days(30)), .duration(.days(14)), .duration(.months(6)), .duration(.months(12)),
        .duration(.days(-3)),
      ])
    #expect(values("30 d") == nil)
  }

  @Test func aPlainDayNeedsNoMarkAndOtherDatesDo() throws {
    #expect(values("2026-02-04, @2026-02-04") == [try date("2026-02-04"), try date("2026-02-04")])
    for text in [
      "2026-02", "2026", "1948/1949", "2026-02-03/2026-02-04", "199X", "2026-02~", "1985?", "1985%",
      "../2026", "2026/..",
      "..", "2026?/2027~", "[2026-03-03..2026-03-30]",
    ] {
      #expect(values("@" + text) == [try date(text)], "@\(text)")
      #expect(values("a, @\(text) , b")?.count == 3, "@\(text)")
    }
    #expect(values("2026-02-29") == nil)
    #expect(values("2024-02-29") == [try date("2024-02-29")])
  }

  @Test func aDateEndsBeforeWhatBelongsToTheStatement() throws {
    #expect(reading("p(@2026-02).q(@..).") == ["p(@2026-02).", "q(@..)."])
    #expect(reading("a(X) :- X = @2026/...") == ["a(X) :- X = @2026/..."])
    #expect(reading("a(X) :- X = @2026.% why") == ["a(X) :- X = @2026."])
    #expect(reading("X = @2026//why\n?") == ["X = @2026?"])
    #expect(reading("X = @2026/*why*/?") == ["X = @2026?"])
    #expect(reading("X = @2026-02-04+30d?") == ["X = 2026-02-04 + 30d?"])
    #expect(reading("X = 2026-02-04-30d?") == ["X = 2026-02-04 - 30d?"])
  }

  @Test func aQuestionMarkAfterADateEndsTheQuestionOutsideBrackets() {
    #expect(reading("W = @2026-02?\np(a).") == ["W = @2026-02?", "p(a)."])
    #expect(reading("W = @2026-02??") == ["W = (@2026-02?)?"])
    #expect(reading("W = @2026?/2027?") == ["W = @2026?/2027?"])
    #expect(reading("W = @2026?/2027??") == ["W = (@2026?/2027?)?"])
    #expect(reading("p(@2026-02?)?") == ["p(@2026-02?)?"])
    #expect(reading("W = @2026?, p(W)?") == ["W = (@2026?), p(W)?"])
    #expect(reading("p(W) :- W = @2026?.") == ["p(W) :- W = (@2026?)."])
    #expect(reading("N = count { p(W), W = @2026? }?") == ["N = count { p(W), W = (@2026?) }?"])
  }

  @Test func subtractionsOfNumbersAreToldFromDates() {
    #expect(reading("X = 2026 - 02?") == ["error: a number has no leading zero"])
    #expect(reading("X = 2026 - 2?") == ["X = 2026 - 2?"])
    #expect(reading("X = 2026-2?") == ["X = 2026 - 2?"])
    #expect(reading("X = 2026-99?") == ["X = 2026 - 99?"])
    #expect(reading("X = today-30d?") == ["X = today - 30d?"])
    #expect(reading("X = today-Y?") == ["X = today - Y?"])
    #expect(reading("X = length(Y)-1?") == ["X = length(Y) - 1?"])
  }
}
