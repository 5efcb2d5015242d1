import Syntax

/// The variables and literals of one clause while it is being built.
struct ClauseScope {
  /// The variables' names by number; a made-up one has none.
  private(set) var names: [String?] = []
  private var numbers: [String: Int] = [:]
  /// The variables that occur in the head, or in a literal outside an aggregate or a negated body; all
  /// others are local to where they stand.
  private var visible: Set<String>
  var body: [BodyLiteral] = []
  /// The positions in the body of atoms that give no variable a value.
  var checks: Set<Int> = []
  /// The version of relations that the literal at hand reads.
  var view = DateView.certain
  /// Whether each `_` of a positive atom is a variable of its own, so that solutions can be counted.
  var namesAnonymous = false
  private(set) var anonymousVariables: [Int] = []

  /// How many of the first variables have values before the clause is asked.
  let parameterCount: Int

  init(head: [Term], literals: [FlatLiteral], parameters: [String] = []) {
    parameterCount = parameters.count
    visible = Set(head.flatMap(\.outerVariables).map(\.text))
    for literal in literals { visible.formUnion(literal.outerVariables.map(\.text)) }
    visible.formUnion(parameters)
    for parameter in parameters { _ = number(of: parameter) }
  }

  func isVisible(_ name: String) -> Bool { visible.contains(name) }
  mutating func makeVisible(_ names: [String]) { visible.formUnion(names) }
  func hasVariable(_ name: String) -> Bool { numbers[name] != nil }

  mutating func number(of name: String) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }

  mutating func fresh() -> Int {
    names.append(nil)
    return names.count - 1
  }

  mutating func freshAnonymous() -> Operand {
    let variable = fresh()
    anonymousVariables.append(variable)
    return .variable(variable)
  }
}

extension FlatLiteral {
  /// The variables of the literal outside aggregates and negated bodies.
  var outerVariables: [Name] {
    switch kind {
    case .atom(let atom): Formula(.atom(atom), range).outerVariables
    case .comparison(let comparison): Formula(.comparison(comparison), range).outerVariables
    case .negation(let inner): inner.literalUnderNegation?.outerVariables ?? []
    }
  }

  /// Every variable that the literal itself can bind or use, for telling solutions apart.
  var variableNames: [String] { outerVariables.map(\.text) }
}

extension Formula {
  /// The atom or comparison that a formula under `not` is, where it is one: its variables are the clause's.
  fileprivate var literalUnderNegation: Formula? {
    switch kind {
    case .atom, .comparison: self
    case .possibly(let inner): inner.literalUnderNegation
    case .negation, .conjunction, .disjunction: nil
    }
  }
}

extension Term {
  var hasAggregate: Bool {
    switch kind {
    case .aggregate: true
    case .variable, .anonymous, .literal, .parameter: false
    case .call(_, let arguments): arguments.contains(where: \.hasAggregate)
    case .negative(let inner): inner.hasAggregate
    case .binary(_, let left, let right): left.hasAggregate || right.hasAggregate
    }
  }
}
