import Syntax

/// Writes a derivation that was found as an ``Explanation``.
struct ExplanationBuilder {
  let search: DerivationSearch
  let citations: CitationFinder
  let choice: DerivationChoice
  let words: LiteralWords
  /// The part that each node is, and the nodes whose parts are still to be written.
  private var numbers: [Int: Int] = [:]
  private var nodes: [Int] = []

  static func explanation(of root: Int, in search: DerivationSearch) throws(EngineError) -> Explanation {
    var builder = try ExplanationBuilder([root], search)
    return try builder.build(root)
  }

  /// With the choices for rows and all that they rest on.
  init(_ roots: [Int], _ search: DerivationSearch) throws(EngineError) {
    self.search = search
    citations = CitationFinder(search.evaluator.catalog)
    choice = try DerivationChoice(roots, in: search, citations)
    words = LiteralWords(search.evaluator)
  }

  private mutating func build(_ root: Int) throws(EngineError) -> Explanation {
    _ = number(of: root)
    return Explanation(parts: try parts([]), alternatives: nil)
  }

  /// All parts that have a number, and those that they use, after some that are written.
  mutating func parts(_ first: [Derivation]) throws(EngineError) -> [Derivation] {
    var parts = first
    while parts.count < nodes.count { parts.append(try derivation(nodes[parts.count])) }
    return parts
  }

  func source(_ node: Int) -> RowSource { search.sources[search.nodes[node].source] }

  /// The number of the part that a row is; what is only a copy of another row is that row.
  mutating func number(of node: Int) -> Int {
    var node = node
    while let way = choice.ways[node], let only = search.ways[way].premises.first, search.isCopy(way) {
      node = only
    }
    if let known = numbers[node] { return known }
    numbers[node] = nodes.count
    nodes.append(node)
    return nodes.count - 1
  }

  mutating func derivation(_ node: Int) throws(EngineError) -> Derivation {
    let row = search.nodes[node]
    let source = source(node)
    if row.isStated {
      return Derivation(fact: citations.fact(row, source), height: 0, reason: .stated)
    }
    guard let number = choice.ways[node] else {
      throw .bug("a row of '\(source.predicate.name)' has no derivation")
    }
    return try derivation(by: number, height: row.height ?? 0)
  }

  /// What a way derives, and how.
  mutating func derivation(by number: Int, height: Int) throws(EngineError) -> Derivation {
    let way = search.ways[number]
    let source = source(way.head)
    guard let place = way.clause else { throw .bug("a row of '\(source.predicate.name)' has no rule") }
    let clause = try search.goal(source, place).clause
    let origin = clause.origin
    var premises = try premises(of: clause, way.values)
    if let best = try best(way, source) { premises.append(best) }
    return Derivation(
      fact: fact(search.nodes[way.head].values, source), height: height,
      reason: .derived(
        RuleUse(
          rule: origin.id == 0 ? nil : origin.id, statement: origin.statement,
          bindings: bindings(clause, way.values), premises: premises)))
  }

  private func fact(_ row: [Handle], _ source: RowSource) -> FactDescription? {
    guard case .relation(let name, .only(let modality), _) = source.predicate else { return nil }
    return FactDescription(
      relation: name, modality: modality, values: row.map(words.value(of:)), citations: [])
  }

  private func bindings(_ clause: Clause, _ values: [Handle]) -> [RuleUse.Binding] {
    zip(clause.variableNames, values).compactMap { name, value in
      guard let name, value != .none else { return nil }
      return RuleUse.Binding(name: name, value: words.value(of: value))
    }
  }

  /// What the body of the chosen clause says.
  private mutating func premises(of node: Int) throws(EngineError) -> [Premise] {
    guard let number = choice.ways[node] else { return [] }
    let way = search.ways[number]
    guard let place = way.clause else { return [] }
    let clause = try search.goal(source(node), place).clause
    return try premises(of: clause, way.values)
  }

  private mutating func premises(of clause: Clause, _ values: [Handle]) throws(EngineError) -> [Premise] {
    var premises: [Premise] = []
    for literal in clause.body {
      if let premise = try premise(literal, clause, values) { premises.append(premise) }
    }
    return premises
  }

  private mutating func premise(
    _ literal: BodyLiteral, _ clause: Clause, _ values: [Handle]
  ) throws(EngineError) -> Premise? {
    let written = words.written(literal.range, in: clause)
    switch literal {
    case .atom(let atom):
      let row = atom.operands.values(values)
      if case .aggregate(let spec) = try definition(of: atom.predicate).form {
        let use = try aggregate(spec, atom.predicate, row)
        return Premise(written: written, ground: .aggregate(use))
      }
      return Premise(
        written: written, ground: .row(number(of: try search.node(atom.predicate, row))))
    case .lookup(let lookup):
      guard case .aggregate(let spec) = try definition(of: lookup.predicate).form else { return nil }
      let row = lookup.atom.operands.values(values)
      let use = try aggregate(spec, lookup.predicate, row)
      return Premise(written: written, ground: .aggregate(use))
    case .subquery(let subquery):
      guard case .aggregate(let spec, let result, _) = subquery.use,
        let solutions = try search.solutions(of: subquery, values)
      else {
        return Premise(
          written: written,
          ground: .absence(
            of: words.text(of: subquery.range, clause, values),
            checked: try words.checked(subquery.clauses.flatMap(\.dependencies).map(\.predicate))))
      }
      var inputs: [[Premise]] = []
      for solution in solutions.chosen { inputs.append(try premises(of: solution.clause, solution.values)) }
      return Premise(
        written: written,
        ground: .aggregate(
          AggregateUse(
            functions: spec.outputs.map(\.function.rawValue), results: [words.value(of: values[result])],
            group: subquery.parameters.map { words.value(of: values[$0]) }, count: solutions.count,
            inputs: inputs)))
    case .absent(let atom):
      return Premise(
        written: written,
        ground: .absence(
          of: words.absent(atom, clause, values), checked: try words.checked([atom.predicate])))
    case .test(let test):
      return Premise(written: written, ground: .test(try words.text(of: test, values)))
    case .equation(let left, let right):
      return words.text(of: left, right, clause, values).map { Premise(written: written, ground: .test($0)) }
    }
  }

  private func definition(of predicate: Predicate) throws(EngineError) -> Definition {
    try search.evaluator.program.definition(of: predicate)
  }

  private mutating func aggregate(
    _ spec: AggregateSpec, _ predicate: Predicate, _ row: [Handle]
  ) throws(EngineError) -> AggregateUse {
    let node = try search.node(predicate, row)
    let group = try search.group(of: source(node), spec, row)
    var use: (group: [Value], results: [Value]) = ([], [])
    for (column, slot) in spec.slots.enumerated() {
      switch slot {
      case .group: use.group.append(words.value(of: row[column]))
      case .output: use.results.append(words.value(of: row[column]))
      }
    }
    var inputs: [[Premise]] = []
    for chosen in group.chosen {
      let input = try search.node(spec.input, chosen)
      if case .auxiliary = source(input).predicate {
        inputs.append(try premises(of: input))
      } else {
        let number = number(of: input)
        inputs.append([Premise(written: "", ground: .row(number))])
      }
    }
    return AggregateUse(
      functions: spec.outputs.map(\.function.rawValue), results: use.results, group: use.group,
      count: group.count, inputs: inputs)
  }
}
