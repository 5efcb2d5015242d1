import Syntax
import Testing

@testable import Engine

/// Steps, scopes and watches as the engine keeps them.
@Suite struct HistoryTests {
  func desk(_ text: String = "") throws -> Desk {
    let desk = try Desk(text)
    desk.engine.keepsHistory = true
    return desk
  }

  /// Runs statements as one step.
  @discardableResult func step(_ desk: Desk, _ text: String) throws -> Step? {
    try desk.tell(text)
    return desk.engine.endStep(text, at: 0)
  }

  @Test func whatChangesNothingIsNoStep() throws {
    let desk = try desk("p(a) from memo. q(X) :- p(X). relation r(x).")
    for text in ["p(a).", "p(a) from memo.", "q(X) :- p(X).", "relation r(x).", "q(X)?"] {
      #expect(try step(desk, text) == nil, "\(text)")
    }
    #expect(desk.engine.undo() == nil)
    #expect(desk.engine.redo() == nil)
  }

  @Test func factsOfSeveralRelationsInTurnAreFewChanges() throws {
    let desk = try desk()
    let text = (0..<5000).map { "p(\($0)). q(\($0), x) from memo." }.joined()
    let made = try #require(try step(desk, text))
    #expect(made.counts.factsAdded == 10_000)
    #expect(made.changes.count == 5, "the shape and the store of each, and the rest of p")
    _ = desk.engine.undo()
    #expect(desk.engine.relations.filter { !$0.isBuiltIn }.isEmpty)
    _ = desk.engine.redo()
    #expect(desk.engine.factCount == 10_000)
    #expect(try desk.rows("q(X, Y) from D, X < 2?") == ["0, x, memo", "1, x, memo"])
  }

  @Test func factsThatAreTakenBackInTheirStepComeAndGoRight() throws {
    let desk = try desk("p(a).")
    try desk.tell("p(b). p(c).")
    #expect(try desk.retract("p(b)"))
    try desk.tell("p(b) from memo. p(d).")
    #expect(try desk.retract("p(a)"))
    desk.engine.endStep("mixed", at: 0)
    let after = try desk.rows("p(X)?")
    for _ in 0..<2 {
      #expect(desk.engine.undo() != nil)
      #expect(try desk.rows("p(X)?") == ["a"])
      #expect(desk.engine.redo() != nil)
      #expect(try desk.rows("p(X)?") == after)
      #expect(try desk.described("p(b)") == "p(b) from memo")
    }
  }

