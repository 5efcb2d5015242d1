import Syntax

/// A row of a predicate of which some values are known.
struct RowPattern: Hashable {
  let predicate: Predicate
  /// Constants where values are known; the same variable where values must be the same.
  var operands: [Operand]

  init(_ predicate: Predicate, _ operands: [Operand]) {
    self.predicate = predicate
    self.operands = operands
  }

  /// An atom of a clause with the values that its variables have.
  init(_ atom: AtomLiteral, _ values: [Handle]) {
    predicate = atom.predicate
    operands = atom.operands.map { operand in
      if case .variable(let variable) = operand, values.indices.contains(variable), values[variable] != .none
      {
        .constant(values[variable])
      } else {
        operand
      }
    }
  }

  /// The columns whose values are known.
  var known: [(column: Int, value: Handle)] {
    operands.enumerated().compactMap { column, operand in
      if case .constant(let value) = operand { (column, value) } else { nil }
    }
  }

  func reading(_ other: Predicate) -> RowPattern { RowPattern(other, operands) }

  func freeing(_ column: Int) -> RowPattern {
    var pattern = self
    pattern.operands[column] = .anonymous
    return pattern
  }

  /// The clause whose rows are those of the predicate that match.
  func clause(_ origin: Origin) -> Clause {
    var names = (Operand.variables(of: operands).max() ?? -1) + 1
    let filled = operands.map { operand -> Operand in
      guard operand == .anonymous else { return operand }
      names += 1
      return .variable(names - 1)
    }
    return Clause(
      predicate: Prober.predicate, head: filled,
      body: [.atom(AtomLiteral(predicate: predicate, operands: filled, range: origin.statement.range))],
      variableNames: Array(repeating: nil, count: names), origin: origin)
  }
}
