import Syntax

extension ProgramGenerator {
  /// How a longer path comes from shorter ones.
  private enum Step: CaseIterable {
    /// `r(X, Z) :- r(X, Y), e(Y, Z)`.
    case appended
    /// `r(X, Z) :- e(X, Y), r(Y, Z)`.
    case prepended
    /// `r(X, Z) :- r(X, Y), r(Y, Z)`.
    case joined
    /// `r(X, Z) :- s(X, Y), e(Y, Z)` and `s(X, Z) :- r(X, Y), e(Y, Z)`.
    case alternating
    /// `r(Y, Z) :- e(X, Y), r(X, U), e(U, Z)`.
    case sameGeneration
    /// `r(X) :- r(Y), e(Y, X)`.
    case reached
  }

  /// The paths of a relation with two columns of one kind, perhaps with a further literal on the way.
  mutating func addPaths() {
    let edges = lower.filter { shape in !shape.types.isEmpty && ends(shape) != nil }
    guard let edge = random.pick(edges), let (from, to) = ends(edge) else { return }
    let type = edge.types[from]
    let name = "d\(derived.count)"
    let other = "d\(derived.count + 1)"
    let step = random.pick(Step.allCases) ?? .appended
    func link(_ start: String, _ end: String) -> Formula {
      var terms = edge.types.map { _ in Term.anonymous }
      (terms[from], terms[to]) = (.variable(start), .variable(end))
      return .atom(Atom(edge.name, terms))
    }
    func path(_ relation: String, _ names: String...) -> Formula {
      .atom(Atom(relation, names.map { .variable($0) }))
    }
    switch step {
    case .appended:
      addPath(name, ["X", "Y"], [link("X", "Y")], type)
      addPath(name, ["X", "Z"], [path(name, "X", "Y"), link("Y", "Z")], type)
    case .prepended:
      addPath(name, ["X", "Y"], [link("X", "Y")], type)
      addPath(name, ["X", "Z"], [link("X", "Y"), path(name, "Y", "Z")], type)
    case .joined:
      addPath(name, ["X", "Y"], [link("X", "Y")], type)
      addPath(name, ["X", "Z"], [path(name, "X", "Y"), path(name, "Y", "Z")], type)
    case .alternating:
      addPath(name, ["X", "Y"], [link("X", "Y")], type)
      addPath(name, ["X", "Z"], [path(other, "X", "Y"), link("Y", "Z")], type)
      addPath(other, ["X", "Z"], [path(name, "X", "Y"), link("Y", "Z")], type)
      add(derived: RelationShape(name: name, types: [type, type]))
      add(derived: RelationShape(name: other, types: [type, type]))
      return
    case .sameGeneration:
      addPath(name, ["Y", "Z"], [link("X", "Y"), link("X", "Z")], type)
      addPath(name, ["Y", "Z"], [link("X", "Y"), path(name, "X", "U"), link("U", "Z")], type)
    case .reached:
      addPath(name, ["X"], [link("X", "_Y")], type)
      addPath(name, ["X"], [path(name, "Y"), link("Y", "X")], type)
      add(derived: RelationShape(name: name, types: [type]))
      return
    }
    add(derived: RelationShape(name: name, types: [type, type]))
  }

  /// The rule, whose literals may stand in any order and among which another one may stand.
  private mutating func addPath(_ relation: String, _ head: [String], _ parts: [Formula], _ type: ColumnType)
  {
    var parts = parts
    if random.chance(30) {
      var body = body(.init(isRecursive: true))
      body.bound = head.map { ($0, type) }
      parts.append(random.chance(50) ? body.comparison() : body.negatedAtom())
      random = body.random
    }
    if random.chance(30) { parts.shuffle(using: &random) }
    rules.append(.rule(Atom(relation, head.map { .variable($0) }), .all(parts)))
  }

  /// The first two columns of one kind.
  func ends(_ shape: RelationShape) -> (from: Int, to: Int)? {
    for from in shape.types.indices {
      for to in shape.types.indices where to > from && shape.types[from] == shape.types[to] {
        return (from, to)
      }
    }
    return nil
  }
}
