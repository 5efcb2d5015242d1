/// What was done to answer a question, how many rows it gave, and how long it took. Times are in nanoseconds.
public struct Profile: Sendable {
  /// What the steps read that had been computed before, or was stated.
  public var known: [KnownRelation] = []
  public var strata: [StratumProfile] = []
  /// What is no part of a stratum.
  public var works: [WorkProfile] = []
  /// By the clock on the wall, from the question to its answer.
  public var time = 0
  /// How many threads could compute at the same time.
  public var threads = 1

  /// The sum of the times of all parts, those of several threads added up.
  public var work: Int { strata.reduce(0) { $0 + $1.work } + works.reduce(0) { $0 + $1.time } }
}

public struct StratumProfile: Sendable {
  public var relations: [PlannedRelation]
  public var isRecursive: Bool
  public var rules: [RuleProfile] = []
  public var works: [WorkProfile] = []
  /// What each round has added, in a recursive stratum; round 0 is what rules without recursion give.
  public var rounds: [RoundProfile] = []
  /// How many rows there are in the end.
  public var rows = 0
  /// By the clock on the wall.
  public var time = 0
  /// Whether it was given up, since computing only what is asked for had become more work than computing all.
  public var isAbandoned = false
  /// Whether it was computed to its end.
  public var isComplete = false

  /// The sum of the times of its parts, those of several threads added up.
  public var work: Int { rules.reduce(0) { $0 + $1.work } + works.reduce(0) { $0 + $1.time } }
}

public struct RuleProfile: Sendable {
  public var plan: RulePlan
  /// One for each step of the plan.
  public var steps: [StepProfile] = []
  /// In how many rounds it was run.
  public var rounds = 0
  /// The first round that took this plan: later than 1 where sizes had changed so much that another order was chosen.
  public var firstRound = 0
  /// The rows that it added. Where they are sorted afterwards, those that are repeated count.
  public var new = 0
  /// By the clock on the wall.
  public var time = 0
  /// What choosing the order took.
  public var planning = 0
  /// Whether several threads have shared it.
  public var isSplit = false

  /// The sum of the times of its steps, those of several threads added up, and of planning.
  public var work: Int { steps.reduce(planning) { $0 + $1.time + $1.preparation } }

  /// How many bindings a step was expected to give, in all rounds.
  public func expected(afterStep index: Int) -> Double? {
    guard plan.steps.indices.contains(index), let expected = plan.steps[index].expected else { return nil }
    guard plan.newest != nil else { return expected * Double(max(1, rounds)) }
    guard let delta = plan.steps.firstIndex(where: { $0.rows == .newest }) else { return nil }
    // What is expected is said for one of the newest rows.
    return index < delta ? nil : expected * Double(steps[delta].rowsOut)
  }
}

public struct StepProfile: Sendable {
  public var rowsIn = 0
  public var rowsOut = 0
  public var time = 0
  /// What making the index, or bringing it up to date, took.
  public var preparation = 0
  /// Whether an index was made for it.
  public var madeIndex = false
  /// The rows of a subquery's steps, for each of its alternatives; their times are part of this step's.
  public var parts: [[StepProfile]] = []
}

public struct WorkProfile: Sendable {
  public var kind: PlannedWork.Kind
  /// What it was done to.
  public var text: String
  public var rowsIn: Int?
  public var rowsOut: Int?
  public var time = 0
}

public struct RoundProfile: Sendable {
  public var number: Int
  public var new: Int
  public var time: Int
}
