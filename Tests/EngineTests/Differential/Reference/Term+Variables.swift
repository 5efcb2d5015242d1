import Syntax

extension Term {
  var isVariable: Bool {
    if case .variable = kind { true } else { false }
  }

  /// Whether evaluating the term does more than look up a value.
  var isComputed: Bool {
    switch kind {
    case .variable, .literal, .parameter, .anonymous: false
    case .call, .negative, .binary, .aggregate: true
    }
  }

  var variables: Set<String> { Set(variableList) }

  /// The variables outside aggregates.
  var direct: Set<String> {
    switch kind {
    case .variable(let name): [name]
    case .anonymous, .literal, .parameter, .aggregate: []
    case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.direct) }
    case .negative(let term): term.direct
    case .binary(_, let left, let right): left.direct.union(right.direct)
    }
  }

  /// Every occurrence in order of writing, those inside an aggregate included.
  var variableList: [String] {
    switch kind {
    case .variable(let name): [name]
    case .anonymous, .literal, .parameter: []
    case .call(_, let arguments): arguments.flatMap(\.variableList)
    case .negative(let term): term.variableList
    case .binary(_, let left, let right): left.variableList + right.variableList
    case .aggregate(let aggregate): aggregate.variableList
    }
  }
}

extension Aggregate {
  var variableList: [String] {
    (value?.variableList ?? []) + (key?.variableList ?? []) + (body?.variableList ?? [])
  }
}

extension Atom {
  var variableList: [String] {
    arguments.flatMap(\.value.variableList) + (document?.variableList ?? [])
  }

  /// The variables outside aggregates.
  var direct: Set<String> {
    arguments.reduce(into: document?.direct ?? []) { $0.formUnion($1.value.direct) }
  }
}

extension Formula {
  var variableList: [String] {
    switch kind {
    case .atom(let atom): atom.variableList
    case .comparison(let comparison): comparison.left.variableList + comparison.right.variableList
    case .negation(let part), .possibly(let part): part.variableList
    case .conjunction(let parts), .disjunction(let parts): parts.flatMap(\.variableList)
    }
  }

  /// The variables outside aggregates and negated groups.
  var direct: Set<String> {
    switch kind {
    case .atom(let atom): atom.direct
    case .comparison(let comparison): comparison.left.direct.union(comparison.right.direct)
    case .possibly(let part): part.direct
    case .negation(let part):
      switch part.kind {
      case .atom, .comparison: part.direct
      case .negation, .possibly, .conjunction, .disjunction: []
      }
    case .conjunction(let parts), .disjunction(let parts):
      parts.reduce(into: []) { $0.formUnion($1.direct) }
    }
  }
}
