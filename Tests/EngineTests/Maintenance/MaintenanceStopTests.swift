import Syntax
import Testing

@testable import Engine

/// Work on what has changed that is stopped at ever later looks at the limits: nothing of it is kept, and the answers are
/// right afterwards.
@Suite struct MaintenanceStopTests {
  private static let rules = """
    t(X, Y) :- e(X, Y).
    t(X, Z) :- t(X, Y), e(Y, Z).
    far(X, count(Y)) :- t(X, Y).
    d(X, min(0)) :- e(X, _), X < 3.
    d(Y, min(C)) :- d(X, D), e(X, Y), C = D + 1.
    """
  private static let questions = ["t(X, Y)?", "far(X, N)?", "d(X, D)?"]
  private static let edges = (0..<30).map { "e(\($0), \($0 * 7 % 31)). e(\($0), \($0 + 1))." }.joined()

  struct Change: CustomTestStringConvertible, Sendable {
    var added: [String] = []
    var removed: [String] = []
    var testDescription: String { "+ \(added) - \(removed)" }
  }

  @Test(arguments: [
    Change(added: ["e(30, 40)", "e(5, 33)"]), Change(removed: ["e(4, 5)", "e(9, 10)"]),
    Change(added: ["e(2, 44)"], removed: ["e(0, 1)"]),
  ])
  func whatIsStoppedIsComputedAgain(_ change: Change) throws {
    let fresh = try Desk(Self.edges + Self.rules)
    fresh.engine.evaluator.tuning.maintenance = .never
    try make(change, fresh)
    let expected = try Self.questions.map { try fresh.rows($0) }
    var (poll, stops) = (1, 0)
    while try isStopped(at: poll, change, expected) {
      poll += max(1, poll / 10)
      stops += 1
    }
    #expect(stops > 20)
  }

  /// Whether some work was stopped at a look at the limits, before which all was up to date and then changed.
  private func isStopped(at poll: Int, _ change: Change, _ expected: [[String]]) throws -> Bool {
    let desk = try Desk(Self.edges + Self.rules)
    desk.engine.evaluator.tuning.maintenance = .always
    desk.engine.evaluator.tuning.demand = .never
    for question in Self.questions { _ = try desk.rows(question) }
    try make(change, desk)
    var (polls, isStopped) = (0, false)
    desk.engine.pollHook = { (_) throws(EngineError) in
      polls += 1
      if polls == poll { throw .stopped(.interrupted) }
    }
    for question in Self.questions {
      do { _ = try desk.rows(question) } catch is Stopped { isStopped = true }
    }
    desk.engine.pollHook = nil
    #expect(try Self.questions.map { try desk.rows($0) } == expected)
    return isStopped
  }

  private func make(_ change: Change, _ desk: Desk) throws {
    try desk.tell(change.added.map { $0 + "." }.joined())
    for text in change.removed {
      let statement = try desk.statement(text + ".")
      guard case .fact(let fact) = statement.kind else { continue }
      #expect(try desk.engine.retract(fact, in: statement))
    }
  }
}
