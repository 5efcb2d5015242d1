import Syntax

/// Makes a random program that is stratified, safe, well typed and finite, the same for the same seed.
///
/// Base relations come first, then components of derived relations, each reading only itself and
/// those before it; what is negated or aggregated always comes before.
struct ProgramGenerator {
  var random: SplitMix64
  let pools: ValuePools
  /// How many rows the largest base relation has.
  let scale: Int
  var isLarge: Bool { scale > 20 }
  /// A few programs may divide by zero.
  let mayFail: Bool
  private(set) var base: [RelationShape] = []
  private(set) var derived: [RelationShape] = []
  var declarations: [Statement.Kind] = []
  var facts: [Statement.Kind] = []
  var rules: [Statement.Kind] = []
  /// The program so far, by which a query with an answer is told from one without.
  private var session = ReferenceSession(today: .testDay, budget: 20_000)

  static func program(seed: UInt64) -> [Statement.Kind] {
    var generator = ProgramGenerator(seed: seed)
    return generator.program()
  }

  private init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let isLarge = random.chance(3)
    scale = isLarge ? random.int(200...1500) : random.int(4...20)
    mayFail = random.chance(10)
    let size = isLarge ? scale * random.int(1...4) / 2 : random.int(2...5)
    pools = ValuePools(size: size, &random)
    self.random = random
  }

  private mutating func program() -> [Statement.Kind] {
    for index in 0..<random.int(2...4) { addBase(index) }
    for _ in 0..<random.int(1...(isLarge ? 2 : 4)) { addComponent() }
    let late = lateStatements()
    if random.chance(50) { facts.shuffle(using: &random) }
    var statements = facts + rules
    if random.chance(30) { statements.shuffle(using: &random) }
    var program = declarations + statements
    remember(program)
    program += queries(random.int(2...4))
    if !late.isEmpty {
      remember(late)
      program += late + queries(random.int(1...3))
    }
    return program
  }

  private mutating func remember(_ statements: [Statement.Kind]) {
    for statement in statements { _ = try? session.run(statement) }
  }

  /// Whether the query has no row even in the possible view; a query that is costly or fails has some.
  mutating func isEmpty(_ query: Statement.Kind) -> Bool {
    guard case .answer(_, let possible, _)? = try? session.run(query).0 else { return false }
    return possible.rows.isEmpty
  }

  /// Facts and rules of declared relations that are put between two rows of queries, so that answers change.
  private mutating func lateStatements() -> [Statement.Kind] {
    guard random.chance(35) else { return [] }
    let declared = Set((base + derived).filter(\.isDeclared).map(\.name))
    var late: [Statement.Kind] = []
    (facts, rules) = (keep(facts, &late, declared), keep(rules, &late, declared))
    late.shuffle(using: &random)
    return late
  }

  private mutating func keep(
    _ statements: [Statement.Kind], _ late: inout [Statement.Kind], _ declared: Set<String>
  ) -> [Statement.Kind] {
    statements.filter { statement in
      guard let head = statement.headRelation, declared.contains(head), random.chance(15) else { return true }
      late.append(statement)
      return false
    }
  }

  private mutating func addBase(_ index: Int) {
    let types = [ColumnType.integer, .text, .date, .decimal, .duration]
    let weights = [8, 5, 8, 2, 1]
    let arity = random.pick(weighted: [(3, 1), (6, 2), (4, 3), (1, 4)]) ?? 2
    var shape = RelationShape(
      name: "e\(index)",
      types: (0..<arity).map { _ in
        random.pick(weighted: Array(zip(weights, types)).map { ($0, $1) }) ?? .integer
      })
    // Two columns of a kind make a graph.
    if arity >= 2, random.chance(60) { shape.types[1] = shape.types[0] }
    shape.isCited = random.chance(15)
    shape.hasModalities = random.chance(15)
    let isEmpty = random.chance(8)
    let rows = isLarge && (index == 0 || random.chance(30)) ? scale : random.int(1...min(scale, 20))
    shape.isDeclared = isEmpty || random.chance(60)
    if shape.isDeclared { declare(shape) }
    if !isEmpty { addFacts(rows, to: shape) }
    base.append(shape)
  }

  mutating func addFacts(_ count: Int, to shape: RelationShape) {
    for _ in 0..<count {
      var atom = Atom(shape.name, shape.types.map { .literal(pools.value(of: $0, &random)) })
      if shape.hasModalities, random.chance(35) {
        atom.modality = .only(random.pick(Modality.allCases) ?? .planned)
      }
      if shape.isDeclared, random.chance(5) {
        atom.arguments = zip(shape.columnNames, atom.arguments).map { Argument(label: Name($0), $1.value) }
        atom.arguments.shuffle(using: &random)
      }
      var citations: [Citation] = []
      if shape.isCited, random.chance(60) {
        for _ in 0..<random.int(1...2) {
          var citation = Citation(document: Name("doc\(random.int(1...3))"), range: .nowhere)
          citation.paragraph = random.chance(50) ? random.int(1...3) : nil
          citations.append(citation)
        }
      }
      facts.append(.fact(Fact(atom, citations: citations)))
    }
  }

  /// The rule with named arguments in its head, where it is one of the relation and chance says so.
  private mutating func labelled(_ statement: Statement.Kind, _ shape: RelationShape) -> Statement.Kind {
    guard case .rule(var rule) = statement, rule.head.relation.text == shape.name, random.chance(15) else {
      return statement
    }
    rule.head.arguments = zip(shape.columnNames, rule.head.arguments).map {
      Argument(label: Name($0), $1.value)
    }
    rule.head.arguments.shuffle(using: &random)
    return .rule(rule)
  }

  mutating func declare(_ shape: RelationShape) {
    let columns = zip(shape.columnNames, shape.types).map { name, type in
      Declaration.Column(Name(name), random.chance(10) ? .any : type)
    }
    declarations.append(.declaration(Declaration(Name(shape.name), columns)))
  }

  /// A derived relation that the rules so far define.
  mutating func add(derived shape: RelationShape, hasFacts: Bool = true) {
    var shape = shape
    shape.isDeclared = random.chance(50)
    if shape.isDeclared {
      declare(shape)
      rules = rules.map { labelled($0, shape) }
    }
    if hasFacts, random.chance(8) { addFacts(random.int(1...3), to: shape) }
    derived.append(shape)
  }
}

extension Statement.Kind {
  /// The relation that a fact or rule adds to.
  var headRelation: String? {
    switch self {
    case .fact(let fact): fact.atom.relation.text
    case .rule(let rule): rule.head.relation.text
    case .declaration, .query, .constraint, .include, .parameter, .command: nil
    }
  }
}
