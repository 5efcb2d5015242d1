import Syntax
import Testing

@Suite struct ReferenceValueTests {
  @Test func integersDivideTowardZero() throws {
    #expect(try rows(of: "p(-7, 2). p(A, B), X = A / B, Y = A mod B?") == ["-7, 2, -3, -1"])
    #expect(try rows(of: "p(7.0, 2). p(A, B), X = A / B?") == ["7.0, 2, 3.5"])
  }

  @Test func overflowAndDivisionByZeroAreErrors() throws {
    #expect(try error(of: "p(9223372036854775807). p(A), X = A + 1?") == .integerOverflow)
    #expect(try error(of: "p(-9223372036854775808). p(A), X = -A?") == .integerOverflow)
    #expect(try error(of: "p(0). p(A), X = 1 / A?") == .divisionByZero)
    #expect(try error(of: "p(0.0). p(A), X = 1.0 / A?") == .divisionByZero)
    #expect(try rows(of: "p(0). p(2). p(A), A != 0, X = 4 / A?") == ["2, 2"])
  }

  @Test func whatComesAfterAFailingLiteralMayHideTheError() throws {
    let probe = try ReferenceProbe("p(0). p(2). q(2). p(A), X = 4 / A, q(A)?")
    #expect(probe.rows() == ["2, 2"])
    #expect(probe.outcome.mayFail == [3])
  }

  @Test func onlyValuesOfOneKindHaveAnOrder() throws {
    #expect(try error(of: "p(1). q(1.0). p(A), q(B), A < B?") == .typeMismatch)
    #expect(try error(of: "p(1mo). q(30d). p(A), q(B), A < B?") == .typeMismatch)
    #expect(try rows(of: "p(1w). q(8d). p(A), q(B), A < B?") == ["1w, 8d"])
    #expect(try rows(of: "p(1). q(1.0). p(A), q(B), A != B?") == ["1, 1.0"])
  }

  @Test func textsAreOrderedByTheirBytes() throws {
    #expect(try rows(of: #"p(b). p("Z"). p("é"). p(a). p(X)?"#) == ["Z", "a", "b", "é"])
  }

  @Test func functionsOfTexts() throws {
    let program = #"""
      p(" Ab-cd ").
      p(T), L = length(T), U = upper(trim(T)), C = concat(lower(T), 1), R = replace(trim(T), "-", "+"),
        S = substring(trim(T), 2, 3), P = split(trim(T), "-", 2) show L, U, C, R, S, P?
      """#
    #expect(try rows(of: program) == ["7, AB-CD,  ab-cd 1, Ab+cd, b-c, cd"])
    #expect(try rows(of: #"p("a-b"). p(T), P = split(T, "-", 3)?"#) == [])
    #expect(try rows(of: "p(night). p(T), S = similarity(T, nacht)?") == ["night, 0.25"])
    #expect(try rows(of: "p(night). p(T), S = similarity(T, \"NIGHT\")?") == ["night, 1.0"])
  }

  @Test func anUnknownFunctionIsRefused() throws {
    #expect(try error(of: "p(a). q(X) :- p(Y), X = lenght(Y).") == .unknownFunction)
  }

  @Test func functionsOfNumbers() throws {
    let program = """
      p(-2.5).
      p(D), A = abs(D), R = round(D), F = floor(D), C = ceil(D), I = to_integer(D), T = to_text(D),
        M = max(R, F), N = min(1, 2) show A, R, F, C, I, T, M, N?
      """
    #expect(try rows(of: program) == ["2.5, -3, -3, -2, -2, -2.5, -3, 1"])
  }

  @Test func durationsAddWithinOneMeasure() throws {
    #expect(
      try rows(of: "p(1w, 3d). p(A, B), X = A + B, Y = B * 2, Z = A - B show X, Y, Z?") == ["10d, 6d, 4d"])
    #expect(try error(of: "p(1mo, 3d). p(A, B), X = A + B?") == .typeMismatch)
  }
}
