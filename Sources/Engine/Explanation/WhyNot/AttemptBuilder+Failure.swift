import Syntax

/// What stops a rule: its head, an atom or a test.
extension AttemptBuilder {
  /// So many ways are looked at for rows that are nearly there; where these have to be computed first, fewer.
  static let mostLooks = 32
  private static let mostCostlyLooks = 3

  /// A miss and the solution for which it is one.
  typealias Found = (candidate: NearRows.Candidate, solution: Int)

  /// The failure, and the solutions that come nearest, the nearest first.
  func failure() throws(EngineError) -> (Failure, nearest: [Int]) {
    if let mismatch = goal.mismatch {
      return (Failure(kind: .head, words: words(for: mismatch), misses: [], inner: nil), [])
    }
    guard let failing = progress.failing else { return (try result(), []) }
    if let problem = progress.problem {
      return (Failure(kind: .literal, words: "cannot be computed: \(problem)", misses: [], inner: nil), [])
    }
    switch clause.body[failing] {
    case .atom(let atom): return try missing(atom)
    case .absent(let atom): return try present(atom)
    case .test(let test):
      return tests { solution in FailedTest(test, solution, clause, search.words, search.prober.evaluator) }
    case .equation(let left, let right):
      return tests { solution in
        FailedTest(left, right, solution, clause, search.words, search.prober.evaluator)
      }
    case .subquery(let subquery): return try solved(subquery)
    case .lookup: throw .bug("the result of an aggregate is missing")
    }
  }

  private func words(for mismatch: RuleGoal.HeadMismatch) -> String {
    func text(_ handle: Handle) -> String { search.words.value(of: handle).plainText }
    switch mismatch {
    case .constant(let column, let asked, let given):
      let name = goal.pattern.map { rows.name(of: column, $0.predicate) } ?? "argument \(column + 1)"
      return "the head gives \(name) = \(text(given)), not \(text(asked))"
    case .variable(let name, let first, let second):
      return "\(name) cannot be both \(text(first)) and \(text(second))"
    }
  }

  func best(_ found: [Found]) -> (misses: [NearMiss], nearest: [Int]) {
    let best = NearRows.best(found.map(\.candidate))
    let nearest = best.compactMap { candidate in
      found.filter { $0.candidate.key == candidate.key }.min {
        $0.candidate.closeness < $1.candidate.closeness
      }?
      .solution
    }
    return (best.map(\.miss), nearest)
  }

  // MARK: Atoms

  private func missing(_ atom: AtomLiteral) throws(EngineError) -> (Failure, nearest: [Int]) {
    if case .auxiliary = atom.predicate { return try nothingToAggregate(atom) }
    let isStated = try search.prober.evaluator.isStated(atom.predicate)
    var found: [Found] = []
    var seen: Set<RowPattern> = []
    for (index, solution) in solutions.enumerated() {
      guard seen.count < (isStated ? Self.mostLooks : Self.mostCostlyLooks) else { break }
      let pattern = RowPattern(atom, solution)
      guard seen.insert(pattern).inserted else { continue }
      for candidate in try rows.nearest(to: pattern) { found.append((candidate, index)) }
    }
    let (misses, nearest) = best(found)
    let first = RowPattern(atom, solutions.isEmpty ? [] : solutions[nearest.first ?? 0])
    let text = search.describe(first, naming: clause.variableNames)?.text
    let isOnly = seen.count == 1
    let inner = try inner(first)
    var words = text.flatMap { isOnly ? "nothing matches \($0)" : nil }
    if !isOnly, misses.isEmpty, inner == nil { words = "nothing matches in any of these ways" }
    return (Failure(kind: .literal, words: words, misses: misses, inner: inner), nearest)
  }

  /// The aggregate of a body whose group is empty.
  private func nothingToAggregate(_ atom: AtomLiteral) throws(EngineError) -> (Failure, nearest: [Int]) {
    let pattern = RowPattern(atom, solutions.first ?? [])
    guard case .aggregate(let spec) = try search.prober.program.definition(of: atom.predicate).form else {
      throw .bug("a part of a rule that is no aggregate")
    }
    let words = AttemptBuilder.nothing(for: spec)
    if case .auxiliary = spec.input {
      return (Failure(kind: .literal, words: words, misses: [], inner: try inner(pattern)), [])
    }
    let misses = try rows.nearest(to: try RuleGoal.input(of: pattern, spec, in: search.prober)).map(\.miss)
    return (Failure(kind: .literal, words: words, misses: misses, inner: nil), [])
  }

  static func nothing(for spec: AggregateSpec) -> String {
    let names = spec.outputs.map(\.function.rawValue).joined(separator: " and ")
    return "there is nothing to take the \(names) of"
  }

  /// Why a row of a derived relation does not hold.
  private func inner(_ pattern: RowPattern) throws(EngineError) -> InnerFailure? {
    guard let progress = try search.progress(of: pattern).first else { return nil }
    let clause = progress.goal.body.clause
    var literal: String?
    var words: String?
    if let failing = progress.failing, progress.depth >= 0 {
      literal =
        progress.goal.literals(search.words).entries.first {
          $0.positions.contains(failing)
        }?.written
    } else {
      words = try AttemptBuilder(progress, search).failure().0.words
    }
    return InnerFailure(
      pattern: search.describe(pattern, naming: []), statement: clause.origin.statement, literal: literal,
      words: words)
  }

  // MARK: Tests

  private func tests(_ failed: ([Handle]) -> FailedTest) -> (Failure, nearest: [Int]) {
    let found: [Found] = solutions.enumerated().map { index, solution in
      let test = failed(solution)
      let miss = NearMiss(
        kind: test.isUnknown ? .possible : .test, fact: nil, isStated: false, words: test.words)
      return (NearRows.Candidate(closeness: test.closeness, miss: miss, key: test.words), index)
    }
    let (misses, nearest) = best(found)
    return (Failure(kind: .literal, words: nil, misses: misses, inner: nil), nearest)
  }
}
