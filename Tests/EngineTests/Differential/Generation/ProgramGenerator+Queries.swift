import Syntax

extension ProgramGenerator {
  /// Queries of every shape over the relations so far, most of which have an answer.
  mutating func queries(_ count: Int) -> [Statement.Kind] {
    (0..<count).map { _ in
      var query = query()
      for _ in 0..<3 where isEmpty(query) { query = self.query() }
      return query
    }
  }

  private mutating func query() -> Statement.Kind {
    switch random.int(1...13) {
    case 1...4: atomQuery()
    case 5: booleanQuery()
    case 6: constraint()
    case 7...10: bodyQuery()
    default: boundQuery()
    }
  }

  private mutating func relation() -> RelationShape {
    let pool = !derived.isEmpty && random.chance(75) ? derived : base
    return random.pick(pool) ?? RelationShape(name: "e0", types: [.integer])
  }

  private mutating func bodyGenerator() -> BodyGenerator {
    BodyGenerator(random, pools, lower: base + derived, .init(mayFail: mayFail, hasLocals: false))
  }

  private mutating func atomQuery() -> Statement.Kind {
    var body = bodyGenerator()
    body.add(atomOf: relation())
    return tailed(&body)
  }

  private mutating func bodyQuery() -> Statement.Kind {
    var body = bodyGenerator()
    for _ in 0..<random.int(1...(isLarge ? 2 : 3)) { body.add(atomOf: relation()) }
    body.add(extras: body.random.int(0...3))
    return tailed(&body)
  }

  /// A query about a derived relation, with constants among its arguments and perhaps more around it.
  private mutating func boundQuery() -> Statement.Kind {
    let shape = random.pick(derived.filter { !$0.types.isEmpty }) ?? relation()
    var body = bodyGenerator()
    let chosen = body.random.int(0...max(0, shape.types.count - 1))
    let terms = shape.types.enumerated().map { column, type in
      column == chosen
        ? Term.literal(pools.value(of: type, &body.random))
        : body.argument(of: type, known: 20, constant: 25, anonymous: 10)
    }
    let atom = Formula.atom(Atom(shape.name, terms))
    switch body.random.int(1...8) {
    case 1 where body.bound.isEmpty == false:
      body.bound = []
      let count = Term.aggregate(.count, nil, atom)
      body.parts.append(.compare(.variable(body.newVariable(of: .integer)), .equal, count))
    case 2: return .query(Query(.not(.atom(Atom(shape.name, terms.map(\.withoutVariable))))))
    case 3:
      body.parts.append(atom)
      if let other = body.random.pick(derived) { body.add(atomOf: other) }
    case 4:
      body.parts.append(atom)
      body.add(extras: body.random.int(1...2))
    default: body.parts.append(atom)
    }
    return tailed(&body)
  }

  private mutating func booleanQuery() -> Statement.Kind {
    let shape = relation()
    var terms = shape.types.map { type in Term.literal(pools.value(of: type, &random)) }
    // Half of the time about a fact that is there.
    if random.chance(50), let known = random.pick(facts.filter { $0.headRelation == shape.name }),
      case .fact(let fact) = known, !fact.atom.arguments.contains(where: { $0.label != nil })
    {
      terms = fact.atom.arguments.map(\.value)
    }
    terms = terms.map { random.chance(30) ? .anonymous : $0 }
    let atom = Formula.atom(Atom(shape.name, terms))
    return .query(Query(random.chance(20) ? .not(atom) : atom))
  }

  private mutating func constraint() -> Statement.Kind {
    var body = bodyGenerator()
    body.add(atomOf: relation())
    body.add(extras: body.random.int(1...2))
    let formula = body.formula()
    random = body.random
    return .constraint(formula)
  }

  /// The query with a tail where chance gives one.
  private mutating func tailed(_ body: inout BodyGenerator) -> Statement.Kind {
    var query = Query(body.formula())
    random = body.random
    var columns = body.bound.map(\.name)
    if !columns.isEmpty, random.chance(30) {
      columns = Array(columns.shuffled(using: &random).prefix(random.int(1...columns.count)))
      query.shown = columns.map { Name($0) }
    }
    if random.chance(40) {
      query.ordering = columns.shuffled(using: &random).prefix(random.int(1...2)).map {
        Query.Ordering(Name($0), isDescending: random.chance(50))
      }
    }
    if random.chance(25) { query.limit = random.int(0...6) }
    return .query(query)
  }
}

extension Term {
  /// The term itself, or `_` for a variable.
  fileprivate var withoutVariable: Term { if case .variable = kind { .anonymous } else { self } }
}
