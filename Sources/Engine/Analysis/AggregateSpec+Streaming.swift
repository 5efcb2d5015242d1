import Syntax

/// Aggregates that are fed by the clauses of their input, without a relation of all solutions between.
extension AggregateSpec {
  /// Whether the clauses of the input may give a row more than once without harm, or give each once only: then rows
  /// need not be told apart before they are aggregated.
  func canStream(_ clauses: [Clause]) -> Bool {
    if outputs.allSatisfy({ $0.ignoresRepetition }) { return true }
    return clauses.count == 1 && clauses[0].givesEachRowOnce(of: clauses[0].head)
  }

  /// Notes for which outputs no group has a value twice, so that values need not be told apart.
  mutating func noteDistinctValues(of clauses: [Clause], isStreamed: Bool) {
    for index in outputs.indices {
      let columns = Set(group + (outputs[index].value.map { [$0] } ?? []))
      if isStreamed {
        outputs[index].isDistinct =
          clauses.count == 1 && clauses[0].givesEachRowOnce(of: columns.map { clauses[0].head[$0] })
      } else {
        outputs[index].isDistinct = clauses.first.map { columns.count == $0.head.count } ?? false
      }
    }
  }
}

extension AggregateSpec {
  /// The columns of the input that are read, where it is enough to know how many solutions have the same words in
  /// them; nil where a sum depends on each.
  var tally: Set<Int>? {
    var columns = Set(group)
    for output in outputs {
      switch output.function {
      case .sum, .avg: return nil
      case .count: if !output.isDistinct, let value = output.value { columns.insert(value) }
      case .min, .max, .first, .last, .list:
        columns.formUnion([output.value, output.key].compactMap { $0 })
      }
    }
    return columns
  }
}

extension AggregateSpec.Output {
  /// Whether the result is that of the set of the values.
  fileprivate var ignoresRepetition: Bool {
    switch function {
    case .count: value != nil
    case .min, .max, .first, .last, .list: true
    case .sum, .avg: false
    }
  }
}

extension Clause {
  /// Whether no two combinations of rows of the positive atoms agree in these operands, so that evaluating the body
  /// gives each row of them once: each atom's row must follow from them.
  func givesEachRowOnce(of operands: [Operand]) -> Bool {
    var known: Set<Int> = []
    for case .variable(let variable) in operands { known.insert(variable) }
    var before: Int
    repeat {
      before = known.count
      for literal in body {
        switch literal {
        case .equation(let left, let right):
          known.follow(left.expression, from: right.expression)
          known.follow(right.expression, from: left.expression)
        case .lookup(let lookup):
          let group = literal.variables.filter { $0 != lookup.result }
          if group.allSatisfy(known.contains) { known.insert(lookup.result) }
        case .subquery(let subquery):
          if let result = subquery.result, subquery.parameters.allSatisfy(known.contains) {
            known.insert(result)
          }
        case .atom, .absent, .test: break
        }
      }
    } while known.count > before
    return body.allSatisfy { literal in
      guard case .atom(let atom) = literal else { return true }
      return atom.operands.allSatisfy { operand in
        switch operand {
        case .variable(let variable): known.contains(variable)
        case .constant: true
        case .anonymous: false
        }
      }
    }
  }
}

extension Set<Int> {
  /// Adds the variable that one side of an equation is, where the other side is known.
  fileprivate mutating func follow(_ side: Expression, from other: Expression) {
    if case .operand(.variable(let variable)) = side, other.variables.allSatisfy(contains) {
      insert(variable)
    }
  }
}
