import Synchronization
import Syntax
import Testing

@testable import Engine

/// What `:profile` tells: the rows that each step was given and gave, and the time that it took.
@Suite struct ProfileTests {
  private let facts = "signed(a, i). signed(b, i). signed(c, j). signed(d, j). signed(e, k).\n"

  /// Each look at it comes a microsecond after the one before.
  private final class TickingClock: Sendable {
    private let time = Atomic<Int>(0)

    var clock: ProfileClock {
      ProfileClock { self.time.wrappingAdd(1000, ordering: .relaxed).newValue }
    }
  }

  @Test func eachStepIsCounted() throws {
    let desk = try Desk(facts + "cosigned(X, Y) :- signed(X, I), signed(Y, I), X != Y.")
    let (answer, profile) = try desk.profile("cosigned(X, Y), signed(X, i)?")
    #expect(Desk.rows(try answer.get()) == ["a, b", "b, a"])
    #expect(
      Desk.steps(profile) == [
        "scan signed(X, I): 1 -> 5", "probe signed(Y, I): 5 -> 9", "test X != Y: 9 -> 4",
        "add cosigned/2: 4 -> 4",
        "probe signed(X, i): 1 -> 2", "unite cosigned(X, Y): 2 -> 2",
      ])
    #expect(profile.strata.map(\.rows) == [4, 2])
    #expect(profile.known.map(\.relation.label) == ["signed/2"])
    #expect(profile.strata[0].rules[0].steps[1].madeIndex)
  }

  @Test func aRepeatedRowIsNotNew() throws {
    let desk = try Desk(facts + "signs(X) :- signed(X, _). signs(X) :- signed(X, I), I != k.")
    let profile = try desk.profile("signs(X)?").profile
    #expect(profile.strata[0].rules.map(\.new) == [5, 0])
  }

  @Test func roundsTellWhatEachHasAdded() throws {
    let desk = try Desk("e(1, 2). e(2, 3). e(3, 4). p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).")
    let profile = try desk.profile("p(X, Y)?").profile
    #expect(profile.strata[0].rounds.map(\.new) == [3, 2, 1, 0])
    #expect(profile.strata[0].rules.map(\.rounds) == [1, 3])
    #expect(profile.strata[0].rules[1].new == 3)
    #expect(profile.strata[0].rules[1].steps.first?.rowsOut == 6)
  }

  @Test func theTimesOfTheStepsAddUpToTheRules() throws {
    let desk = try Desk(facts + "cosigned(X, Y, I) :- signed(X, I), signed(Y, I), X != Y.")
    desk.engine.profileClock = TickingClock().clock
    let profile = try desk.profile("cosigned(X, Y, I), N = count { signed(_, I) }?").profile
    for rule in profile.strata.flatMap(\.rules) {
      let steps = rule.steps.reduce(0) { $0 + $1.time }
      #expect(steps > 0)
      #expect(steps <= rule.time)
      // The looks at the clock before and after the steps are all that lies between.
      #expect(rule.time - steps <= 2000)
    }
    #expect(profile.work <= profile.time)
    for stratum in profile.strata { #expect(stratum.work <= stratum.time) }
    let kinds = Set(profile.strata.flatMap(\.works).map(\.kind) + profile.works.map(\.kind))
    #expect(kinds == [.sort, .aggregate, .order])
  }

  @Test func threadsThatShareAStepAreAddedUp() throws {
    var text = "q(X, Y, Z) :- p(X, Y), p(Y, Z), X != Z.\n"
    for number in 0..<300 { text += "p(\(number), \(number * 7 % 300)). " }
    let alone = try Desk(text)
    alone.engine.evaluator.tuning = Tuning(threads: 1, leastSplitRows: 1)
    let shared = try Desk(text)
    shared.engine.evaluator.tuning = Tuning(threads: 2, leastSplitRows: 1)
    let (first, second) = (try alone.profile("q(X, Y, Z)?"), try shared.profile("q(X, Y, Z)?"))
    #expect(Desk.rows(try first.answer.get()) == Desk.rows(try second.answer.get()))
    #expect(Desk.steps(first.profile) == Desk.steps(second.profile))
    #expect(first.profile.strata[0].rules[0].isSplit == false)
    #expect(second.profile.strata[0].rules[0].isSplit)
    #expect(second.profile.threads == 2)
  }

  @Test func thePartsOfASubqueryAreCounted() throws {
    let desk = try Desk("n(1). n(2). n(3).")
    let profile = try desk.profile("n(X), C = count { n(Y), Y < X }?").profile
    let rule = profile.strata.last?.rules.first
    let place = rule?.plan.steps.firstIndex { $0.kind == .subquery } ?? 0
    #expect(rule?.steps[place].parts.first?.map(\.rowsOut).prefix(2) == [9, 3])
  }

  @Test func aStoppedQuestionIsToldUpToWhereItWas() throws {
    let desk = try Desk("n(0). n(Y) :- n(X), Y = X + 1.")
    desk.engine.limits.timeout = 0.05
    let (answer, profile) = try desk.profile("n(X)?")
    guard case .failure(.stopped) = answer else {
      Issue.record("it was not stopped")
      return
    }
    #expect(profile.strata.count == 1)
    #expect(!profile.strata[0].isComplete)
    #expect(profile.strata[0].rounds.count > 10)
    #expect(desk.engine.evaluator.profiler == nil)
  }

  @Test func aPlanThatIsMadeAnewForOtherSizesIsToldApart() throws {
    var text = "r(X, Z) :- r(X, Y), e(Y, Z), f(Z, _).\nr(0, 0).\n"
    for number in 0..<6000 { text += "e(\(number), \(number + 1)). e(0, \(number)). f(\(number), 1). " }
    let profile = try Desk(text).profile("r(X, Y)?").profile
    for rule in profile.strata[0].rules { #expect(rule.firstRound <= rule.rounds + 6) }
    #expect(profile.strata[0].rules.reduce(0) { $0 + $1.new } + 1 == profile.strata[0].rows)
  }
}
