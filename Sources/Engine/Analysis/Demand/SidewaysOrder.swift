/// The order in which the literals of a body are taken so that each may pass its bindings to those after it
/// (*sideways information passing*), and what a demand for the values of some variables rests on.
///
/// Next comes whatever only tests or computes and has its variables; then the atom with the most known arguments,
/// of those the one with the fewest expected rows, of those the first written.
struct SidewaysOrder {
  private let body: [BodyLiteral]
  private let survey: DemandSurvey
  private let guardVariables: Set<Int>
  private var remaining: [Int]
  private var placed: [Int] = []
  private(set) var bound: Set<Int>
  /// The literal that gives a variable its value where that may be passed on; the guard's position is -1.
  private var givers: [Int: Int] = [:]
  /// A literal by which a variable has finitely many values, whatever is asked: what is computed from others
  /// could go on for ever.
  private var anchors: [Int: Int] = [:]
  /// The positions of literals that read what is computed on demand.
  private var onDemand: Set<Int> = []
  /// About how many bindings the literals placed so far have.
  private(set) var expectedBindings = 1.0

  private static let guardPosition = -1

  /// `guardVariables` have values before the body is asked; where `isGuardFinite`, they are those of rows.
  init(_ body: [BodyLiteral], guardVariables: Set<Int>, isGuardFinite: Bool, survey: DemandSurvey) {
    self.body = body
    self.survey = survey
    self.guardVariables = guardVariables
    remaining = Array(body.indices)
    bound = guardVariables
    for variable in guardVariables {
      givers[variable] = SidewaysOrder.guardPosition
      if isGuardFinite { anchors[variable] = SidewaysOrder.guardPosition }
    }
  }

  /// Whether the value of a variable may be part of a demand.
  func passes(_ variable: Int) -> Bool { givers[variable] != nil }

  /// The position of the literal that comes next; nil when all are placed or none can be. What computes a value
  /// that could not be passed on waits for the atoms, which may mend that.
  var next: Int? {
    remaining.first { isReady($0) && !isDeadEnd($0) } ?? bestAtom ?? remaining.first(where: isReady)
  }

  private func isDeadEnd(_ position: Int) -> Bool {
    guard case .equation(let left, let right) = body[position] else { return false }
    let value = target(left, right)?.isEmpty == false ? right : left
    let binds = target(left, right)?.isEmpty == false || target(right, left)?.isEmpty == false
    return binds && !isPassed(value)
  }

  /// Whether what an expression gives may be part of a demand.
  private func isPassed(_ value: PlacedExpression) -> Bool {
    let inputs = value.expression.variables
    // What can fail is not tried for what only might be asked.
    guard inputs.allSatisfy(passes), !value.expression.isFallible else { return false }
    if case .operand = value.expression { return true }
    return inputs.allSatisfy { anchors[$0] != nil }
  }

  private func isReady(_ position: Int) -> Bool {
    switch body[position] {
    case .atom: false
    case .absent(let atom): atom.variables.allSatisfy(bound.contains)
    case .test(let test): test.variables.allSatisfy(bound.contains)
    case .equation(let left, let right): target(left, right) != nil || target(right, left) != nil
    case .lookup(let lookup): Operand.variables(of: lookup.group).allSatisfy(bound.contains)
    case .subquery(let subquery): subquery.parameters.allSatisfy(bound.contains)
    }
  }

  /// The variables that one side of an equation gives values to, where the other has its values.
  private func target(_ side: PlacedExpression, _ other: PlacedExpression) -> [Int]? {
    guard other.expression.variables.allSatisfy(bound.contains) else { return nil }
    if case .operand(.variable(let variable)) = side.expression {
      return bound.contains(variable) ? [] : [variable]
    }
    return side.expression.variables.allSatisfy(bound.contains) ? [] : nil
  }

  private var bestAtom: Int? {
    var best: (position: Int, known: Int, rows: Double)?
    for position in remaining {
      guard case .atom(let atom) = body[position] else { continue }
      let known = atom.operands.count {
        switch $0 {
        case .constant: true
        case .variable(let variable): bound.contains(variable)
        case .anonymous: false
        }
      }
      let rows = survey.expectedRows(atom, bound: bound)
      if let best, (best.known, -best.rows) >= (known, -rows) { continue }
      best = (position, known, rows)
    }
    return best?.position
  }

  // MARK: Placing

  /// Places a literal, which reads what is computed on demand or rows that are there.
  mutating func place(_ position: Int, isOnDemand: Bool) {
    remaining.removeAll { $0 == position }
    placed.append(position)
    if isOnDemand { onDemand.insert(position) }
    switch body[position] {
    case .atom(let atom):
      if !isOnDemand { expectedBindings *= survey.expectedRows(atom, bound: bound) }
      for variable in atom.variables {
        if givers[variable] == nil { givers[variable] = position }
        if anchors[variable] == nil { anchors[variable] = position }
      }
      bound.formUnion(atom.variables)
    case .equation(let left, let right):
      if let variable = target(left, right)?.first {
        assign(variable, right, at: position)
      } else if let variable = target(right, left)?.first {
        assign(variable, left, at: position)
      }
    case .lookup(let lookup): bound.insert(lookup.result)
    case .subquery(let subquery): if let result = subquery.result { bound.insert(result) }
    case .absent, .test: break
    }
  }

  private mutating func assign(_ variable: Int, _ value: PlacedExpression, at position: Int) {
    bound.insert(variable)
    guard isPassed(value) else { return }
    givers[variable] = position
    if value.expression.variables.allSatisfy({ anchors[$0] != nil }) { anchors[variable] = position }
  }

  // MARK: Demands

  /// The literals placed so far on which a demand for variables' values rests, in the order written, and
  /// whether it rests on the guard.
  func premises(for variables: [Int]) -> (positions: [Int], needsGuard: Bool) {
    var included: Set<Int> = []
    var seen: Set<Int> = []
    var waiting = variables
    var givers: [Int] = []
    while true {
      while let position = givers.popLast() {
        guard position != SidewaysOrder.guardPosition, included.insert(position).inserted else { continue }
        waiting += body[position].variables
        if case .equation = body[position] {
          givers += body[position].variables.compactMap { anchors[$0] }.filter { $0 != position }
        }
      }
      guard let variable = waiting.popLast() else { break }
      if seen.insert(variable).inserted, let giver = self.givers[variable] { givers.append(giver) }
    }
    let needsGuard = !seen.isDisjoint(with: guardVariables)
    if needsGuard { seen.formUnion(guardVariables) }
    for position in placed where !included.contains(position) && isFilter(position, over: seen) {
      included.insert(position)
    }
    return (included.sorted(), needsGuard)
  }

  /// Whether a literal narrows a demand over some variables at little cost.
  private func isFilter(_ position: Int, over variables: Set<Int>) -> Bool {
    let literal = body[position]
    guard !onDemand.contains(position), !literal.isFallible, !literal.variables.isEmpty,
      literal.variables.allSatisfy(variables.contains)
    else { return false }
    switch literal {
    case .atom, .absent, .test, .equation: return true
    case .lookup, .subquery: return false
    }
  }
}

extension Operand {
  static func variables(of operands: [Operand]) -> [Int] {
    operands.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }
}
