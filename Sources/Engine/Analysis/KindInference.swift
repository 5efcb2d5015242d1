import Syntax

/// Which kinds of values each column of the predicates of a question can hold, and the comparisons that can
/// therefore only fail.
struct KindInference {
  private let catalog: Catalog
  private let program: Program
  private var kinds: [Predicate: [KindSet]] = [:]

  /// Throws a diagnostic for each comparison, test, function or arithmetic whose values are surely of wrong
  /// kinds.
  static func check(_ strata: [Stratum], program: Program, catalog: Catalog) throws(EngineError) {
    var inference = KindInference(catalog: catalog, program: program)
    var diagnostics: [Diagnostic] = []
    for stratum in strata {
      try inference.infer(stratum)
      for predicate in stratum.predicates {
        for clause in try program.definition(of: predicate).clauses {
          diagnostics += inference.mistakes(in: clause)
        }
      }
    }
    let found = unique(diagnostics.filter { $0.severity == .error })
    if !found.isEmpty { throw .invalid(found) }
  }

  private init(catalog: Catalog, program: Program) {
    self.catalog = catalog
    self.program = program
  }

  // MARK: Inference

  private mutating func infer(_ stratum: Stratum) throws(EngineError) {
    for predicate in stratum.predicates { kinds[predicate] = try initial(predicate) }
    var changed = true
    while changed {
      changed = false
      for predicate in stratum.predicates {
        for clause in try program.definition(of: predicate).clauses {
          let variables = variableKinds(of: clause)
          for (column, operand) in clause.head.enumerated() {
            let added = kindsOf(operand, variables)
            if let known = kinds[predicate]?[column], !known.isSuperset(of: added) {
              kinds[predicate]?[column].formUnion(added)
              changed = true
            }
          }
        }
      }
    }
  }

  private func initial(_ predicate: Predicate) throws(EngineError) -> [KindSet] {
    let definition = try program.definition(of: predicate)
    var result = [KindSet](repeating: [], count: definition.arity)
    switch predicate {
    case .citing(let name, _):
      let schema = catalog.schema(of: name)
      for column in 0..<definition.arity - 1 { result[column] = schema?.kinds(of: column) ?? .all }
      result[definition.arity - 1] = .text
    case .evidence: for column in result.indices { result[column] = Schema.evidence.kinds(of: column) }
    case .relation, .auxiliary: break
    }
    for key in definition.facts {
      guard let store = catalog.facts[key], store.kinds.count == definition.arity else { continue }
      for column in result.indices { result[column].formUnion(store.kinds[column]) }
    }
    if case .aggregate(let spec) = definition.form {
      let input = kinds[spec.input] ?? []
      for (column, slot) in spec.slots.enumerated() where column < result.count {
        switch slot {
        case .group(let index): result[column] = input[at: spec.group[index]]
        case .output(let index):
          let output = spec.outputs[index]
          switch output.function {
          case .count: result[column] = .integer
          case .sum: result[column] = [.integer, .decimal, .duration]
          case .avg: result[column] = .decimal
          case .list: result[column] = .text
          case .min, .max, .first, .last: result[column] = output.value.map { input[at: $0] } ?? .all
          }
        }
      }
    }
    return result
  }

  private func kindsOf(_ operand: Operand, _ variables: [KindSet]) -> KindSet {
    switch operand {
    case .variable(let variable): variables[variable]
    case .constant(let handle): KindSet(handle.kind)
    case .anonymous: .all
    }
  }

  /// What each variable of a clause can hold; everything where nothing limits it.
  private func variableKinds(of clause: Clause) -> [KindSet] {
    var variables = [KindSet](repeating: .all, count: clause.variableCount)
    for case .atom(let atom) in clause.body {
      guard let columns = kinds[atom.predicate] else { continue }
      for (column, operand) in atom.operands.enumerated() {
        if case .variable(let variable) = operand, column < columns.count {
          variables[variable].formIntersection(columns[column])
        }
      }
    }
    for literal in clause.body {
      switch literal {
      case .equation(let left, let right):
        if case .operand(.variable(let variable)) = left.expression {
          variables[variable].formIntersection(kinds(of: right.expression, variables))
        }
        if case .operand(.variable(let variable)) = right.expression {
          variables[variable].formIntersection(kinds(of: left.expression, variables))
        }
      case .lookup(let lookup): variables[lookup.result] = [.integer, .decimal, .duration]
      case .atom, .absent, .test: break
      }
    }
    return variables
  }

