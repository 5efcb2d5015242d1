import Testing

@Suite struct TextFunctionTests {
  /// The value of an expression as it is written; nil where it has none.
  func value(_ expression: String) throws -> String? { try Desk().rows("X = \(expression)?").first }

  func mistake(_ expression: String) throws -> String? { try Desk().mistakes("X = \(expression)?").first }

  @Test func lengthCountsCharacters() throws {
    #expect(try value(#"length("")"#) == "0")
    #expect(try value(#"length("Ångström")"#) == "8")
    #expect(try value(#"length("e\u{301}")"#) == "1")
    #expect(try value(#"length("日本")"#) == "2")
  }

  @Test func caseIsChanged() throws {
    #expect(try value(#"lower("ÅNGSTRÖM")"#) == "ångström")
    #expect(try value(#"upper("straße")"#) == "\"STRASSE\"")
    #expect(try value(#"lower("")"#) == "\"\"")
  }

  @Test func substringsAreCountedFromOne() throws {
    #expect(try value("substring(declaration, 1, 3)") == "dec")
    #expect(try value("substring(declaration, 9, 100)") == "ion")
    #expect(try value("substring(declaration, 12, 1)") == "\"\"")
    #expect(try value("substring(declaration, 1, 0)") == "\"\"")
    #expect(try value("substring(declaration, 1, 9223372036854775807)") == "declaration")
    #expect(try value("substring(declaration, 9223372036854775807, 1)") == "\"\"")
    #expect(
      try mistake("substring(abc, 0, 1)")
        == "invalid-argument at 'substring(abc, 0, 1)': substring: start 0 and count 1 (the start is counted from 1, the count from 0)"
    )
    #expect(try mistake("substring(abc, 1, -1)")?.hasPrefix("invalid-argument") == true)
  }

  @Test func partsAreReplaced() throws {
    #expect(try value(#"replace("a-b-c", "-", "+")"#) == "\"a+b+c\"")
    #expect(try value(#"replace("aaa", "aa", "b")"#) == "ba")
    #expect(try value(#"replace("abc", "", "x")"#) == "abc")
    #expect(try value(#"replace("abc", "b", "")"#) == "ac")
    #expect(try value(#"replace("", "b", "x")"#) == "\"\"")
  }

  @Test func piecesAreNumberedFromOne() throws {
    #expect(try value(#"split("a,b,,c", ",", 1)"#) == "a")
    #expect(try value(#"split("a,b,,c", ",", 3)"#) == "\"\"")
    #expect(try value(#"split("a,b,,c", ",", 4)"#) == "c")
    #expect(try value(#"split("a,b,,c", ",", 5)"#) == nil)
    #expect(try value(#"split("abc", ",", 1)"#) == "abc")
    #expect(
      try mistake(#"split("abc", "", 1)"#)?.contains("split needs a separator and a number from 1") == true)
    #expect(
      try mistake(#"split("abc", ",", 0)"#)?.contains("split needs a separator and a number from 1") == true)
  }

  @Test func concatTakesAnyValues() throws {
    #expect(try value(#"concat(a, " ", b)"#) == "\"a b\"")
    #expect(try value("concat(a, 1, 2.5, 2026-01-05, @2026, 30d)") == "\"a12.52026-01-05202630d\"")
    #expect(try value("concat(a)") == "a")
  }

  @Test func whiteSpaceAtTheEndsIsTrimmed() throws {
    #expect(try value(#"trim("  a b\t\n")"#) == "\"a b\"")
    #expect(try value(#"trim("   ")"#) == "\"\"")
    #expect(try value(#"trim("")"#) == "\"\"")
    #expect(try value(#"trim("\u{a0}x\u{2003}")"#) == "x")
  }

  @Test func similarityIsTheShareOfLetterPairs() throws {
    // night: ni ig gh ht; nacht: na ac ch ht; one of eight pairs twice.
    #expect(try value("similarity(night, nacht)") == "0.25")
    #expect(try value(#"similarity("Tokayev", tokayev)"#) == "1.0")
    #expect(try value("similarity(a, b)") == "0.0")
    #expect(try value(#"similarity("", "")"#) == "1.0")
    #expect(try value(#"similarity("", abc)"#) == "0.0")
  }

  @Test func testsOfText() throws {
    let desk = try Desk()
    #expect(try desk.holds(#"contains("Joint Declaration", "Decl")?"#))
    #expect(try !desk.holds(#"contains("Joint Declaration", "decl")?"#))
    #expect(try desk.holds(#"contains(abc, "")?"#))
    #expect(try !desk.holds(#"contains("", abc)?"#))
    #expect(try desk.holds("starts_with(abc, ab)?"))
    #expect(try !desk.holds("starts_with(ab, abc)?"))
    #expect(try desk.holds("ends_with(abc, bc)?"))
    #expect(try !desk.holds("ends_with(bc, abc)?"))
  }

  @Test func regularExpressionsMatchSomewhere() throws {
    let desk = try Desk()
    #expect(try desk.holds(#"matches("order 66", "[0-9]+")?"#))
    #expect(try !desk.holds(#"matches("order", "[0-9]+")?"#))
    #expect(try desk.holds(#"matches("2026-02-04", "^\\d{4}-\\d\\d-\\d\\d$")?"#))
    #expect(try !desk.holds(#"matches("x2026-02-04", "^\\d{4}")?"#))
    #expect(try desk.holds(#"matches("", "^$")?"#))
    #expect(try desk.holds(#"matches("Straße", "(?i)STRAßE")?"#))
    #expect(try desk.holds(#"not matches("abc", "x|y")?"#))
  }

  @Test func aBadRegularExpressionIsRefusedWithThePlace() throws {
    let mistake = try #require(Desk().mistakes(#"matches(abc, "[")?"#).first)
    #expect(mistake.hasPrefix(#"invalid-argument at 'matches(abc, "[")': "[" is not a regular expression: "#))
  }
}
