/// What is asked of a clause, and what is read off its solutions, when a row is looked into.
extension Clause {
  /// The clause with a variable for each `_` of its positive atoms.
  var namingEverything: Clause {
    var clause = self
    for index in clause.body.indices {
      guard case .atom(var atom) = clause.body[index] else { continue }
      for column in atom.operands.indices where atom.operands[column] == .anonymous {
        atom.operands[column] = .variable(clause.variableNames.count)
        clause.variableNames.append(nil)
      }
      clause.body[index] = .atom(atom)
    }
    return clause
  }

  /// The variables' values where operands are to be these; nil where they cannot be.
  func bindings(of operands: some Sequence<Operand>, to values: [Handle]) -> [Int: Handle]? {
    var bindings: [Int: Handle] = [:]
    for (operand, value) in zip(operands, values) {
      switch operand {
      case .constant(let constant): if constant != value { return nil }
      case .variable(let variable):
        if let known = bindings[variable], known != value { return nil }
        bindings[variable] = value
      case .anonymous: break
      }
    }
    return bindings
  }
}

extension [Operand] {
  /// The values of operands, of which none is anonymous.
  func values(_ variables: [Handle]) -> [Handle] {
    map { operand in
      switch operand {
      case .variable(let variable): variables[variable]
      case .constant(let constant): constant
      case .anonymous: .none
      }
    }
  }
}

extension GroupLookup {
  /// The look-up as an atom of the predicate that has the results.
  var atom: AtomLiteral {
    AtomLiteral(predicate: predicate, operands: group + [.variable(result)], range: range)
  }
}
