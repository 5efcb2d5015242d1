import Testing

@Suite struct SafetyTests {
  let mend = "bind it with an atom that is not negated, or with"

  @Test func theDiagnosticPointsAtTheVariable() throws {
    let desk = try Desk("signed(ann, pact).")
    #expect(
      desk.rendered("friend(X, Y) :- signed(X, _).") == """
        error: nothing gives 'Y' a value [unsafe-variable]
         --> test.dl:1:11
          1 | friend(X, Y) :- signed(X, _).
            |           ^ bind it with an atom that is not negated, or with 'Y = …'
        """)
  }

  @Test(arguments: [
    ("p(X) :- not n(X).", "X"),
    ("p(X) :- n(X), Y > 1.", "Y"),
    ("p(Y) :- n(X), Y > X.", "Y"),
    ("p(X) :- n(X), not m(Y).", "Y"),
    ("p(Z) :- n(X), Z = X + Y.", "Y"),
    ("p(X) :- n(X), contains(Y, \"a\").", "Y"),
    ("p(X) :- n(X), not (m(Y), Y > Z).", "Z"),
    ("p(X) :- n(X), N = count { m(Y), Y > Z }, N > 0.", "Z"),
    ("p(X) :- X = Y.", "Y"),
    ("p(X) :- n(X + 1).", "X"),
    ("p(X) :- n(X) ; m(Y).", "X"),
  ])
  func everyVariableThatIsReadMustBeBound(rule: String, variable: String) throws {
    let desk = try Desk("relation n(x). relation m(x).")
    let found = desk.mistakes(rule)
    #expect(
      found.contains(
        "unsafe-variable at '\(variable)': nothing gives '\(variable)' a value (\(mend) '\(variable) = …')"),
      "\(found)")
  }

  @Test(arguments: [
    "p(X) :- n(X).", "p(X) :- X = 3.", "p(Y) :- n(X), Y = X + 1.", "p(Y) :- n(X), X + 1 = Y.",
    "p(X) :- n(X), not (m(Y), Y > X).", "p(X) :- n(X), N = count { m(Y), Y > X }, N > 0.",
    "p(X) :- Y > X, n(X), m(Y).", "p(Z) :- Z = Y, Y = X, n(X).", "p(N) :- N = count { n(_) }.",
    "p(X) :- n(X) ; m(X).",
    "p(X) :- (n(X) ; m(X)), not (n(X), m(X)).",
  ])
  func whatIsBoundIsAccepted(rule: String) throws {
    #expect(try Desk("relation n(x: integer). relation m(x: integer).").mistakes(rule) == [])
  }

  @Test func questionsAndConstraintsAreCheckedTheSame() throws {
    let desk = try Desk("n(1).")
    #expect(
      desk.mistakes("n(X), Y > X?") == ["unsafe-variable at 'Y': nothing gives 'Y' a value (\(mend) 'Y = …')"]
    )
    #expect(
      desk.mistakes(":- n(X), Y > X.") == [
        "unsafe-variable at 'Y': nothing gives 'Y' a value (\(mend) 'Y = …')"
      ])
  }

  @Test func anonymousVariablesHaveNoValue() throws {
    let desk = try Desk("n(1).")
    #expect(
      desk.mistakes("n(X), X > _?") == [
        "unsafe-variable at '_': '_' has no value to compute with (name the variable and bind it)"
      ])
  }

  @Test func eachUnboundVariableIsReportedOnce() throws {
    let desk = try Desk("n(1).")
    #expect(
      desk.mistakes("p(A, B) :- n(X), A > X, not n(B).") == [
        "unsafe-variable at 'A': nothing gives 'A' a value (\(mend) 'A = …')",
        "unsafe-variable at 'B': nothing gives 'B' a value (\(mend) 'B = …')",
      ])
  }
}
