import Testing

@Suite struct EvidenceTests {
  let facts = """
    visited(ann, oslo) from report(paragraph: 1, sentence: 2, bytes: 20..162, by: curated, confidence: high), memo.
    visited(bob, oslo) from memo(paragraph: 4).
    visited(cid, rome).
    planned visited(ann, rome) from plan.
    """

  @Test func fromJoinsWithTheCitingDocument() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.rows("visited(X, P) from D?") == ["ann, oslo, memo", "ann, oslo, report", "bob, oslo, memo"])
    #expect(try desk.rows("visited(X, _) from memo?") == ["ann", "bob"])
    #expect(try desk.rows("visited(X, _) from _?") == ["ann", "bob"])
  }

  @Test func fromHeedsTheModality() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("planned visited(X, P) from D?") == ["ann, rome, plan"])
    #expect(
      try desk.rows("any visited(ann, P) from D?") == ["oslo, memo", "oslo, report", "rome, plan"])
  }

  @Test func twoFactsFromOneDocument() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.rows("visited(X, _) from D, visited(Y, _) from D, X != Y show X, Y, D?") == [
        "ann, bob, memo", "bob, ann, memo",
      ])
  }

  @Test func whatNoDocumentSays() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("visited(X, P), not visited(X, P) from _?") == ["cid, rome"])
  }

  @Test func aDocumentIsJoinedWithItsRow() throws {
    let desk = try Desk(facts + #"document(memo, "A memo", 2026-01-05, "memo.txt", "00")."#)
    #expect(
      try desk.rows("visited(X, _) from D, document(id: D, published: W)?") == [
        "ann, memo, 2026-01-05", "bob, memo, 2026-01-05",
      ])
  }

  @Test func evidenceIsOneRowACitation() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.rows("evidence(F, R, M, D, P, S, First, End, By, C, A, Q, Row)?") == [
        #""visited(ann, oslo)", visited, actual, memo, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown"#,
        #""visited(ann, oslo)", visited, actual, report, 1, 2, 20, 162, curated, high, unknown, unknown, unknown"#,
        #""visited(ann, rome)", visited, planned, plan, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown"#,
        #""visited(bob, oslo)", visited, actual, memo, 4, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown"#,
      ])
  }

  @Test func theFirstCitationOfAllIsSeen() throws {
    let desk = try Desk()
    #expect(try desk.rows("evidence(fact: F)?") == [])
    try desk.tell("p(a) from memo.")
    #expect(try desk.rows("evidence(fact: F)?") == ["\"p(a)\""])
  }

  @Test func rulesMayUseEvidence() throws {
    let desk = try Desk(facts + "sources(F, count(D)) :- evidence(fact: F, document: D).")
    #expect(
      try desk.rows("sources(F, N)?") == [
        #""visited(ann, oslo)", 2"#, #""visited(ann, rome)", 1"#, #""visited(bob, oslo)", 1"#,
      ])
  }

  @Test func derivedRowsHaveNoCitationsOfTheirOwn() throws {
    let desk = try Desk(facts + "went(X) :- visited(X, _).")
    #expect(try desk.rows("went(X) from D?") == [])
  }

  @Test func evidenceIsNotCitedItself() throws {
    let desk = try Desk(facts)
    #expect(
      desk.mistakes("evidence(fact: F) from D?") == [
        "invalid-evidence at 'D': 'evidence' has no citations of its own"
      ])
  }
}