  private func kinds(of expression: Expression, _ variables: [KindSet]) -> KindSet {
    switch expression {
    case .operand(let operand): return kindsOf(operand, variables)
    case .negative(let inner): return kinds(of: inner, variables)
    case .call(let function, let arguments):
      return function.resultKinds(arguments.map { kinds(of: $0, variables) })
    case .arithmetic(let operation, let left, let right):
      let (first, second) = (kinds(of: left, variables), kinds(of: right, variables))
      var result = KindSet()
      if first.contains(.integer), second.contains(.integer) { result.formUnion(.integer) }
      if !first.isDisjoint(with: .number), !second.isDisjoint(with: .number),
        first.contains(.decimal) || second.contains(.decimal)
      {
        result.formUnion(.decimal)
      }
      if operation == .add || operation == .subtract {
        if first.contains(.date), second.contains(.duration) { result.formUnion(.date) }
        if operation == .add, first.contains(.duration), second.contains(.date) { result.formUnion(.date) }
        if first.contains(.duration), second.contains(.duration) { result.formUnion(.duration) }
      }
      if operation == .multiply {
        if first.contains(.duration), second.contains(.integer) { result.formUnion(.duration) }
        if first.contains(.integer), second.contains(.duration) { result.formUnion(.duration) }
      }
      return result
    }
  }

  // MARK: Mistakes

  private func mistakes(in clause: Clause) -> [Diagnostic] {
    let variables = variableKinds(of: clause)
    // A variable that can hold nothing: its relations are empty, or joined over different kinds.
    guard variables.allSatisfy({ !$0.isEmpty }) else { return [] }
    var found: [Diagnostic] = []
    func mistake(_ message: String, _ range: SourceRange, _ mend: String?) {
      found.append(
        Diagnostic(.error, .typeMismatch, message, at: range, in: clause.origin.statement.source, mend: mend))
    }
    for literal in clause.body {
      switch literal {
      case .test(let test):
        let arguments = test.arguments.map { kinds(of: $0.expression, variables) }
        for argument in test.arguments { check(argument, variables, mistake) }
        switch test.kind {
        case .comparison(.equal), .comparison(.notEqual): break
        case .comparison(let relation):
          guard arguments[0].isDisjoint(with: arguments[1]), !arguments[0].isEmpty, !arguments[1].isEmpty else { continue }
          let numbers = arguments[0].isSubset(of: .number) && arguments[1].isSubset(of: .number)
          mistake(
            "'\(relation.rawValue)' compares \(arguments[0].phrase) with \(arguments[1].phrase)", test.range,
            numbers ? "make both decimals with to_decimal(…), or write 1.0 for 1" : "both sides must be of one kind")
        case .builtin(let builtin):
          for (index, expected) in builtin.kinds.enumerated()
          where arguments[index].isDisjoint(with: expected) && !arguments[index].isEmpty {
            mistake(
              "'\(builtin.name)' takes \(expected.phrase) here, not \(arguments[index].phrase)",
              test.arguments[index].range, nil)
          }
        }
      case .equation(let left, let right):
        check(left, variables, mistake)
        check(right, variables, mistake)
      case .atom, .absent, .lookup: break
      }
    }
    return found
  }

  private func check(
    _ placed: PlacedExpression, _ variables: [KindSet], _ mistake: (String, SourceRange, String?) -> Void
  ) {
    check(placed.expression, placed.range, variables, mistake)
  }

  private func check(
    _ expression: Expression, _ range: SourceRange, _ variables: [KindSet],
    _ mistake: (String, SourceRange, String?) -> Void
  ) {
    switch expression {
    case .operand: break
    case .negative(let inner): check(inner, range, variables, mistake)
    case .call(let function, let arguments):
      for (index, argument) in arguments.enumerated() {
        check(argument, range, variables, mistake)
        let found = kinds(of: argument, variables)
        if !found.isEmpty, found.isDisjoint(with: function.kinds(of: index)) {
          mistake("'\(function.name)' takes \(function.kinds(of: index).phrase), not \(found.phrase)", range, nil)
        }
      }
    case .arithmetic(let operation, let left, let right):
      check(left, range, variables, mistake)
      check(right, range, variables, mistake)
      let (first, second) = (kinds(of: left, variables), kinds(of: right, variables))
      guard !first.isEmpty, !second.isEmpty, kinds(of: expression, variables).isEmpty else { return }
      let mend: String? =
        first == .date && second == .date
        ? "days_between(D, E) gives the days from D to E"
        : first == .date && second == .integer
          ? "write a duration, such as 30d" : first == .text ? "use concat(…) to join texts" : nil
      mistake("'\(operation.rawValue)' does not take \(first.phrase) and \(second.phrase)", range, mend)
    }
  }
}

extension Array where Element == KindSet {
  /// The element, or everything where there is none.
  fileprivate subscript(at index: Int) -> KindSet { indices.contains(index) ? self[index] : .all }
}
