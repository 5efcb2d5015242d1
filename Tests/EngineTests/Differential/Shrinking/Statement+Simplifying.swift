import Chronology
import Syntax

extension Statement.Kind {
  /// Statements that are one step simpler, the boldest steps first. No sequence of steps is endless.
  var simplifications: [Statement.Kind] {
    switch self {
    case .fact(let fact): fact.simplifications.map { .fact($0) }
    case .rule(let rule):
      rule.body.simplifications.map { .rule(Rule(head: rule.head, body: $0)) }
        + rule.head.simplifications(isHead: true).map { .rule(Rule(head: $0, body: rule.body)) }
    case .query(let query): query.simplifications.map { .query($0) }
    case .constraint(let body): [.query(Query(body))] + body.simplifications.map { .constraint($0) }
    case .declaration, .include, .parameter, .command: []
    }
  }
}

extension Fact {
  var simplifications: [Fact] {
    let uncited = citations.indices.map { index in
      var fact = self
      fact.citations.remove(at: index)
      return fact
    }
    return uncited + atom.simplifications(isHead: true).map { Fact($0, citations: citations) }
  }
}

extension Query {
  var simplifications: [Query] {
    var simpler: [Query] = []
    if limit != nil { simpler.append(Query(body, shown: shown, ordering: ordering)) }
    for index in ordering.indices {
      var query = self
      query.ordering.remove(at: index)
      simpler.append(query)
    }
    for index in ordering.indices where ordering[index].isDescending {
      var query = self
      query.ordering[index].isDescending = false
      simpler.append(query)
    }
    if shown != nil { simpler.append(Query(body, ordering: ordering, limit: limit)) }
    return simpler + body.simplifications.map { Query($0, shown: shown, ordering: ordering, limit: limit) }
  }
}

extension Formula {
  var simplifications: [Formula] {
    switch kind {
    case .atom(let atom): return atom.simplifications(isHead: false).map { .atom($0) }
    case .comparison(let comparison):
      return comparison.left.simplifications.map { .compare($0, comparison.relation, comparison.right) }
        + comparison.right.simplifications.map { .compare(comparison.left, comparison.relation, $0) }
    case .negation(let part): return part.simplifications.map { .not($0) }
    case .possibly(let part): return [part] + part.simplifications.map { .possibly($0) }
    case .conjunction(let parts): return Self.shorter(parts, Formula.all)
    case .disjunction(let parts): return Self.shorter(parts, Formula.any)
    }
  }

  private static func shorter(_ parts: [Formula], _ joined: ([Formula]) -> Formula) -> [Formula] {
    let dropped = parts.indices.map { index in
      var rest = parts
      rest.remove(at: index)
      return joined(rest)
    }
    return dropped
      + parts.indices.flatMap { index in
        parts[index].simplifications.map { simpler in
          var changed = parts
          changed[index] = simpler
          return joined(changed)
        }
      }
  }
}

extension Atom {
  /// - Parameter isHead: whether every argument must stay a value.
  func simplifications(isHead: Bool) -> [Atom] {
    var simpler: [Atom] = []
    if modality != .only(.actual) { simpler.append(changed { $0.modality = .only(.actual) }) }
    if document != nil { simpler.append(changed { $0.document = nil }) }
    for index in arguments.indices {
      let value = arguments[index].value
      if !isHead, value.kind != .anonymous, !ReferenceTests.names.contains(relation.text) {
        simpler.append(changed { $0.arguments[index].value = .anonymous })
      }
      for term in value.simplifications { simpler.append(changed { $0.arguments[index].value = term }) }
    }
    return simpler
  }

  private func changed(_ change: (inout Atom) -> Void) -> Atom {
    var atom = self
    change(&atom)
    return atom
  }
}

extension Term {
  var simplifications: [Term] {
    switch kind {
    case .variable, .anonymous, .parameter: []
    case .literal(let value): value.simplifications.map { .literal($0) }
    case .negative(let part): [part]
    case .call(let name, let arguments):
      arguments
        + arguments.indices.flatMap { index in
          arguments[index].simplifications.map { simpler in
            var changed = arguments
            changed[index] = simpler
            return .call(name.text, changed)
          }
        }
    case .binary(let operation, let left, let right):
      [left, right] + left.simplifications.map { .binary($0, operation, right) }
        + right.simplifications.map { .binary(left, operation, $0) }
    case .aggregate(let aggregate): aggregate.simplifications.map { Term(.aggregate($0), .nowhere) }
    }
  }
}

extension Aggregate {
  var simplifications: [Aggregate] {
    var simpler: [Aggregate] = []
    if key != nil { simpler.append(Aggregate(function, value: value, body: body)) }
    if function != .count { simpler.append(Aggregate(.count, value: value, body: body)) }
    for formula in body?.simplifications ?? [] {
      simpler.append(Aggregate(function, value: value, key: key, body: formula))
    }
    return simpler
  }
}

extension Literal {
  var simplifications: [Literal] {
    switch self {
    case .integer(let value): value == 0 ? [] : [.integer(0), .integer(value / 2)]
    case .decimal(let value): value == 0 ? [] : [.decimal(0)]
    case .text(let value): value == "a" ? [] : [.text("a")]
    case .date(let value):
      (try? UncertainDate("2026-01-01")).map { value == $0 ? [] : [.date($0)] } ?? []
    case .duration(let value): value == .days(1) ? [] : [.duration(.days(1))]
    }
  }
}
