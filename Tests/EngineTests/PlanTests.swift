import Syntax
import Testing

@testable import Engine

/// What `:plan` tells: the steps in the order of the joins, with what is known of them, and nothing computed.
@Suite struct PlanTests {
  private let facts = """
    relation visited(actor, place, when: date).
    visited(a, x, 2026-01-01). visited(b, x, 2026-01-05). visited(b, y, 2026-02-01). visited(c, y, 2026-03-01).
    signed(a, i). signed(b, i). signed(c, j).

    """

  @Test func atomsStandInTheOrderOfTheJoinsWithTheirIndexes() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.plan("visited(X, P, W), signed(X, i)?") == [
        "facts signed/2: 3", "facts visited/3: 4", "- the question",
        "probe [2] signed(X, i): 2", "probe [actor] visited(X, P, W): 2",
      ])
  }

  @Test func whatIsNotComputedYetIsNotEstimated() throws {
    let desk = try Desk(facts + "cosigned(X, Y) :- signed(X, I), signed(Y, I), X != Y.")
    #expect(
      try desk.plan("visited(X, P, W), cosigned(X, _)?") == [
        "facts signed/2: 3", "facts visited/3: 4", "- cosigned/2",
        "scan signed(X, I): 3", "probe [2] signed(Y, I): 5", "test X != Y: 5", "- the question",
        "scan visited(X, P, W): 4", "exists [1] cosigned(X, _): ?",
      ])
  }

  @Test func whatWasComputedIsNotPlannedAgainUntilItIsStale() throws {
    let desk = try Desk(facts + "cosigned(X, Y) :- signed(X, I), signed(Y, I), X != Y.")
    _ = try desk.rows("cosigned(X, Y)?")
    let known = ["computed cosigned/2: 2", "- the question", "reuse cosigned(X, Y): 2"]
    #expect(try desk.plan("cosigned(X, Y)?") == known)
    try desk.tell("visited(d, x, 2026-01-01).")
    #expect(try desk.plan("cosigned(X, Y)?") == known)
    try desk.tell("signed(d, j).")
    #expect(try desk.plan("cosigned(X, Y)?").contains("- cosigned/2"))
  }

  @Test func planningComputesNothing() throws {
    let desk = try Desk(facts + "cosigned(X, Y) :- signed(X, I), signed(Y, I), X != Y.")
    let first = try desk.plan("cosigned(X, Y)?")
    #expect(try desk.plan("cosigned(X, Y)?") == first)
  }

  @Test func aRecursiveRuleHasAPlanForEachAtomThatReadsTheNewestRows() throws {
    let desk = try Desk(
      "e(1, 2). e(2, 3). p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), p(Y, Z).")
    #expect(
      try desk.plan("p(1, X)?") == [
        "facts e/2: 2", "- p/2", "scan e(X, Y): 2",
        "newest p(X, Y)", "scan newest p(X, Y): ?", "unite [1] p(Y, Z): ?",
        "newest p(Y, Z)", "scan newest p(Y, Z): ?", "probe older [2] p(X, Y): ?", "unite p(Y, Z): ?",
        "- the question", "probe [1] p(1, X): ?",
      ])
  }

  @Test func windowsNegationsAndComputedValuesAreSteps() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.plan("signed(X, i), visited(X, P, W), W >= 2026-01-02, Y = year(W), not signed(X, j)?") == [
        "facts signed/2: 3", "facts visited/3: 4", "- the question",
        "probe [2] signed(X, i): 2", "not exists signed(X, j): 2",
        "window [actor, when…] visited(X, P, W), W >= 2026-01-02: 2", "assign Y = year(W): 2",
      ])
  }

  @Test func aggregatesTellWhatFeedsThem() throws {
    let desk = try Desk(
      facts
        + "visits(P, count(X)) :- visited(X, P, _). signers(P, count(X)) :- visited(X, P, _), signed(X, _).")
    #expect(
      try desk.plan("visits(P, N)?") == [
        "facts visited/3: 4", "- the aggregate in rule 1", "aggregate count(X): 2",
        "- visits/2", "scan the aggregate in rule 1: ?", "- the question", "reuse visits(P, N): ?",
      ])
    #expect(
      try desk.plan("signers(P, N)?") == [
        "facts signed/2: 3", "facts visited/3: 4", "- the aggregate in rule 2",
        "scan signed(X, _): 3", "probe [actor] visited(X, P, _): 4", "aggregate count(X): 2",
        "- signers/2", "scan the aggregate in rule 2: ?", "- the question", "reuse signers(P, N): ?",
      ])
  }

  @Test func whatIsAskedForIsComputedOnlyAsFar() throws {
    let desk = try Desk(
      "relation e(from, to). e(1, 2). e(2, 3). t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), e(Y, Z).")
    desk.engine.evaluator.tuning.demand = .always
    #expect(
      try desk.plan("t(1, X)?") == [
        "facts e/2: 2", "facts facts of t: 0", "- demand for t by 1st argument",
        "- t demanded by 1st argument",
        "demand demand for t by 1st argument: ?", "unite [1] facts of t: ?",
        "demand demand for t by 1st argument: ?", "unite [from] e(X, Y): ?",
        "newest t(X, Y)", "scan newest t(X, Y): ?", "unite [from] e(Y, Z): ?",
        "- the question", "probe [1] t(1, X): ?",
      ])
    let profile = try desk.profile("t(1, X)?").profile
    #expect(profile.strata.map(\.rows) == [1, 2, 2])
    #expect(profile.strata.map(\.isAbandoned) == [false, false, false])
  }

  @Test func aMistakeIsThatOfTheQuestion() throws {
    let desk = try Desk(facts)
    for question in ["visitd(X)?", "visited(X, P)?", "signed(X, Y) order by Z?", "not signed(X, Y)?"] {
      let mistakes = desk.mistakes(question)
      #expect(!mistakes.isEmpty)
      do {
        _ = try desk.plan(question)
        Issue.record("\(question) is planned")
      } catch let refusal as Refusal {
        #expect(refusal.diagnostics.map(Desk.text) == mistakes)
      }
    }
  }
}
