import Chronology
import Syntax

/// Numbers that look random and repeat with their seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var result = state
    result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
    result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
    return result ^ (result >> 31)
  }
}

/// Makes statements of every form, with words in them that mean something elsewhere.
struct RandomTree {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let nowhere = SourceRange(0, 0)
  private static let names = [
    "a", "visited", "x_1", "été", "日本", "relation", "reads", "from", "show", "order", "by", "desc", "asc",
    "limit",
    "include", "parameter", "any", "planned", "denied", "mod", "count", "sum", "first", "list", "min",
    "actual",
    "a_rather_long_name_that_takes_room", "high", "bytes",
  ]
  private static let texts =
    names + [
      "not", "possibly", "today", "", "A", "1", "a b", "joint-declaration", "\"", "\\", "\n\t", "\u{0}", "é",
      "😀", "%", "a.",
    ]
  private static let variables = ["X", "Y", "Place", "_x", "É", "X1", "Count"]
  private static let dates = [
    "2026-02-04", "2026-02", "2026", "1948/1949", "2026-02-03/2026-02-04", "199X", "2026-02~", "1985?",
    "../2026",
    "2026/..", "..", "2026?/2027?", "2026%",
  ]
  private static let periods = ["30d", "2w", "6mo", "1y", "-3d", "0d"]
  private static let functions = ["length", "year", "concat", "days_between", "a", "from", "mod", "any"]

  mutating func bool(_ oneIn: Int) -> Bool { int(0..<oneIn) == 0 }
  mutating func int(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }
  private mutating func pick<Element>(_ elements: [Element], or other: Element) -> Element {
    elements.randomElement(using: &generator) ?? other
  }

  private mutating func name() -> Name { Name(pick(Self.names, or: "a"), Self.nowhere) }
  private mutating func variable() -> Name { Name(pick(Self.variables, or: "X"), Self.nowhere) }
  private mutating func many<Element>(_ range: Range<Int>, _ make: (inout RandomTree) -> Element) -> [Element]
  {
    (0..<int(range)).map { _ in make(&self) }
  }

  mutating func literal() -> Literal {
    switch int(0..<10) {
    case 0: .integer(pick([0, 1, -1, 2026, 42, .max, .min], or: 0))
    case 1: .decimal(pick([0.5, -2.5, 1e100, 1e-7, 3, 123_456_789.125], or: 0))
    case 2, 3: .date((try? UncertainDate(pick(Self.dates, or: ".."))) ?? .unknown)
    case 4: .duration(Period(pick(Self.periods, or: "1d")) ?? Period(.days, 1))
    default: .text(pick(Self.texts, or: "a"))
    }
  }

  private mutating func simple(_ allowsAnonymous: Bool = true) -> Term {
    let kind: Term.Kind =
      switch int(0..<8) {
      case 0 where allowsAnonymous: .anonymous
      case 1: .parameter(pick(Self.names, or: "a"))
      case 2, 3, 4: .variable(variable().text)
      default: .literal(literal())
      }
    return Term(kind, Self.nowhere)
  }

  mutating func term(_ depth: Int, allowsAnonymous: Bool = true) -> Term {
    guard depth > 0, !bool(3) else { return simple(allowsAnonymous) }
    let kind: Term.Kind
    switch int(0..<6) {
    case 0:
      kind = .call(
        Name(pick(Self.functions, or: "a"), Self.nowhere),
        many(0..<4) { $0.term(depth - 1, allowsAnonymous: allowsAnonymous) })
    case 1: kind = .call(Name("today", Self.nowhere), [])
    case 2: kind = .negative(term(depth - 1, allowsAnonymous: allowsAnonymous))
    case 3 where allowsAnonymous: kind = .aggregate(aggregate(depth - 1))
    default:
      kind = .binary(
        pick(ArithmeticOperator.allCases, or: .add), term(depth - 1, allowsAnonymous: allowsAnonymous),
        term(depth - 1, allowsAnonymous: allowsAnonymous))
    }
    return Term(kind, Self.nowhere)
  }

  private mutating func aggregate(_ depth: Int) -> Aggregate {
    let function = pick(AggregateFunction.allCases, or: .count)
    let takesKey = [.first, .last, .list].contains(function)
    return Aggregate(
      function, value: function == .count && bool(2) ? nil : term(depth),
      key: takesKey && bool(2) ? term(depth) : nil, body: formula(depth))
  }

  private mutating func modality() -> ModalityFilter {
    bool(3) ? .only(pick(Modality.allCases, or: .actual)) : bool(5) ? .any : .only(.actual)
  }

