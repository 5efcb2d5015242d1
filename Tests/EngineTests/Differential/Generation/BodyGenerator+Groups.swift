import Syntax

extension BodyGenerator {
  /// `not p(X, _)`: of bound variables, constants and `_` only.
  mutating func negatedAtom() -> Formula {
    guard let relation = random.pick(lower) else { return comparison() }
    var terms: [Term] = []
    for type in relation.types {
      terms.append(random.chance(25) ? .anonymous : known(type, constant: 20))
    }
    return .not(.atom(Atom(relation.name, terms)))
  }

  /// `not (p(X, Y), q(Y))`: with variables of its own.
  mutating func negatedGroup() -> Formula {
    let inner = nested { inner in
      inner.addAtoms(fromLower: inner.random.int(1...2))
      inner.parts.append(inner.random.chance(30) ? inner.negatedAtom() : inner.comparison())
    }
    return .not(.all(inner))
  }

  private mutating func addAtoms(fromLower count: Int) {
    for _ in 0..<count {
      if let relation = random.pick(lower) { add(atomOf: relation) }
    }
  }

  /// Alternatives that all bind one new variable, or none.
  mutating func addDisjunction() {
    let count = random.int(2...3)
    guard random.chance(60), let type = random.pick(bound.map(\.type) + [.integer, .text]) else {
      parts.append(.any((0..<count).map { _ in alternative() }))
      return
    }
    let before = bound
    let target = newVariable(of: type)
    bound = before
    parts.append(.any((0..<count).map { _ in alternative(binding: target, type) }))
    bound.append((target, type))
  }

  private mutating func alternative() -> Formula {
    switch random.int(1...4) {
    case 1 where !lower.isEmpty: negatedAtom()
    case 2 where !lower.isEmpty: containedAtom()
    default: comparison()
    }
  }

  /// An atom that binds nothing which is needed elsewhere.
  private mutating func containedAtom() -> Formula {
    guard let relation = random.pick(lower) else { return comparison() }
    var terms: [Term] = []
    for type in relation.types {
      terms.append(random.chance(50) ? .anonymous : known(type, constant: 20))
    }
    return .atom(Atom(relation.name, terms))
  }

  /// Binds the variable by an atom with a column of its kind, or by an equation.
  private mutating func alternative(binding target: String, _ type: ColumnType) -> Formula {
    let candidates = lower.filter { $0.types.contains(type) }
    guard random.chance(60), let relation = random.pick(candidates),
      let column = random.pick(relation.types.indices.filter { relation.types[$0] == type })
    else { return .compare(.variable(target), .equal, known(type, constant: 60)) }
    let inner = nested { inner in
      let terms = relation.types.enumerated().map { index, columnType in
        if index == column { return Term.variable(target) }
        if inner.permission.hasLocals {
          return inner.argument(of: columnType, known: 40, constant: 10, anonymous: 40)
        }
        return inner.random.chance(50) ? .anonymous : inner.known(columnType)
      }
      inner.parts.append(.atom(Atom(relation.name, terms)))
      if inner.random.chance(30) {
        inner.bound.append((target, type))
        inner.parts.append(inner.comparison())
      }
    }
    return .all(inner)
  }

  /// `N = count { p(X, _) }` and its kin, grouped by the bound variables in the braces.
  mutating func addAggregate() {
    let outside = bound.count
    var function = random.pick(AggregateFunction.allCases) ?? .count
    var value: (name: String, type: ColumnType)?
    var key: String?
    let inner = nested { inner in
      inner.addAtoms(fromLower: inner.random.int(1...2))
      if inner.random.chance(30) { inner.parts.append(inner.comparison()) }
      if inner.random.chance(15) { inner.parts.append(inner.negatedAtom()) }
      let own = Array(inner.bound.dropFirst(outside))
      // The sum of no decimals would be the integer 0.
      value = inner.random.pick(
        own.filter { function.takes($0.type) && !(function == .sum && $0.type == .decimal) })
      key = inner.random.chance(70) ? inner.random.pick(own)?.name : nil
    }
    if function != .count, value == nil { function = .count }
    if function == .count, !random.chance(30) { value = nil }
    let type = function.result(of: value?.type ?? .integer)
    let hasKey = function == .first || function == .last || function == .list
    let aggregate = Term.aggregate(
      function, value.map { .variable($0.name) }, by: hasKey ? key.map { .variable($0) } : nil, .all(inner))
    if random.chance(15), type == .integer {
      parts.append(.compare(aggregate, random.pick([.greater, .less, .equal]) ?? .greater, .integer(1)))
      return
    }
    parts.append(.compare(.variable(newVariable(of: type)), .equal, aggregate))
  }
}

extension AggregateFunction {
  func takes(_ type: ColumnType) -> Bool {
    switch self {
    case .sum, .avg: type == .integer || type == .decimal
    case .list: type == .integer || type == .text
    case .count, .min, .max, .first, .last: true
    }
  }

  func result(of type: ColumnType) -> ColumnType {
    switch self {
    case .count: .integer
    case .avg: .decimal
    case .list: .text
    case .sum, .min, .max, .first, .last: type
    }
  }
}
