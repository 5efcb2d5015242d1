import Syntax

/// What is there although a rule's negation wants it not to be.
extension AttemptBuilder {
  func present(_ atom: AtomLiteral) throws(EngineError) -> (Failure, nearest: [Int]) {
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
  func solved(_ subquery: Subquery) throws(EngineError) -> (Failure, nearest: [Int]) {
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
        let asked = body.prefix(count, of: Prober.predicate)
        guard let row = try search.prober.rowsIfAny(of: asked, limit: 1).first else { continue }
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
}
