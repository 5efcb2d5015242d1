import Syntax

/// What stops a rule.
extension AttemptBuilder {
  /// So many ways are looked at for rows that are nearly there; where these have to be computed first, fewer.
  private static let mostLooks = 32
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

  private func best(_ found: [Found]) -> (misses: [NearMiss], nearest: [Int]) {
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

  private static func nothing(for spec: AggregateSpec) -> String {
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
        LiteralList(clause, search.words, view: search.view).entries.first {
          $0.positions.contains(failing)
        }?.written
    } else {
      words = try AttemptBuilder(progress, search).failure().0.words
    }
    return InnerFailure(
      pattern: search.describe(pattern, naming: []), statement: clause.origin.statement, literal: literal,
      words: words)
  }

  // MARK: Negations

  private func present(_ atom: AtomLiteral) throws(EngineError) -> (Failure, nearest: [Int]) {
    if case .auxiliary = atom.predicate {
      let clauses = try search.prober.program.definition(of: atom.predicate).clauses
      return try solved(clauses, atom.range) { solution in
        atom.operands.map { if case .variable(let variable) = $0 { solution[variable] } else { .none } }
      }
    }
    var found: [Found] = []
    for (index, solution) in solutions.prefix(Self.mostLooks).enumerated()
    where found.count < WhyNot.mostMisses {
      let pattern = RowPattern(atom, solution)
      for row in try rows.rows(pattern, limit: WhyNot.mostMisses) {
        let isCertain = try isCertain(row, pattern.predicate)
        found.append(
          (
            try rows.candidate(
              .present, .possible, row, of: pattern.predicate,
              words: isCertain ? nil : "possible, not certain"),
            index
          ))
      }
    }
    let (misses, nearest) = best(found)
    return (Failure(kind: .literal, words: nil, misses: misses, inner: nil), nearest)
  }

  /// Whether a row that a negation looked at holds for certain.
  private func isCertain(_ row: [Handle], _ predicate: Predicate) throws(EngineError) -> Bool {
    guard case .relation(let name, let filter, .possible) = predicate else { return true }
    let pattern = RowPattern(
      .relation(name, filter, .certain), row.map { $0 == .none ? .anonymous : .constant($0) })
    return try !rows.rows(pattern, limit: 1).isEmpty
  }

  /// Whether what makes a negated body true does so for certain.
  private func isCertain(_ values: [Handle], _ clause: Clause) throws(EngineError) -> Bool {
    for literal in clause.body {
      switch literal {
      case .atom(let atom):
        if try !isCertain(atom.operands.values(values), atom.predicate) { return false }
      case .test(let test):
        var strict = test
        strict.acceptsUnknown = false
        if FailedTest(strict, values, clause, search.words, search.prober.evaluator).isUnknown {
          return false
        }
      case .absent, .equation, .lookup, .subquery: break
      }
    }
    return true
  }

  /// A negated body that has a solution, or an aggregate's that has none.
  private func solved(_ subquery: Subquery) throws(EngineError) -> (Failure, nearest: [Int]) {
    if case .aggregate(let spec, _, _) = subquery.use {
      return (Failure(kind: .literal, words: AttemptBuilder.nothing(for: spec), misses: [], inner: nil), [])
    }
    return try solved(subquery.clauses, subquery.range) { solution in subquery.parameters.map { solution[$0] }
    }
  }

  private func solved(
    _ clauses: [Clause], _ range: SourceRange, _ arguments: ([Handle]) -> [Handle]
  ) throws(EngineError) -> (Failure, nearest: [Int]) {
    var found: [Found] = []
    for (index, solution) in solutions.prefix(Self.mostLooks).enumerated()
    where found.count < WhyNot.mostMisses {
      let arguments = arguments(solution)
      for clause in clauses where found.count < WhyNot.mostMisses {
        // The parameters of a part that is asked anew are its first variables, those of another its head's.
        let head = clause.head.isEmpty ? arguments.indices.map { Operand.variable($0) } : clause.head
        guard let given = clause.bindings(of: head, to: arguments) else { continue }
        let body = Conjunction(clause, given: given)
        let count = body.order.count
        guard
          let row = try search.prober.rows(of: body.prefix(count, of: Prober.predicate), limit: 1)?.rows.first
        else { continue }
        let text = search.words.text(of: range, clause, body.values(row, ofFirst: count))
        let isCertain = try isCertain(body.values(row, ofFirst: count), clause)
        let miss = NearMiss(
          kind: .present, fact: nil, isStated: false,
          words: isCertain ? "\(text) holds" : "possible, not certain: \(text)")
        found.append((NearRows.Candidate(closeness: .possible, miss: miss, key: text), index))
      }
    }
    let (misses, nearest) = best(found)
    return (Failure(kind: .literal, words: nil, misses: misses, inner: nil), nearest)
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

  // MARK: Results

  /// The body holds, but the row of the group is another.
  private func result() throws(EngineError) -> Failure {
    var found: [NearRows.Candidate] = []
    let asked: RowPattern
    var outputs: [Int] = []
    switch goal.form {
    case .aggregate(let pattern, let columns):
      asked = pattern
      outputs = columns.map(\.column)
    case .plain:
      guard let pattern = goal.pattern else { throw .bug("a question has rows after all") }
      asked = pattern
      if case .best(let column, _) = try search.prober.program.definition(of: pattern.predicate).form {
        outputs = [column]
      }
    }
    let freed = outputs.reduce(asked) { $0.freeing($1) }
    for row in try rows.rows(freed, limit: WhyNot.mostMisses) {
      let differences = asked.known.filter { outputs.contains($0.column) && row[$0.column] != $0.value }.map {
        "\(rows.name(of: $0.column, goal.pattern?.predicate ?? asked.predicate)) is "
          + ValueDifference(asked: $0.value, found: row[$0.column], values: search.catalog.values).words
      }
      found.append(
        try rows.candidate(
          .value, Closeness(rank: .near, distance: 0), row, of: goal.pattern?.predicate ?? asked.predicate,
          words: differences.joined(separator: "; ")))
    }
    return Failure(
      kind: .result, words: resultWords, misses: NearRows.best(found).map(\.miss), inner: nil)
  }

  private var resultWords: String {
    switch goal.form {
    case .aggregate(_, let outputs):
      let names = outputs.map(\.function.rawValue).joined(separator: " and ")
      return "the body holds, but the \(names) of the group is another"
    case .plain: return "the body holds, but the group has a better value"
    }
  }
}
