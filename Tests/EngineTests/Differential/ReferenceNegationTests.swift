import Syntax
import Testing

@Suite struct ReferenceNegationTests {
  private let facts = "p(1). p(2). p(3). q(2, a). q(3, b)."

  @Test func aNegatedAtomDropsMatchingRows() throws {
    #expect(try rows(of: "\(facts) p(X), not q(X, _)?") == ["1"])
    #expect(try rows(of: "\(facts) p(X), !q(X, a)?") == ["1", "3"])
  }

  @Test func aVariableUnderANegatedAtomMustBeBound() throws {
    #expect(try error(of: "\(facts) p(X), not q(X, Y)?") == .unsafeVariable)
  }

  @Test func aVariableOfANegatedGroupAloneIsExistential() throws {
    #expect(try rows(of: "\(facts) p(X), not (q(X, Y), Y != b)?") == ["1", "3"])
    #expect(try ReferenceProbe("\(facts) p(X), not (q(X, Y), Y != b)?").columns == ["X"])
  }

  @Test func siblingGroupsMayUseTheSameLocalName() throws {
    #expect(try rows(of: "\(facts) p(X), not (q(X, Y), Y = a), not (q(X, Y), Y = b)?") == ["1"])
  }

  @Test func groupsNestAndShareVariables() throws {
    // Every letter of 2 is one of a lower number too; 1 and 3 have a letter that is not.
    let program = "\(facts) q(1, a). p(X), not (q(X, Y), not (q(Z, Y), Z < X, p(Z)))?"
    #expect(try rows(of: program) == ["2"])
  }

  @Test func comparisonsAndTestsCanBeNegated() throws {
    #expect(try rows(of: "\(facts) p(X), not X < 2?") == ["2", "3"])
    #expect(try rows(of: "\(facts) q(X, T), not starts_with(T, a)?") == ["3, b"])
  }

  @Test func negationReadsAFinishedRelation() throws {
    let program = """
      e(1, 2). e(2, 3). n(1). n(2). n(3).
      r(X, Y) :- e(X, Y).
      r(X, Z) :- r(X, Y), e(Y, Z).
      apart(X, Y) :- n(X), n(Y), not r(X, Y).
      apart(X, 3)?
      """
    #expect(try rows(of: program) == ["3"])
  }

  @Test func aCycleThroughNegationIsRefused() throws {
    #expect(try error(of: "p(1). q(X) :- p(X), not r(X). r(X) :- p(X), not q(X).") == .unstratified)
    #expect(try error(of: "p(1). q(X) :- p(X), not (q(X), p(X)).") == .unstratified)
    #expect(try error(of: "p(1). q(X) :- p(X). q(X) :- p(X), not r(X). r(1).") == nil)
  }

  @Test func aQueryOfNegationAloneIsYesOrNo() throws {
    #expect(try rows(of: "\(facts) not p(7)?") == [""])
    #expect(try rows(of: "\(facts) not p(1)?") == [])
  }
}
