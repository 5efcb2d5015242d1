import Syntax

extension ReferenceEvaluator {
  /// The rows of a rule with aggregates in its head, one for each group of the other columns.
  func aggregatedHead(of clause: ReferenceClause, _ view: ReferenceView) throws -> Set<[Literal]> {
    let groupTerms = clause.terms.filter { !$0.isAggregate }
    var groups: [[Literal]: Set<Environment>] = [:]
    for solution in try solutions(clause.body, [:], view) {
      guard let group = try row(groupTerms, solution) else { continue }
      groups[group, default: []].insert(solution)
    }
    var derived: Set<[Literal]> = []
    for (group, solutions) in groups {
      if let row = try row(clause.terms, group: group, solutions) { derived.insert(row) }
    }
    for row in derived { try catalog.check(row, of: clause.head.relation) }
    return derived
  }

  private func row(_ terms: [Term], group: [Literal], _ solutions: Set<Environment>) throws -> [Literal]? {
    var group = group[...]
    var row: [Literal] = []
    for term in terms {
      if case .aggregate(let aggregate) = term.kind {
        guard let value = try value(of: aggregate, over: solutions) else { return nil }
        row.append(value)
      } else if let value = group.popFirst() {
        row.append(value)
      }
    }
    return row
  }

  /// The aggregate over the solutions; nil where it has no value over nothing.
  func value(of aggregate: Aggregate, over solutions: Set<Environment>) throws -> Literal? {
    guard let term = aggregate.value else { return .integer(Int64(solutions.count)) }
    var pairs: [(value: Literal, key: Literal)] = []
    for solution in solutions {
      guard let value = try value(of: term, solution) else { continue }
      guard let key = try aggregate.key.map({ try self.value(of: $0, solution) }) ?? value else { continue }
      pairs.append((value, key))
    }
    let values = pairs.map(\.value)
    switch aggregate.function {
    case .count: return .integer(Int64(Set(values).count))
    case .sum: return try sum(values)
    case .avg: return try average(values)
    case .min: return values.min { $0.precedes($1) }
    case .max: return values.max { $0.precedes($1) }
    case .first:
      return pairs.min { $0.key.precedes($1.key) || $0.key == $1.key && $0.value.precedes($1.value) }?.value
    case .last:
      return pairs.min { $1.key.precedes($0.key) || $0.key == $1.key && $0.value.precedes($1.value) }?.value
    case .list: return list(pairs)
    }
  }

  /// Fails only if the sum itself does not fit, whatever the order of adding.
  private func sum(_ values: [Literal]) throws -> Literal {
    let integers = try integerSum(values)
    guard values.contains(where: \.isDecimal) else {
      guard let sum = Int64(exactly: integers) else { throw ReferenceError.failed(.integerOverflow) }
      return .integer(sum)
    }
    return try .finite(decimalSum(values) + Double(integers))
  }

  private func average(_ values: [Literal]) throws -> Literal? {
    guard !values.isEmpty else { return nil }
    return try .finite((decimalSum(values) + Double(try integerSum(values))) / Double(values.count))
  }

  private func integerSum(_ values: [Literal]) throws -> Int128 {
    var sum: Int128 = 0
    for value in values {
      switch value {
      case .integer(let integer): sum += Int128(integer)
      case .decimal: break
      case .text, .date, .duration: throw ReferenceError.failed(.typeMismatch)
      }
    }
    return sum
  }

  private func decimalSum(_ values: [Literal]) -> Double {
    values.reduce(0) { if case .decimal(let decimal) = $1 { $0 + decimal } else { $0 } }
  }

  /// Each distinct value once, where its least key puts it.
  private func list(_ pairs: [(value: Literal, key: Literal)]) -> Literal? {
    guard !pairs.isEmpty else { return nil }
    let keys = Dictionary(pairs) { $1.precedes($0) ? $1 : $0 }
    let order = keys.sorted { $0.value.precedes($1.value) || $0.value == $1.value && $0.key.precedes($1.key) }
    return .text(order.map(\.key.plainText).joined(separator: ", "))
  }
}
