import Testing

@Suite struct FactTests {
  @Test func aFactIsAddedOnce() throws {
    let desk = try Desk()
    #expect(
      try desk.tell("signed(ann, pact). signed(ann, pact). signed(bob, pact).") == [
        "added", "already known", "added",
      ])
    #expect(try desk.rows("signed(X, pact)?") == ["ann", "bob"])
  }

  @Test func citationsAreAddedToAKnownFact() throws {
    let desk = try Desk("signed(ann, pact) from report(paragraph: 1).")
    #expect(
      try desk.tell(
        """
        signed(ann, pact) from report(paragraph: 1).
        signed(ann, pact) from report(paragraph: 2), memo.
        signed(ann, pact).
        """) == ["already known", "citations added: 2", "already known"])
    #expect(try desk.described("signed(ann, pact)") == "signed(ann, pact) from report 1, report 2, memo")
  }

  @Test func retractingRemovesTheFactWithItsCitations() throws {
    let desk = try Desk("p(a) from report. p(b) from memo.")
    #expect(try desk.retract("p(a)"))
    #expect(try desk.rows("p(X) from D?") == ["b, memo"])
    #expect(try desk.rows("p(X)?") == ["b"])
    #expect(try desk.described("p(a)") == nil)
    #expect(try desk.tell("p(a).") == ["added"])
    #expect(try desk.described("p(a)") == "p(a)")
  }

  @Test func retractingWhatIsNotKnownSaysSo() throws {
    let desk = try Desk("p(a).")
    #expect(try !desk.retract("p(b)"))
    #expect(try !desk.retract("planned p(a)"))
    #expect(try !desk.retract("q(a)"))
    #expect(try desk.rows("p(X)?") == ["a"])
  }

  @Test func aDerivedRowIsNoFactToRetract() throws {
    let desk = try Desk("p(a). q(X) :- p(X).")
    #expect(try !desk.retract("q(a)"))
    #expect(try desk.holds("q(a)?"))
  }

  @Test func factsAndRulesOfOneRelationAreOneSet() throws {
    let desk = try Desk("p(a). q(a). q(b). q(X) :- p(X).")
    #expect(try desk.rows("q(X)?") == ["a", "b"])
  }

  @Test func anotherNumberOfArgumentsIsRefusedWithThePlaceOfFirstUse() throws {
    let desk = try Desk()
    #expect(
      desk.rendered("signed(ann, pact).\nsigned(ann).") == """
        error: 'signed' has 2 columns, not 1 [wrong-arity]
         --> test.dl:2:1
          2 | signed(ann).
            | ^^^^^^^^^^^
          1 | signed(ann, pact).
            | ------------------ first used here
        """)
  }

  @Test func aRelationWithoutFactsLeftMayTakeAnotherShape() throws {
    let desk = try Desk("p(a).")
    #expect(try desk.retract("p(a)"))
    #expect(try desk.tell("p(a, b).") == ["added"])
    #expect(try desk.rows("p(X, Y)?") == ["a, b"])
  }

  @Test func testsHaveNoFacts() throws {
    let desk = try Desk()
    #expect(
      desk.mistakes("before(a, b).") == [
        "reserved-name at 'before': 'before' is built in and cannot be given a meaning (choose another name)"
      ])
    #expect(
      desk.mistakes("evidence(a).") == [
        "reserved-name at 'evidence': 'evidence' is built in and cannot be given a meaning (choose another name)"
      ])
  }

  @Test func documentsAreFacts() throws {
    let desk = try Desk(#"document(memo, "A memo", 2026-01-05, "memo.txt", "00")."#)
    #expect(try desk.rows("document(D, title: T)?") == [#"memo, "A memo""#])
    #expect(
      desk.mistakes("document(memo).") == [
        "wrong-arity at 'document(memo)': 'document' has 5 columns, not 1 (its columns are id, title, published, path, sha256)"
      ])
  }

  @Test func aRelationMayHaveNoColumns() throws {
    let desk = try Desk()
    guard desk.mistakes("raining().") == [] else { return }
    #expect(try desk.tell("raining(). wet() :- raining().") == ["already known", "rule 1"])
    #expect(try desk.holds("wet()?"))
    #expect(try desk.retract("raining()"))
    #expect(try !desk.retract("raining()"))
  }
}
