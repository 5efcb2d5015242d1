import Syntax

extension ProgramGenerator {
  var lower: [RelationShape] { base + derived }

  /// One or two derived relations that may read each other.
  mutating func addComponent() {
    switch random.int(1...11) {
    case 1...2: addAggregated()
    case 3...4: addBest()
    case 5...6: addPaths()
    case 7: addCycle()
    default: addPlain(random.chance(25) ? 2 : 1)
    }
  }

  mutating func body(_ permission: BodyGenerator.Permission = .init()) -> BodyGenerator {
    var permission = permission
    permission.mayFail = mayFail
    return BodyGenerator(random, pools, lower: lower, permission)
  }

  private mutating func grow(_ body: inout BodyGenerator, atoms: ClosedRange<Int>) {
    for _ in 0..<body.random.int(isLarge ? 1...2 : atoms) {
      if let relation = body.random.pick(lower) { body.add(atomOf: relation) }
    }
    body.add(extras: body.random.int(0...2))
  }

  /// Adds the rule, with what the body has used of the random numbers.
  private mutating func add(
    _ body: inout BodyGenerator, _ relation: String, _ terms: [Term], _ modality: Modality = .actual
  ) {
    rules.append(.rule(Atom(relation, terms, modality: .only(modality)), body.formula()))
    random = body.random
  }

  private mutating func addPlain(_ count: Int) {
    let first = derived.count
    let isRecursive = count > 1 || random.chance(50)
    var component: [RelationShape] = []
    for index in 0..<count {
      var body = body()
      grow(&body, atoms: 1...3)
      let columns = Array(
        body.bound.shuffled(using: &body.random).prefix(
          body.random.int(body.random.chance(5) ? 0...0 : 1...3)))
      var shape = RelationShape(name: "d\(first + index)", types: columns.map(\.type))
      shape.hasModalities = random.chance(10)
      let terms = columns.map { column in
        column.type == .integer && body.random.chance(8)
          ? Term.binary(.variable(column.name), .add, .integer(1)) : .variable(column.name)
      }
      add(&body, shape.name, terms)
      component.append(shape)
    }
    for shape in component {
      for _ in 0..<random.int(isRecursive ? 1...2 : 0...1) { addRule(shape, isRecursive ? component : []) }
    }
    for shape in component { add(derived: shape) }
  }

  /// A further rule of a relation, most often through its own component where there is one.
  private mutating func addRule(_ shape: RelationShape, _ component: [RelationShape]) {
    let isRecursive = !component.isEmpty && random.chance(85)
    if isRecursive, random.chance(40), addClosure(shape) { return }
    var body = body(.init(isRecursive: isRecursive))
    if isRecursive {
      for _ in 0..<body.random.int(1...(isLarge ? 1 : 2)) {
        if let relation = body.random.pick(component) { body.add(atomOf: relation) }
      }
    }
    grow(&body, atoms: isRecursive ? 0...2 : 1...3)
    let modality = shape.hasModalities && body.random.chance(50) ? Modality.planned : .actual
    add(&body, shape.name, shape.types.map { body.known($0, constant: 10) }, modality)
  }

  /// `r(X, Z) :- r(X, Y), e(Y, Z)` or `r(X, Z) :- r(X, Y), r(Y, Z)` over two columns of one kind.
  private mutating func addClosure(_ shape: RelationShape) -> Bool {
    guard shape.types.count >= 2, shape.types[0] == shape.types[1] else { return false }
    let edges = lower.filter {
      $0.types.count == 2 && $0.types[0] == $0.types[1] && $0.types[0] == shape.types[0]
    }
    guard let edge = random.chance(25) && !isLarge ? shape : random.pick(edges) else { return false }
    let rest = shape.types.indices.dropFirst(2).map { Term.variable("R\($0)") }
    let step = edge.types.count == 2 ? [] : rest
    var parts = [
      Formula.atom(Atom(shape.name, [.variable("X"), .variable("Y")] + rest)),
      .atom(Atom(edge.name, [.variable("Y"), .variable("Z")] + step)),
    ]
    if random.chance(30) { parts.reverse() }
    rules.append(.rule(Atom(shape.name, [.variable("X"), .variable("Z")] + rest), .all(parts)))
    return true
  }

  /// `d(X, count(Y)) :- …` and its kin.
  private mutating func addAggregated() {
    var body = body()
    grow(&body, atoms: 1...2)
    let function = random.pick(AggregateFunction.allCases) ?? .count
    guard let value = body.random.pick(body.bound.filter({ function.takes($0.type) })) else { return }
    let others = body.bound.filter { $0.name != value.name }.shuffled(using: &body.random)
    let groups = others.prefix(body.random.int(0...2))
    let hasKey = function == .first || function == .last || function == .list
    let key = hasKey && body.random.chance(60) ? others.last.map { Term.variable($0.name) } : nil
    var terms = groups.map { Term.variable($0.name) }
    var types = groups.map(\.type)
    let column = body.random.int(0...terms.count)
    terms.insert(.aggregate(function, .variable(value.name), by: key), at: column)
    types.insert(function.result(of: value.type), at: column)
    if body.random.chance(20) {
      terms.append(.aggregate(.count, .variable(value.name)))
      types.append(.integer)
    }
    let shape = RelationShape(name: "d\(derived.count)", types: types)
    add(&body, shape.name, terms)
    if random.chance(20) { addRule(shape, []) }
    add(derived: shape)
  }
}
