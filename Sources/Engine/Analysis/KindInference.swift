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
    for stratum in strata where stratum.predicates.contains(where: { program.analysedKinds(of: $0) == nil }) {
      try inference.infer(stratum)
      for predicate in stratum.predicates {
        for clause in try program.definition(of: predicate).clauses {
          diagnostics += inference.mistakes(in: clause)
        }
      }
    }
    let found = unique(diagnostics)
    if !found.isEmpty { throw .invalid(found) }
    program.noteAnalysed(inference.kinds)
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
          guard let variables = variableKinds(of: clause) else { continue }
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
      guard let schema = catalog.schema(of: name) else { return [] }
      for column in 0..<definition.arity - 1 { result[column] = schema.kinds(of: column) }
      result[definition.arity - 1] = .text
    case .evidence: for column in result.indices { result[column] = Schema.evidence.kinds(of: column) }
    case .relation, .auxiliary, .base, .demanded: break
    }
    for key in definition.facts {
      let schema = catalog.schema(of: key.relation)
      let store = catalog.facts[key]
      for column in result.indices {
        if let schema, column < schema.arity, schema.columns[column].type != .any {
          result[column].formUnion(schema.kinds(of: column))
        } else if let store, store.kinds.count == definition.arity {
          result[column].formUnion(store.kinds[column])
        }
      }
    }
    if case .aggregate(let spec) = definition.form {
      let input = columnKinds(of: spec.input) ?? []
      for (column, slot) in spec.slots.enumerated() where column < result.count {
        switch slot {
        case .group(let index): result[column] = input[at: spec.group[index]]
        case .output(let index):
          let output = spec.outputs[index]
          result[column] = output.resultKinds(of: output.value.map { input[at: $0] } ?? .all)
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

  /// What each variable of a clause can hold, everything where nothing limits it; nil for a clause without
  /// rows: a relation that it reads is empty, or it joins columns of different kinds.
  private func variableKinds(of clause: Clause) -> [KindSet]? {
    var variables = [KindSet](repeating: .all, count: clause.variableCount)
    for case .atom(let atom) in clause.body {
      guard let columns = columnKinds(of: atom.predicate) else { continue }
      for (column, operand) in atom.operands.enumerated() {
        if case .variable(let variable) = operand, column < columns.count {
          variables[variable].formIntersection(columns[column])
        }
      }
    }
    guard variables.allSatisfy({ !$0.isEmpty }) else { return nil }
    // An equation may say something of a variable that one before it uses.
    var before: [KindSet]
    repeat {
      before = variables
      for literal in clause.body { narrow(&variables, by: literal) }
    } while variables != before
    return variables
  }

  private func narrow(_ variables: inout [KindSet], by literal: BodyLiteral) {
    switch literal {
    case .equation(let left, let right):
      if case .operand(.variable(let variable)) = left.expression {
        variables[variable].formIntersection(kinds(of: right.expression, variables))
      }
      if case .operand(.variable(let variable)) = right.expression {
        variables[variable].formIntersection(kinds(of: left.expression, variables))
      }
    case .lookup(let lookup):
      let results = columnKinds(of: lookup.predicate)?.last ?? .all
      variables[lookup.result].formIntersection(results.union(KindSet(lookup.valueOfNothing.kind)))
    case .subquery(let subquery):
      guard case .aggregate(let spec, let result, let valueOfNothing) = subquery.use else { break }
      // The value's kinds are those of a column of clauses that are looked at one by one, so all are allowed.
      var results = spec.outputs.reduce(into: KindSet()) { $0.formUnion($1.resultKinds(of: .all)) }
      if let valueOfNothing { results.formUnion(KindSet(valueOfNothing.kind)) }
      variables[result].formIntersection(results)
    case .atom, .absent, .test: break
    }
  }

  private func columnKinds(of predicate: Predicate) -> [KindSet]? {
    kinds[predicate] ?? program.analysedKinds(of: predicate)
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
    guard let variables = variableKinds(of: clause) else { return [] }
    var found: [Diagnostic] = []
    func mistake(_ message: String, _ range: SourceRange, _ mend: String?) {
      found.append(
        Diagnostic(.error, .typeMismatch, message, at: range, in: clause.origin.statement.source, mend: mend))
    }
    found += unfitColumns(of: clause, variables)
    for literal in clause.body {
      switch literal {
      case .test(let test):
        let arguments = test.arguments.map { kinds(of: $0.expression, variables) }
        for argument in test.arguments { check(argument, variables, mistake) }
        switch test.kind {
        case .comparison(.equal), .comparison(.notEqual): break
        case .comparison(let relation):
          guard arguments[0].isDisjoint(with: arguments[1]), !arguments[0].isEmpty, !arguments[1].isEmpty
          else { continue }
          mistake(
            "'\(relation.rawValue)' compares \(arguments[0].phrase) with \(arguments[1].phrase)", test.range,
            Calculator.mendOfComparison(arguments[0], arguments[1]))
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
      case .subquery(let subquery): found += subquery.clauses.flatMap(mistakes(in:))
      case .atom, .absent, .lookup: break
      }
    }
    return found
  }

  /// A mistake for each declared column for which the rule can only give values of other kinds.
  private func unfitColumns(of clause: Clause, _ variables: [KindSet]) -> [Diagnostic] {
    guard case .relation(let name, _, _) = clause.predicate, let schema = catalog.schema(of: name),
      schema.isDeclared,
      case .rule(let rule) = clause.origin.statement.kind, rule.head.relation.text == name
    else { return [] }
    let source = clause.origin.statement.source
    let terms = (try? catalog.arrange(rule.head, in: source, isComplete: true)) ?? []
    return zip(clause.head, terms).enumerated().compactMap { column, head in
      let given = kindsOf(head.0, variables)
      guard column < schema.arity, !given.isEmpty, given.isDisjoint(with: schema.kinds(of: column)) else {
        return nil
      }
      return Diagnostic(
        .error, .typeMismatch,
        "column '\(schema.name(of: column))' of '\(name)' holds \(schema.kinds(of: column).phrase), not \(given.phrase)",
        at: head.1?.range ?? rule.head.range, in: source)
    }
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
          mistake(
            "'\(function.name)' takes \(function.kinds(of: index).phrase), not \(found.phrase)", range, nil)
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

extension AggregateSpec.Output {
  /// The kinds of the result, for values of some kinds.
  fileprivate func resultKinds(of values: KindSet) -> KindSet {
    switch function {
    case .count: .integer
    case .sum: values.intersection([.integer, .decimal, .duration])
    case .avg: .decimal
    case .list: .text
    case .min, .max, .first, .last: values
    }
  }
}

extension Array where Element == KindSet {
  /// The element, or everything where there is none.
  fileprivate subscript(at index: Int) -> KindSet { indices.contains(index) ? self[index] : .all }
}
