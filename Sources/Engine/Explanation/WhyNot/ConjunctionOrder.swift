/// The order in which the literals of a body are taken one after the other: that in which they are written, but what
/// only tests or computes waits until its variables have values, and what can fail for those before it.
struct ConjunctionOrder {
  private let body: [BodyLiteral]
  private var bound: Set<Int>
  /// The variables that get the results of aggregates, which no equation may give them.
  private let results: Set<Int>
  private var waiting: [Int] = []
  private var order: [Int] = []

  /// The positions of the literals, where some variables have values from the start.
  static func positions(of body: [BodyLiteral], given: Set<Int>) -> [Int] {
    var ordering = ConjunctionOrder(body, given)
    for position in body.indices {
      ordering.waiting.append(position)
      ordering.placeReady()
    }
    // What waits for a literal that waits for it needs no more heed.
    while let next = ordering.waiting.first(where: { ordering.isReady($0) }) ?? ordering.waiting.first {
      ordering.place(next)
    }
    return ordering.order
  }

  private init(_ body: [BodyLiteral], _ given: Set<Int>) {
    self.body = body
    bound = given
    var results: Set<Int> = []
    for literal in body {
      if case .lookup(let lookup) = literal { results.insert(lookup.result) }
      if case .subquery(let subquery) = literal, let result = subquery.result { results.insert(result) }
    }
    self.results = results
  }

  private mutating func placeReady() {
    while let next = waiting.first(where: { isReady($0) && (!body[$0].isFallible || $0 == waiting.first) }) {
      place(next)
    }
  }

  private mutating func place(_ position: Int) {
    waiting.removeAll { $0 == position }
    order.append(position)
    switch body[position] {
    case .atom, .equation, .lookup, .subquery: bound.formUnion(body[position].variables)
    case .absent, .test: break
    }
  }

  private func isReady(_ position: Int) -> Bool {
    switch body[position] {
    case .atom: true
    case .absent(let atom): atom.variables.allSatisfy(bound.contains)
    case .test(let test): test.variables.allSatisfy(bound.contains)
    case .equation(let left, let right): isKnown(left, right) || isKnown(right, left)
    case .lookup(let lookup): Operand.variables(of: lookup.group).allSatisfy(bound.contains)
    case .subquery(let subquery): subquery.parameters.allSatisfy(bound.contains)
    }
  }

  /// Whether one side of an equation is known, and the other is known too or a variable to bind.
  private func isKnown(_ known: PlacedExpression, _ other: PlacedExpression) -> Bool {
    guard known.expression.variables.allSatisfy(bound.contains) else { return false }
    if case .operand(.variable(let variable)) = other.expression, !results.contains(variable) { return true }
    return other.expression.variables.allSatisfy(bound.contains)
  }
}
