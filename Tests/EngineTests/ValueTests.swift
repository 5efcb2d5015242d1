import Engine
import Testing

@Suite struct ValueTests {
  @Test func aNameAndTheSameTextInQuotesAreOneValue() throws {
    let desk = try Desk(#"p(pakistan). p("Joint Declaration")."#)
    #expect(try desk.tell(#"p("pakistan")."#) == ["already known"])
    #expect(try desk.rows("p(X)?") == ["\"Joint Declaration\"", "pakistan"])
  }

  @Test func anIntegerAndTheEqualDecimalAreDifferentValues() throws {
    let desk = try Desk("p(1). p(1.0). q(1.0).")
    #expect(try desk.rows("p(X)?") == ["1", "1.0"])
    #expect(try desk.rows("p(X), q(X)?") == ["1.0"])
    #expect(try !desk.holds("1 = 1.0?"))
    #expect(try desk.holds("1 != 1.0?"))
  }

  @Test func zeroAndMinusZeroAreOneDecimal() throws {
    let desk = try Desk("p(0.0).")
    #expect(try desk.tell("p(-0.0).") == ["already known"])
  }

  @Test func integersBeyondThirtyBitsAreExact() throws {
    let desk = try Desk(
      "p(9223372036854775807). p(-9223372036854775808). p(268435455). p(268435456). p(-268435456). p(-268435457)."
    )
    #expect(
      try desk.rows("p(X)?") == [
        "-9223372036854775808", "-268435457", "-268435456", "268435455", "268435456", "9223372036854775807",
      ])
    #expect(try desk.holds("p(268435456)?"))
    #expect(try !desk.holds("p(268435457)?"))
  }

  @Test func decimalsKeepTheirLastDigit() throws {
    let desk = try Desk("p(0.1). p(0.30000000000000004). p(1.0e300).")
    #expect(try desk.rows("p(X)?") == ["0.1", "0.30000000000000004", "1e+300"])
    #expect(try desk.rows("X = 0.1 + 0.2, p(X)?") == ["0.30000000000000004"])
  }

  @Test func datesAreEqualWhenTheirEDTFIs() throws {
    let desk = try Desk("p(2026-02-04). p(@2026-02). p(@2026-02~). p(@2026-02-04/2026-02-06). p(@..).")
    #expect(try desk.tell("p(@2026-02-04).") == ["already known"])
    #expect(try desk.rows("p(@2026-02)?") == [""])
    #expect(try desk.rows("p(X), X = @2026-02?") == ["@2026-02"])
    #expect(try desk.answer("p(X)?").count == 5)
  }

  @Test func durationsAreEqualWhenTheirDaysOrMonthsAre() throws {
    let desk = try Desk("p(14d). p(12mo).")
    #expect(try desk.tell("p(2w). p(1y).") == ["already known", "already known"])
    #expect(try desk.rows("p(X)?") == ["2w", "1y"])
  }

  @Test func textsDifferInCaseAndInUnicodeForm() throws {
    let desk = try Desk(#"p("É"). p("E\u{301}"). p("é")."#)
    #expect(try desk.answer("p(X)?").count == 3)
    #expect(try desk.holds(#"p("\u{c9}")?"#))
  }

  @Test func theEmptyTextIsAValue() throws {
    let desk = try Desk(#"p(""). p(a)."#)
    #expect(try desk.rows("p(X), length(X) = 0?") == ["\"\""])
  }

  @Test func kindsAreOrderedNumbersDatesDurationsTexts() throws {
    let desk = try Desk("p(b). p(a). p(3d). p(2026-01-01). p(@2025). p(2). p(1.5). p(2.0).")
    #expect(try desk.rows("p(X)?") == ["1.5", "2", "2.0", "@2025", "2026-01-01", "3d", "a", "b"])
  }

  @Test func textsAreOrderedByUnicodeScalars() throws {
    let desk = try Desk(#"p("é"). p("z"). p("a"). p("Z"). p("日"). p("ab")."#)
    #expect(try desk.rows("p(X)?") == ["\"Z\"", "a", "ab", "z", "é", "日"])
  }
}
