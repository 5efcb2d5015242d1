extension Term {
  /// The constant that it is, where it is one.
  package var literal: Literal? {
    if case .literal(let literal) = kind { literal } else { nil }
  }

  /// The first part, itself included, whose kind fits, in the order written; bodies of aggregates are left out.
  package func first(where fits: (Kind) -> Bool) -> Term? {
    if fits(kind) { return self }
    switch kind {
    case .variable, .anonymous, .literal, .parameter: return nil
    case .call(_, let arguments):
      for argument in arguments {
        if let part = argument.first(where: fits) { return part }
      }
      return nil
    case .negative(let inner): return inner.first(where: fits)
    case .binary(_, let left, let right): return left.first(where: fits) ?? right.first(where: fits)
    case .aggregate(let aggregate):
      return aggregate.value?.first(where: fits) ?? aggregate.key?.first(where: fits)
    }
  }
}

extension Term.Kind {
  /// A variable, be it anonymous.
  package var isVariable: Bool {
    switch self {
    case .variable, .anonymous: true
    case .literal, .parameter, .call, .negative, .binary, .aggregate: false
    }
  }
}
