import Syntax

/// What a literal gives values to, once some variables have values.
private struct ValueSource {
  var gives: Set<String>
  var needs: Set<String> = []
}

extension FlatLiteral {
  /// Whether each of some conjunctions gives all these variables values by itself, so that it can be computed for
  /// all bindings at once. A variable that only an aggregate's result would give counts as not given.
  static func bind(_ names: [String], inEach alternatives: [[FlatLiteral]]) -> Bool {
    alternatives.allSatisfy { literals in
      let sources = literals.flatMap(\.valueSources)
      var bound: Set<String> = []
      var before: Int
      repeat {
        before = bound.count
        for source in sources where source.needs.isSubset(of: bound) { bound.formUnion(source.gives) }
      } while bound.count > before
      return names.allSatisfy(bound.contains)
    }
  }

  /// The ways in which the literal gives values to variables.
  private var valueSources: [ValueSource] {
    switch kind {
    case .atom(let atom):
      guard BuiltinTest(name: atom.relation.text) == nil else { return [] }
      var source = ValueSource(gives: [])
      for term in atom.arguments.map(\.value) + (atom.document.map { [$0] } ?? []) {
        if case .variable(let name) = term.kind {
          source.gives.insert(name)
        } else {
          source.needs.formUnion(term.variableUses.map(\.text))
        }
      }
      return [source]
    case .comparison(let comparison):
      guard comparison.relation == .equal else { return [] }
      return [(comparison.left, comparison.right), (comparison.right, comparison.left)].compactMap {
        side, other in
        guard case .variable(let name) = side.kind, !other.hasAggregate else { return nil }
        let needs = Set(other.variableUses.map(\.text))
        return needs.contains(name) ? nil : ValueSource(gives: [name], needs: needs)
      }
    case .negation: return []
    }
  }
}