  @Test func aRelationThatGetsOtherColumnsGetsItsOldOnesBack() throws {
    let desk = try desk()
    try step(desk, "p(a) from memo.")
    #expect(try desk.retract("p(a)"))
    desk.engine.endStep("retracted", at: 0)
    try step(desk, "p(a, b).")
    #expect(try desk.rows("p(X, Y)?") == ["a, b"])
    for _ in 0..<2 { #expect(desk.engine.undo() != nil) }
    #expect(try desk.described("p(a)") == "p(a) from memo")
    for _ in 0..<2 { #expect(desk.engine.redo() != nil) }
    #expect(try desk.rows("p(X, Y)?") == ["a, b"])
  }

  @Test func aLoadIsOneChangeThatTakesItsStoreAlong() throws {
    let desk = try desk("q(X) :- p(X).")
    let loader = FactLoader("p", arity: 1, into: desk.engine)
    for number in 0..<Int64(5000) {
      loader.add(integer: number)
      try loader.endRow()
    }
    try loader.finish()
    let made = try #require(desk.engine.endStep("load", at: 0))
    #expect(made.counts.factsAdded == 5000)
    let store = desk.engine.catalog.facts[FactKey(relation: "p", modality: .actual)]
    #expect(try desk.rows("N = count { q(_) }?") == ["5000"])
    _ = desk.engine.undo()
    #expect(desk.engine.catalog.facts[FactKey(relation: "p", modality: .actual)] == nil)
    #expect(desk.engine.relation(named: "p") == nil)
    _ = desk.engine.redo()
    #expect(desk.engine.catalog.facts[FactKey(relation: "p", modality: .actual)] === store)
    #expect(try desk.rows("N = count { q(_) }?") == ["5000"])
  }

  @Test func anotherChangeEndsWhatCanBeDoneAgain() throws {
    let desk = try desk()
    try step(desk, "p(a).")
    _ = desk.engine.undo()
    try step(desk, "p(b).")
    #expect(desk.engine.redo() == nil)
    #expect(desk.engine.steps.map(\.number) == [2])
  }

  @Test func scopesAreKeptOrDiscardedWithinEachOther() throws {
    let desk = try desk("p(a).")
    try step(desk, "p(b).")
    _ = desk.engine.undo()
    desk.engine.openScope()
    #expect(desk.engine.undo() == nil, "what was before a scope is out of its reach")
    #expect(desk.engine.redo() == nil)
    try step(desk, "p(c).")
    desk.engine.openScope(named: "inner")
    try step(desk, "p(d). q(X) :- p(X).")
    #expect(desk.engine.scopes.map(\.name) == [nil, "inner"])
    #expect(desk.engine.discardScope()?.rulesDefined == 1)
    #expect(try desk.rows("p(X)?") == ["a", "c"])
    desk.engine.openScope()
    try step(desk, "p(e).")
    #expect(desk.engine.keepScope()?.factsAdded == 1)
    #expect(desk.engine.undo()?.title == "p(e).")
    #expect(desk.engine.discardScope()?.factsAdded == 1)
    #expect(desk.engine.discardScope() == nil)
    #expect(try desk.rows("p(X)?") == ["a"])
    #expect(desk.engine.redo()?.title == "p(b).", "as before the scope")
  }

  // MARK: Differences

  private func differences(_ desk: Desk, of names: [String]? = nil) throws -> [String] {
    try #require(try desk.engine.difference(of: names)).differences.flatMap { difference in
      func texts(_ mark: String, _ rows: [[Value]]) -> [String] {
        rows.map { row in
          "\(mark) \(difference.modality == .actual ? "" : difference.modality.rawValue + " ")"
            + "\(difference.relation)(\(row.map { SyntaxPrinter.text(of: $0) }.joined(separator: ", ")))"
        }
      }
      return texts("+", difference.added) + texts("-", difference.removed)
    }
  }

  let graph = """
    edge(1, 2). edge(2, 3). other(x).
    path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z).
    far(N) :- N = count { path(1, _) }. lone(X) :- other(X).
    """

  @Test func statedAndDerivedRowsAreCompared() throws {
    let desk = try desk(graph)
    #expect(try desk.rows("far(N)?") == ["2"])
    desk.engine.openScope()
    #expect(try differences(desk).isEmpty)
    try step(desk, "edge(3, 4). planned other(y).")
    #expect(try desk.retract("edge(1, 2)"))
    desk.engine.endStep("retracted", at: 0)
    let expected = [
      "+ edge(3, 4)", "- edge(1, 2)", "+ far(0)", "- far(2)", "+ planned other(y)", "+ path(2, 4)",
      "+ path(3, 4)", "- path(1, 2)", "- path(1, 3)",
    ]
    for _ in 0..<2 { #expect(try differences(desk) == expected) }
    #expect(try differences(desk, of: ["far", "lone"]) == ["+ far(0)", "- far(2)"])
    #expect(try desk.rows("edge(X, Y)?") == ["2, 3", "3, 4"])
    // Undoing what was done brings back what was.
    _ = desk.engine.undo()
    _ = desk.engine.undo()
    #expect(try differences(desk).isEmpty)
  }

  @Test func rulesThatComeAndGoAreDifferences() throws {
    let desk = try desk(graph)
    desk.engine.openScope()
    try step(desk, "back(Y, X) :- edge(X, Y).")
    #expect(desk.engine.forget(rule: 2))
    #expect(desk.engine.forget(rule: 4))
    desk.engine.endStep("forgot", at: 0)
    #expect(
      try differences(desk) == [
        "+ back(2, 1)", "+ back(3, 2)", "+ far(1)", "- far(2)", "- lone(x)", "- path(1, 3)",
      ])
    #expect(try #require(try desk.engine.difference(of: ["nothing"])).unknown == ["nothing"])
    #expect(try #require(try desk.engine.difference(of: ["lone"])).unknown.isEmpty)
  }

  @Test func aDifferenceThatIsStoppedLeavesAllAsItWas() throws {
    let desk = try desk(graph)
    desk.engine.openScope()
    try step(desk, "edge(3, 4).")
    desk.engine.interrupt.request()
    #expect(throws: EngineError.self) { try desk.engine.difference() }
    desk.engine.interrupt.clear()
    #expect(try desk.rows("edge(X, Y)?") == ["1, 2", "2, 3", "3, 4"])
    #expect(desk.engine.steps.count == 1)
    // Now what is there is computed, and what was is not.
    #expect(try desk.rows("path(1, X)?") == ["2", "3", "4"])
    desk.engine.limits.timeout = 0
    #expect(throws: EngineError.self) {
      for _ in 0..<64 { _ = try desk.engine.difference() }
    }
    desk.engine.limits.timeout = nil
    #expect(try desk.rows("path(1, X)?") == ["2", "3", "4"])
    #expect(try differences(desk, of: ["edge"]) == ["+ edge(3, 4)"])
  }

