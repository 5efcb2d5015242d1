import Engine

// How plans and profiles say what is done.
extension PlanStep.Kind {
  /// For help.
  var summary: String {
    switch self {
    case .scan: "read all rows"
    case .demand: "read which values are asked for"
    case .probe: "look rows up in an index, by the columns in brackets"
    case .window: "the same, of these the rows within bounds"
    case .exists: "keep what some row matches"
    case .notExists: "keep what no row matches"
    case .intersect: "the values that atoms which form a cycle have in common"
    case .lookup: "look up an aggregate's result"
    case .test: "keep what passes a test"
    case .assign: "compute a value"
    case .subquery: "ask a part of the rule anew, each time"
    case .reuse: "take another relation's rows as they are"
    case .add: "add the rows to the relation"
    case .unite: "add all that an atom has for a key at once"
    case .feed: "give the rows to an aggregate"
    }
  }
}

extension PlannedWork.Kind {
  /// For help.
  var summary: String {
    switch self {
    case .facts: "take over the facts of a relation that has rules too"
    case .citations: "list the citations"
    case .aggregate: "make one row of each group"
    case .sort: "sort the rows, and drop those that are repeated"
    case .index: "bring indexes up to date between rounds"
    case .best: "drop the rows that were bettered"
    case .order: "order the answer's rows"
    }
  }
}

extension PlanStep {
  /// `probe older [actor, place]`
  var words: String {
    let rows = rows == .all ? "" : " " + rows.rawValue
    return kind.rawValue + rows + (kind == .intersect ? "" : indexes.map { " " + $0.words }.joined())
  }
}

extension PlanStep.Index {
  /// `[actor, place]`, `[actor, when ordered]`, `[actor] clustered`
  var words: String {
    let names = columns + (order.map { ["\($0) ordered"] } ?? [])
    return "[\(names.joined(separator: ", "))]" + (isClustered ? " clustered" : "")
  }
}

extension RulePlan {
  /// `sample.dl:42`; nil for what was typed.
  var place: String? { source == "<prompt>" ? nil : "\(source):\(line)" }

  /// `rule 3, sample.dl:42, part 1 of 2, from the newest path(X, Z)`
  var words: String {
    var parts = [rule.map { "rule \($0)" } ?? "the question"]
    if rule != nil, let place { parts.append(place) }
    if let alternative { parts.append("alternative \(alternative) of \(alternatives)") }
    if let newest { parts.append("each round from the newest \(newest)") }
    return parts.joined(separator: ", ")
  }
}
