import Syntax

extension ProgramGenerator {
  /// A relation whose rule's atoms form a cycle: `d(X, Z) :- e(X, Y), e(Y, Z), e(X, Z)`, three or four variables, perhaps
  /// with chords, over one relation or several.
  mutating func addCycle() {
    let shapes = lower.filter { ends($0) != nil }
    guard !isLarge, let first = random.pick(shapes), let (from, _) = ends(first) else { return }
    let type = first.types[from]
    let edges = shapes.filter { shape in ends(shape).map { shape.types[$0.from] == type } ?? false }
    let names = Array(["X", "Y", "Z", "U"].prefix(random.chance(70) ? 3 : 4))
    var parts: [Formula] = []
    for (start, end) in pairs(of: names) {
      let edge = random.chance(60) ? first : random.pick(edges) ?? first
      let isForward = random.chance(60)
      parts.append(link(edge, isForward ? start : end, isForward ? end : start))
    }
    if random.chance(40) {
      var body = body(.init(isRecursive: true))
      body.bound = names.map { ($0, type) }
      parts.append(random.chance(60) ? body.comparison() : body.negatedAtom())
      random = body.random
    }
    parts.shuffle(using: &random)
    let name = "d\(derived.count)"
    let shown = names.shuffled(using: &random)
    if random.chance(30) {
      let function = random.chance(70) ? AggregateFunction.count : .list
      let aggregate = Term.aggregate(function, .variable(shown[1]))
      rules.append(.rule(Atom(name, [.variable(shown[0]), aggregate]), .all(parts)))
      add(derived: RelationShape(name: name, types: [type, function.result(of: type)]), hasFacts: false)
      return
    }
    let columns = shown.prefix(random.int(1...2)).map { Term.variable($0) }
    rules.append(.rule(Atom(name, columns), .all(parts)))
    if columns.count == 2, random.chance(40) {
      // Its own newest rows as a part of a cycle.
      let step = [
        Formula.atom(Atom(name, [.variable("X"), .variable("Y")])), link(first, "Y", "Z"),
        link(first, "X", "Z"),
      ]
      rules.append(.rule(Atom(name, [.variable("X"), .variable("Z")]), .all(step.shuffled(using: &random))))
    }
    add(derived: RelationShape(name: name, types: columns.map { _ in type }))
  }

  /// The sides of the cycle through these variables, and some of its chords.
  private mutating func pairs(of names: [String]) -> [(String, String)] {
    var pairs = names.indices.map { (names[$0], names[($0 + 1) % names.count]) }
    if names.count > 3 {
      for chord in [(names[0], names[2]), (names[1], names[3])] where random.chance(40) {
        pairs.append(chord)
      }
    }
    return pairs
  }

  /// An atom between two variables; its other columns are anonymous, new variables or constants.
  private mutating func link(_ edge: RelationShape, _ start: String, _ end: String) -> Formula {
    guard let (from, to) = ends(edge) else { return .atom(Atom(edge.name, [])) }
    var terms: [Term] = []
    for column in edge.types.indices {
      switch column {
      case from: terms.append(.variable(start))
      case to: terms.append(.variable(end))
      default:
        let isVariable = random.chance(40)
        terms.append(isVariable ? .variable("_W\(random.int(1...1000))") : .anonymous)
      }
    }
    return .atom(Atom(edge.name, terms))
  }
}