  // MARK: Watches

  private func watch(_ desk: Desk, _ question: String) throws -> Watch {
    let statement = try desk.statement(question)
    guard case .query(let query) = statement.kind else { throw Refusal([]) }
    return try desk.engine.watch(query, in: statement).watch
  }

  private func news(_ desk: Desk, _ watch: Watch) throws -> [String]? {
    try desk.engine.news(of: watch).map { news in
      news.added.map { "+ " + $0.map(\.plainText).joined(separator: ", ") }
        + news.removed.map { "- " + $0.map(\.plainText).joined(separator: ", ") }
    }
  }

  @Test(arguments: ["path(1, X)?", "path(1, X) order by X?", "path(Y, X), Y = 1 show X?"])
  func aWatchTellsWhatCameAndWent(question: String) throws {
    let desk = try desk(graph)
    let watch = try watch(desk, question)
    #expect(try news(desk, watch) == nil)
    try step(desk, "edge(3, 4). edge(7, 8).")
    #expect(try news(desk, watch) == ["+ 4"])
    try step(desk, "other(z).")
    #expect(try news(desk, watch) == nil)
    #expect(desk.engine.forget(rule: 2))
    #expect(try news(desk, watch) == ["- 3", "- 4"])
    desk.engine.endStep("forgot", at: 0)
    for _ in 0..<3 { _ = desk.engine.undo() }
    #expect(try news(desk, watch) == ["+ 3"])
  }

  @Test func plainFactsLimitsAndYesAreWatched() throws {
    let desk = try desk("p(b, x).")
    let all = try watch(desk, "p(X, Y)?")
    let first = try watch(desk, "p(X, _) order by X limit 1?")
    let holds = try watch(desk, "p(a, _)?")
    try step(desk, "p(a, y). p(c, z).")
    #expect(try news(desk, all) == ["+ a, y", "+ c, z"])
    #expect(try news(desk, first) == ["+ a", "- b"])
    #expect(try news(desk, holds) == ["+ "])
    #expect(try desk.retract("p(a, y)"))
    #expect(try news(desk, all) == ["- a, y"])
    #expect(try news(desk, first) == ["+ b", "- a"])
    #expect(try news(desk, holds) == ["- "])
  }

  @Test func aWatchThatCannotBeAnsweredStays() throws {
    let desk = try desk("p(a). q(X) :- p(X).")
    let watch = try watch(desk, "q(X)?")
    #expect(desk.engine.forget(rule: 1))
    #expect(throws: EngineError.self) { try desk.engine.news(of: watch) }
    #expect(watch.isBroken)
    #expect(try news(desk, watch) == nil, "it is not tried again before something changes")
    try desk.tell("q(b).")
    #expect(try news(desk, watch) == ["+ b", "- a"])
    #expect(!watch.isBroken)
  }
}
