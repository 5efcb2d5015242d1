import Syntax
import Testing

@Suite struct ReferenceRuleTests {
  @Test func conjunctionJoinsOnSharedVariables() throws {
    let facts = "p(a, 1). p(b, 2). q(1, x). q(2, y). q(3, z)."
    #expect(try rows(of: "\(facts) p(A, N), q(N, B)?") == ["a, 1, x", "b, 2, y"])
    #expect(try rows(of: "\(facts) p(A, N), q(N, z)?") == [])
  }

  @Test func aRepeatedVariableSelectsEqualColumns() throws {
    #expect(try rows(of: "p(a, a). p(a, b). p(X, X)?") == ["a"])
  }

  @Test func anAnonymousVariableIsNotShown() throws {
    let probe = try ReferenceProbe("p(a, 1). p(a, 2). p(X, _)?")
    #expect(probe.columns == ["X"])
    #expect(probe.rows() == ["a"])
  }

  @Test func integerAndDecimalAreDifferentValues() throws {
    #expect(try rows(of: "p(1). p(1.0). p(1)?") == [""])
    #expect(try rows(of: "p(1.0). p(1)?") == [])
    #expect(try rows(of: "p(1.0). p(1). p(X)?") == ["1", "1.0"])
  }

  @Test func recursionReachesAFixpoint() throws {
    let program = """
      e(1, 2). e(2, 3). e(3, 1). e(3, 4).
      r(X, Y) :- e(X, Y).
      r(X, Z) :- r(X, Y), r(Y, Z).
      r(1, X)?
      """
    #expect(try rows(of: program) == ["1", "2", "3", "4"])
  }

  @Test func mutualRecursionAlternates() throws {
    let program = """
      next(0, 1). next(1, 2). next(2, 3). next(3, 4).
      even(0).
      even(Y) :- odd(X), next(X, Y).
      odd(Y) :- even(X), next(X, Y).
      even(X)?
      """
    #expect(try rows(of: program) == ["0", "2", "4"])
  }

  @Test func boundedArithmeticInRecursionEnds() throws {
    #expect(try rows(of: "n(0). n(Y) :- n(X), Y = X + 2, Y < 7. n(X)?") == ["0", "2", "4", "6"])
  }

  @Test func disjunctionIsTheUnionOfItsAlternatives() throws {
    let program = "p(1). p(2). p(3). q(X, W) :- p(X), (X < 2, W = low; X > 2, W = high). q(X, W)?"
    #expect(try rows(of: program) == ["1, low", "3, high"])
  }

  @Test func headTermsMayBeConstantsAndComputed() throws {
    #expect(try rows(of: "p(2). q(X * 3, big) :- p(X). q(A, B)?") == ["6, big"])
  }

  @Test func namedArgumentsStandInAnyOrderAndMayBeLeftOutInABody() throws {
    let declared = "relation p(who, place, n: integer). p(n: 3, who: a, place: rome)."
    #expect(try rows(of: "\(declared) p(place: P)?") == ["rome"])
    #expect(try rows(of: "\(declared) p(W, n: N)?") == ["a, 3"])
    #expect(try error(of: "\(declared) p(where: P)?") == .unknownColumn)
    #expect(try error(of: "\(declared) p(n: 3, who: a).") == .missingArgument)
  }

  @Test func anArgumentThatIsComputedIsCompared() throws {
    #expect(try rows(of: "p(1, 2). p(2, 4). p(X, X + 1)?") == ["1"])
  }

  @Test func relationsWithoutColumnsAreTrueOrNot() throws {
    #expect(try rows(of: "p(1). some() :- p(_). some()?") == [""])
    #expect(try rows(of: "p(1). some() :- p(2). some()?") == [])
  }

  @Test func unsafeVariablesAreRefused() throws {
    #expect(try error(of: "p(1). q(X, Y) :- p(X).") == .unsafeVariable)
    #expect(try error(of: "p(1). q(X) :- p(X), Y < 3.") == .unsafeVariable)
    #expect(try error(of: "p(1). q(X) :- (p(X); p(Y)).") == .unsafeVariable)
    #expect(try error(of: "p(1). q(Y) :- p(X), X = Y.") == nil)
  }

  @Test func everyLiteralOrderThatBindsIsTheSame() throws {
    #expect(try rows(of: "p(1). p(5). q(Y) :- Y < 9, Y = X + 1, X > 2, p(X). q(Y)?") == ["6"])
  }

  @Test func aRelationHasOneArity() throws {
    #expect(try error(of: "p(1). p(1, 2).") == .wrongArity)
    #expect(try error(of: "p(1). q(X) :- p(X, _).") == .wrongArity)
  }

  @Test func aDeclaredTypeIsKept() throws {
    #expect(try error(of: "relation p(n: integer). p(a).") == .typeMismatch)
    #expect(try error(of: "relation p(n: integer). p(1).") == nil)
    #expect(try error(of: "relation p(n). p(a).") == nil)
  }

  @Test func anUnknownRelationIsRefusedInAQueryOnly() throws {
    #expect(try error(of: "p(1). q(X)?") == .unknownRelation)
    #expect(try error(of: "p(1). r(X) :- q(X).") == nil)
    #expect(try rows(of: "relation q(x). q(X)?") == [])
  }
}
