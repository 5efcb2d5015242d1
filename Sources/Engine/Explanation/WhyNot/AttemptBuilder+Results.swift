import Syntax

/// What a rule whose body holds gives instead of what was asked for.
extension AttemptBuilder {
  /// The body holds, but the row of the group is another.
  func result() throws(EngineError) -> Failure {
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
