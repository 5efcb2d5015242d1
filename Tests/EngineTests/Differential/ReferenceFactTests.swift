import Syntax
import Testing

@Suite struct ReferenceFactTests {
  private let facts = """
    v(a, rome) from one, two.
    v(a, oslo) from one(paragraph: 2).
    v(b, rome).
    planned v(c, rome) from two.
    denied v(a, bern).
    """

  @Test func aQuerySeesActualFactsUnlessItSaysOtherwise() throws {
    #expect(try rows(of: "\(facts) v(X, rome)?") == ["a", "b"])
    #expect(try rows(of: "\(facts) planned v(X, rome)?") == ["c"])
    #expect(try rows(of: "\(facts) any v(X, rome)?") == ["a", "b", "c"])
    #expect(try rows(of: "\(facts) claimed v(X, rome)?") == [])
  }

  @Test func rulesMayDeriveEveryModality() throws {
    let program = "\(facts) planned v(X, bern) :- denied v(X, bern). planned v(X, bern)?"
    #expect(try rows(of: program) == ["a"])
    #expect(try rows(of: "\(facts) planned v(X, bern) :- denied v(X, bern). v(X, bern)?") == [])
  }

  @Test func fromJoinsWithTheCitingDocuments() throws {
    #expect(try rows(of: "\(facts) v(X, P) from D?") == ["a, oslo, one", "a, rome, one", "a, rome, two"])
    #expect(try rows(of: "\(facts) any v(X, _) from two?") == ["a", "c"])
    #expect(try rows(of: "\(facts) v(X, _), not v(X, _) from one?") == ["b"])
  }

  @Test func theSameFactFromTwoStatementsIsOne() throws {
    #expect(try rows(of: "v(a) from one. v(a) from two. v(a). v(X)?") == ["a"])
    #expect(try rows(of: "v(a) from one. v(a) from two. v(a). v(_) from D?") == ["one", "two"])
  }

  @Test func evidenceHasARowForEachCitation() throws {
    let query = "evidence(fact: F, modality: M, document: D, paragraph: P, by: B)?"
    #expect(
      try rows(of: "\(facts) \(query)") == [
        "v(a, oslo), actual, one, 2, unknown", "v(a, rome), actual, one, unknown, unknown",
        "v(a, rome), actual, two, unknown, unknown", "v(c, rome), planned, two, unknown, unknown",
      ])
    #expect(try error(of: "evidence(a, b).") == .reservedName)
  }

  @Test func derivedRowsAreNotCited() throws {
    #expect(try rows(of: "\(facts) w(X) :- v(X, _). w(X) from D?") == [])
  }
}
