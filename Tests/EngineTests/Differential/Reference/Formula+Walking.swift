import Syntax

extension Formula {
  /// The relations that occur anywhere in the formula; tests are not among them.
  var relations: Set<String> {
    Set(atoms.map(\.relation.text)).subtracting(ReferenceTests.names)
  }

  /// All atoms and tests, those in aggregates included.
  var atoms: [Atom] {
    switch kind {
    case .atom(let atom): [atom] + atom.arguments.flatMap(\.value.aggregates).flatMap { $0.body?.atoms ?? [] }
    case .comparison(let comparison):
      (comparison.left.aggregates + comparison.right.aggregates).flatMap { $0.body?.atoms ?? [] }
    case .negation(let part), .possibly(let part): part.atoms
    case .conjunction(let parts), .disjunction(let parts): parts.flatMap(\.atoms)
    }
  }

  /// What must be computed before the formula can be solved.
  var nodes: Set<ReferenceNode> {
    atoms.filter { !ReferenceTests.names.contains($0.relation.text) }.reduce(into: []) {
      $0.formUnion(ReferenceSource($1).nodes)
    }
  }
}

extension Term {
  /// The aggregates in the term that are not in another one.
  var aggregates: [Aggregate] {
    switch kind {
    case .aggregate(let aggregate): [aggregate]
    case .variable, .anonymous, .literal, .parameter: []
    case .call(_, let arguments): arguments.flatMap(\.aggregates)
    case .negative(let part): part.aggregates
    case .binary(_, let left, let right): left.aggregates + right.aggregates
    }
  }
}

extension ReferenceCatalog {
  /// Records the use of every relation in a body.
  mutating func use(_ formula: Formula) throws {
    for atom in formula.atoms where !Self.isReserved(atom.relation.text) {
      try use(atom.relation.text, positional(atom).count)
    }
  }
}
