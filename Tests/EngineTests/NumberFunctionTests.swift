import Testing

/// Arithmetic, functions of numbers, and conversion.
@Suite struct NumberFunctionTests {
  func value(_ expression: String) throws -> String? { try Desk().rows("X = \(expression)?").first }
  func mistake(_ expression: String) throws -> String? { try Desk().mistakes("X = \(expression)?").first }

  @Test func integersAreDividedTowardZero() throws {
    #expect(try value("7 / 2") == "3")
    #expect(try value("-7 / 2") == "-3")
    #expect(try value("7 mod 2") == "1")
    #expect(try value("-7 mod 2") == "-1")
    #expect(try value("2 + 3 * 4 - 5") == "9")
    #expect(try value("(2 + 3) * 4") == "20")
    #expect(try value("10 - 3 - 2") == "5")
    #expect(try value("-9223372036854775808 mod -1") == "0")
  }

  @Test func anIntegerWithADecimalGivesADecimal() throws {
    #expect(try value("1 + 0.5") == "1.5")
    #expect(try value("7 / 2.0") == "3.5")
    #expect(try value("7.5 mod 2") == "1.5")
    #expect(try value("2 * 1.5") == "3.0")
  }

  @Test func overflowNamesTheExpression() throws {
    let range = "is outside the range of 64-bit integers"
    #expect(
      try mistake("9223372036854775807 + 1")
        == "integer-overflow at '9223372036854775807 + 1': 9223372036854775807 + 1 \(range)")
    #expect(try mistake("-9223372036854775808 - 1")?.hasSuffix("-9223372036854775808 - 1 \(range)") == true)
    #expect(try mistake("3037000500 * 3037000500")?.hasSuffix("3037000500 * 3037000500 \(range)") == true)
    #expect(try mistake("-9223372036854775808 / -1")?.hasSuffix("-9223372036854775808 / -1 \(range)") == true)
    #expect(try mistake("abs(-9223372036854775808)")?.hasSuffix("abs(-9223372036854775808) \(range)") == true)
    #expect(try mistake("-X, X = -9223372036854775808")?.contains(range) == true)
    #expect(try value("9223372036854775806 + 1") == "9223372036854775807")
    #expect(try mistake("1.0e308 * 10")?.contains("is too large for a decimal") == true)
  }

  @Test func overflowInARuleShowsTheRule() throws {
    let desk = try Desk("n(9223372036854775807).")
    #expect(
      desk.rendered("twice(Y) :- n(X), Y = X * 2.\ntwice(Y)?") == """
        error: 9223372036854775807 * 2 is outside the range of 64-bit integers [integer-overflow]
         --> test.dl:1:23
          1 | twice(Y) :- n(X), Y = X * 2.
            |                       ^^^^^
        """)
  }

  @Test func sumsOverflowToo() throws {
    let desk = try Desk("n(9223372036854775807). n(1).")
    #expect(
      desk.mistakes("S = sum V { n(V) }?") == [
        "integer-overflow at 'sum V { n(V) }': sum: 9223372036854775807 + 1 is outside the range of 64-bit integers"
      ])
  }

  @Test func divisionByZeroIsAnError() throws {
    #expect(
      try mistake("1 / 0")
        == "division-by-zero at '1 / 0': division by zero: 1 / 0 (test the divisor before it: Y != 0)")
    #expect(try mistake("1 mod 0")?.contains("division by zero: 1 mod 0") == true)
    #expect(try mistake("1.5 / 0.0")?.contains("division by zero: 1.5 / 0.0") == true)
    #expect(try mistake("1 / 0.0")?.contains("division by zero: 1.0 / 0.0") == true)
  }

  @Test func aGuardBeforeADivisionHolds() throws {
    let desk = try Desk("n(0). n(2). n(5). m(2). m(5).")
    #expect(try desk.rows("n(X), X != 0, Y = 10 / X?") == ["2, 5", "5, 2"])
    #expect(try desk.rows("n(X), m(X), Y = 10 / X?") == ["2, 5", "5, 2"])
    #expect(try desk.rows("n(X), not X = 0, 10 / X > 3 show X?") == ["2"])
    #expect(try desk.rows("n(X), (X = 0, Y = 0 ; X != 0, Y = 10 / X)?") == ["0, 0", "2, 5", "5, 2"])
    try desk.tell("inverse(X, 10 / X) :- n(X), X > 0.")
    #expect(try desk.rows("inverse(X, Y)?") == ["2, 5", "5, 2"])
    #expect(desk.mistakes("n(X), Y = 10 / X, X != 0?").first?.hasPrefix("division-by-zero") == true)
  }

  @Test func leastAndGreatestOfTwo() throws {
    #expect(try value("min(2, 3)") == "2")
    #expect(try value("max(2, 3)") == "3")
    #expect(try value("max(b, a)") == "b")
    #expect(try value("min(2026-01-01, @2025)") == "@2025")
    #expect(try value("min(3, 3)") == "3")
    #expect(try mistake("min(1, 1.5)")?.contains("both must be of one kind") == true)
  }

  @Test func roundingGivesIntegers() throws {
    #expect(try value("round(2.5)") == "3")
    #expect(try value("round(-2.5)") == "-3")
    #expect(try value("round(2.4)") == "2")
    #expect(try value("floor(-2.5)") == "-3")
    #expect(try value("ceil(-2.5)") == "-2")
    #expect(try value("ceil(2.1)") == "3")
    #expect(try value("round(7)") == "7")
    #expect(try value("abs(-7)") == "7")
    #expect(try value("abs(-7.5)") == "7.5")
    #expect(
      try mistake("round(1.0e300)")?.contains("round(1e+300) is outside the range of 64-bit integers") == true
    )
  }

  @Test func conversion() throws {
    #expect(try value(#"to_integer("42")"#) == "42")
    #expect(try value(#"to_integer("-42")"#) == "-42")
    #expect(try value("to_integer(2.9)") == "2")
    #expect(try value("to_integer(-2.9)") == "-2")
    #expect(try value("to_decimal(2)") == "2.0")
    #expect(try value(#"to_decimal("2.5")"#) == "2.5")
    #expect(try value("to_text(2.5)") == "\"2.5\"")
    #expect(try value("to_text(@2026-02)") == "\"2026-02\"")
    #expect(
      try mistake("to_integer(abc)")
        == #"invalid-argument at 'to_integer(abc)': to_integer: "abc" is not a number (keep only numbers first: matches(X, "^[0-9]+$"))"#
    )
    #expect(try mistake(#"to_integer("9223372036854775808")"#)?.contains("is not a number") == true)
    #expect(try mistake(#"to_decimal("nan")"#)?.contains("is not a number") == true)
    #expect(try mistake(#"to_decimal("inf")"#)?.contains("is not a number") == true)
    #expect(try mistake(#"to_integer("")"#)?.contains("is not a number") == true)
  }

  @Test func aGuardBeforeAConversionHolds() throws {
    let desk = try Desk(#"t("12"). t(x)."#)
    #expect(try desk.rows(#"t(X), matches(X, "^[0-9]+$"), N = to_integer(X)?"#) == ["\"12\", 12"])
  }
}