  private mutating func atom(_ depth: Int) -> Atom {
    var labels: Set<String> = []
    let arguments = many(0..<5) { tree in
      let label = tree.name()
      let isNamed = tree.bool(4) && labels.insert(label.text).inserted
      return Argument(label: isNamed ? label : nil, tree.term(depth))
    }
    return Atom(
      name(), arguments, modality: modality(), document: bool(6) ? document() : nil, range: Self.nowhere)
  }

  private mutating func document() -> Term {
    let kind: Term.Kind =
      switch int(0..<4) {
      case 0: .anonymous
      case 1: .parameter(pick(Self.names, or: "a"))
      case 2: .variable(variable().text)
      default: .literal(.text(pick(Self.texts, or: "a")))
      }
    return Term(kind, Self.nowhere)
  }

  mutating func formula(_ depth: Int) -> Formula {
    let kind: Formula.Kind
    switch depth > 0 ? int(0..<9) : int(0..<4) {
    case 0, 1, 2: kind = .atom(atom(depth))
    case 3, 4:
      kind = .comparison(
        Comparison(
          term(depth), pick(ComparisonOperator.allCases, or: .equal), term(depth), range: Self.nowhere))
    case 5: kind = .negation(formula(depth - 1))
    case 6: kind = .possibly(formula(depth - 1))
    case 7: kind = .conjunction(many(2..<6) { $0.formula(depth - 1) })
    default: kind = .disjunction(many(2..<4) { $0.formula(depth - 1) })
    }
    return Formula(kind, Self.nowhere)
  }

  private mutating func head() -> Atom {
    let arguments = many(0..<5) { tree -> Argument in
      guard tree.bool(4) else { return Argument(tree.term(1, allowsAnonymous: false)) }
      let function = tree.pick(AggregateFunction.allCases, or: .count)
      let key =
        [.first, .last, .list].contains(function) && tree.bool(2) ? tree.term(1, allowsAnonymous: false) : nil
      let value = tree.term(1, allowsAnonymous: false)
      return Argument(Term(.aggregate(Aggregate(function, value: value, key: key)), Self.nowhere))
    }
    return Atom(name(), arguments, modality: .only(pick(Modality.allCases, or: .actual)), range: Self.nowhere)
  }

  private mutating func citation() -> Citation {
    var citation = Citation(document: Name(pick(Self.texts, or: "a"), Self.nowhere), range: Self.nowhere)
    if bool(2) { citation.paragraph = int(0..<9) }
    if bool(2) { citation.sentence = int(0..<9) }
    if bool(2) { citation.bytes = 20..<20 + int(0..<200) }
    if bool(3) { citation.row = int(0..<9) }
    if bool(3) { citation.by = pick(Self.texts, or: "a") }
    if bool(3) { citation.confidence = pick(Citation.Confidence.allCases, or: .high) }
    if bool(3) { citation.attribution = pick(Self.texts, or: "a") }
    if bool(3) { citation.quote = pick(Self.texts, or: "a") }
    return citation
  }

  private mutating func declaration() -> Declaration {
    let columns = Array(Set(many(0..<5) { $0.name() })).map { name in
      let documentation = bool(4) ? "What \(name.text) is.\nIn two lines." : nil
      return Declaration.Column(name, pick(ColumnType.allCases, or: .any), documentation: documentation)
    }
    let reading = columns.first.map { "{\($0.name.text)} \"went\" there" }
    return Declaration(name(), columns, reading: bool(2) ? reading : nil)
  }

  private mutating func query(_ depth: Int) -> Query {
    Query(
      formula(depth), shown: bool(4) ? many(1..<4) { $0.variable() } : nil,
      ordering: bool(4) ? many(1..<4) { Query.Ordering($0.variable(), isDescending: $0.bool(2)) } : [],
      limit: bool(4) ? int(0..<100) : nil)
  }

  mutating func statement() -> Statement.Kind {
    switch int(0..<12) {
    case 0: return .declaration(declaration())
    case 1, 2, 3:
      let arguments = many(0..<6) { Argument(Term(.literal($0.literal()), Self.nowhere)) }
      let modality = ModalityFilter.only(pick(Modality.allCases, or: .actual))
      let atom = Atom(name(), arguments, modality: modality, range: Self.nowhere)
      return .fact(Fact(atom, citations: bool(2) ? many(0..<4) { $0.citation() } : []))
    case 4, 5, 6: return .rule(Rule(head: head(), body: formula(3)))
    case 7, 8: return .query(query(3))
    case 9: return .constraint(formula(2))
    case 10:
      return bool(2)
        ? .include(path: pick(Self.texts, or: "a"), range: Self.nowhere)
        : .command(Name("help", Self.nowhere), rest: "all % of it")
    default: return .parameter(name(), default: bool(3) ? nil : literal())
    }
  }
}
