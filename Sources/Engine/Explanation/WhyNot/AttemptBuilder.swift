import Syntax

/// Describes how far a rule comes, and what stops it.
struct AttemptBuilder {
  let progress: RuleProgress
  let search: WhyNotSearch
  /// The ways to make true the literals that hold, as values of all variables of the clause, in order.
  let solutions: [[Handle]]
  private let isCut: Bool
  let rows: NearRows

  var goal: RuleGoal { progress.goal }
  var clause: Clause { goal.body.clause }

  init(_ progress: RuleProgress, _ search: WhyNotSearch) throws(EngineError) {
    self.progress = progress
    self.search = search
    rows = NearRows(search.prober, progress.goal.body.clause.origin)
    let depth = progress.depth
    guard depth >= 0 else {
      solutions = []
      isCut = false
      return
    }
    let body = progress.goal.body
    let found = try search.prober.rows(of: body.prefix(depth, of: Prober.predicate), limit: WhyNot.mostWays)
    solutions = rows.sorted(found?.rows ?? []).map { body.values($0, ofFirst: depth) }
    isCut = found?.isCut ?? false
  }

  func build() throws(EngineError) -> RuleAttempt {
    let (failure, nearest) = try failure()
    return RuleAttempt(
      rule: goal.rule, statement: clause.origin.statement, bindings: given, alternatives: goal.alternatives,
      literals: literals, ways: RuleAttempt.Ways(count: ways, isMore: isCut), solutions: shown(nearest),
      failure: failure)
  }

  // MARK: The body

  /// In the order of the head.
  private var given: [RuleUse.Binding] {
    let given = goal.body.given
    return unique(Operand.variables(of: clause.head) + given.keys.sorted()).compactMap { variable in
      guard let name = clause.variableNames[variable], let value = given[variable] else { return nil }
      return RuleUse.Binding(name: name, value: search.words.value(of: value))
    }
  }

  private var literals: [RuleAttempt.Literal] {
    let holding = Set(goal.body.order.prefix(max(0, progress.depth)))
    return goal.literals(search.words).entries.map { entry in
      let state: RuleAttempt.LiteralState
      if let failing = progress.failing, progress.depth >= 0, entry.positions.contains(failing) {
        state = .fails
      } else {
        state = entry.positions.allSatisfy(holding.contains) ? .holds : .untried
      }
      return RuleAttempt.Literal(written: entry.written, state: state)
    }
  }

  // MARK: Ways

  /// The named variables that the literals which hold give values to.
  private var named: [Int] {
    goal.body.variables(ofFirst: max(0, progress.depth)).filter { clause.variableNames[$0] != nil }
  }

  /// How many different values the named variables have together.
  private var ways: Int {
    let named = named
    return Set(solutions.map { solution in named.map { solution[$0] } }).count
  }

  /// The bindings of some solutions, first those named.
  private func shown(_ nearest: [Int]) -> [[RuleUse.Binding]] {
    let named = named
    guard !named.isEmpty else { return [] }
    var seen: Set<[Handle]> = []
    var shown: [[RuleUse.Binding]] = []
    for index in nearest + Array(solutions.indices) where shown.count < WhyNot.mostSolutions {
      let values = named.map { solutions[index][$0] }
      guard seen.insert(values).inserted else { continue }
      shown.append(
        zip(named, values).map { variable, value in
          RuleUse.Binding(name: clause.variableNames[variable] ?? "_", value: search.words.value(of: value))
        })
    }
    return shown
  }
}
