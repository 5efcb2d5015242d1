import Syntax

extension RuleCompiler {
  /// An aggregate in a body: its groups become a relation that the clause looks up.
  mutating func lookup(
    _ aggregate: Aggregate, _ range: SourceRange, in scope: inout ClauseScope
  ) throws(EngineError) -> Expression {
    guard let body = aggregate.body else {
      throw fail(
        .misplacedAggregate, "'\(aggregate.function.rawValue)(…)' must be an argument of the head by itself",
        range,
        mend: "in a body write '\(aggregate.function.rawValue) V { … }'")
    }
    let alternatives = try body.alternatives(in: scope.view, of: source)
    let used = unique(
      body.variableUses.map(\.text) + (aggregate.value?.variableUses.map(\.text) ?? [])
        + (aggregate.key?.variableUses.map(\.text) ?? []))
    let group = used.filter { scope.isVisible($0) }
    let operands = group.map { Operand.variable(scope.number(of: $0)) }
    let valueOfNothing: Handle? =
      switch aggregate.function {
      case .count, .sum: catalog.values.handle(of: Int64(0))
      case .min, .max, .avg, .list, .first, .last: nil
      }
    guard FlatLiteral.bind(group, inEach: alternatives) else {
      var input = try input(of: [aggregate], ranges: [range], groupTerms: [], alternatives, parameters: group)
      input.spec.slots = [.output(0)]
      let result = scope.fresh()
      scope.body.append(
        .subquery(
          Subquery(
            parameters: group.map { scope.number(of: $0) }, clauses: input.clauses,
            use: .aggregate(input.spec, result: result, valueOfNothing: valueOfNothing), range: range)))
      return .operand(.variable(result))
    }
    let predicate = auxiliary()
    var spec = try aggregation(
      [aggregate], ranges: [range], groupTerms: group.map { Term(.variable($0), range) }, alternatives)
    spec.slots = group.indices.map { .group($0) } + [.output(0)]
    auxiliaries[predicate] = Definition(arity: spec.slots.count, form: .aggregate(spec), origin: origin)
    let result = scope.fresh()
    if let valueOfNothing {
      scope.body.append(
        .lookup(
          GroupLookup(
            predicate: predicate, group: operands, result: result, valueOfNothing: valueOfNothing,
            range: range)))
    } else {
      scope.body.append(
        .atom(AtomLiteral(predicate: predicate, operands: operands + [.variable(result)], range: range)))
    }
    return .operand(.variable(result))
  }

  /// A head with aggregates: the groups become a relation that one clause copies.
  mutating func aggregate(
    head: Predicate, terms: [Term], _ alternatives: [[FlatLiteral]]
  ) throws(EngineError) -> Clause {
    var aggregates: [Aggregate] = []
    var ranges: [SourceRange] = []
    var slots: [AggregateSpec.Slot] = []
    var groupTerms: [Term] = []
    for term in terms {
      if case .aggregate(let aggregate) = term.kind {
        slots.append(.output(aggregates.count))
        aggregates.append(aggregate)
        ranges.append(term.range)
      } else {
        slots.append(.group(groupTerms.count))
        groupTerms.append(term)
      }
    }
    var spec = try aggregation(aggregates, ranges: ranges, groupTerms: groupTerms, alternatives)
    spec.slots = slots
    let predicate = auxiliary()
    auxiliaries[predicate] = Definition(arity: terms.count, form: .aggregate(spec), origin: origin)
    let operands = terms.indices.map { Operand.variable($0) }
    return Clause(
      predicate: head, head: operands,
      body: [.atom(AtomLiteral(predicate: predicate, operands: operands, range: origin.statement.range))],
      variableNames: Array(repeating: nil, count: terms.count), origin: origin)
  }

  /// Aggregates over an input that is a predicate of its own, or the relation itself where it only copies one.
  private mutating func aggregation(
    _ aggregates: [Aggregate], ranges: [SourceRange], groupTerms: [Term], _ alternatives: [[FlatLiteral]]
  ) throws(EngineError) -> AggregateSpec {
    var (spec, clauses) = try input(
      of: aggregates, ranges: ranges, groupTerms: groupTerms, alternatives, parameters: [])
    if let direct = spec.reading(clauses) { return direct }
    let isStreamed = spec.canStream(clauses)
    spec.noteDistinctValues(of: clauses, isStreamed: isStreamed)
    auxiliaries[spec.input] = Definition(
      arity: clauses.first?.head.count ?? 0, form: .union, clauses: clauses, origin: origin,
      isStreamed: isStreamed)
    return spec
  }

  /// The input of aggregates: one row a distinct solution of the body, with the columns that are wanted.
  private mutating func input(
    of aggregates: [Aggregate], ranges: [SourceRange], groupTerms: [Term], _ alternatives: [[FlatLiteral]],
    parameters: [String]
  ) throws(EngineError) -> (spec: AggregateSpec, clauses: [Clause]) {
    var columns: [ColumnSource] = groupTerms.map { .term($0) }
    var outputs: [AggregateSpec.Output] = []
    for (aggregate, range) in zip(aggregates, ranges) {
      if aggregate.key != nil, ![.first, .last, .list].contains(aggregate.function) {
        throw fail(
          .misplacedAggregate, "'\(aggregate.function.rawValue)' has no order", range,
          mend: "'by' goes with first, last and list")
      }
      var output = AggregateSpec.Output(function: aggregate.function, value: nil, key: nil, range: range)
      if let value = aggregate.value {
        output.value = columns.count
        columns.append(.term(value))
      } else if aggregate.function != .count {
        throw fail(
          .misplacedAggregate, "'\(aggregate.function.rawValue)' needs a value", range,
          mend: "write '\(aggregate.function.rawValue) V { … }'")
      }
      if let key = aggregate.key {
        output.key = columns.count
        columns.append(.term(key))
      }
      outputs.append(output)
    }
    // Sums and counts of solutions depend on how many solutions there are: all variables tell them apart.
    let countsSolutions = aggregates.contains {
      $0.function == .sum || $0.function == .avg || $0.value == nil
    }
    if countsSolutions {
      let names = unique(alternatives.joined().flatMap(\.variableNames))
      columns += names.map { .named($0) }
      var most = 0
      for literals in alternatives { most = max(most, try anonymousCount(of: literals)) }
      columns += (0..<most).map { .anonymous($0) }
    }
    let predicate = auxiliary()
    let clauses = try clauses(
      predicate, columns: columns, alternatives: alternatives, parameters: parameters)
    let spec = AggregateSpec(
      input: predicate, group: Array(groupTerms.indices), outputs: outputs, slots: [])
    return (spec, clauses)
  }
}
