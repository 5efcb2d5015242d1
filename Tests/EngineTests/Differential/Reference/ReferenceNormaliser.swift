import Syntax

/// When a goal that may fail is solved, among the orders that a body leaves open.
enum ReferencePolicy: CaseIterable {
  /// As soon as all that is written before it has been solved: fails if any order may.
  case eager
  /// Only when nothing else is left to solve: fails only if every order does.
  case lazy
}

/// Turns the formula of one statement into alternatives of goals, and refuses unsafe variables.
struct ReferenceNormaliser {
  let catalog: ReferenceCatalog
  let policy: ReferencePolicy
  /// The variables that occur in the scope at hand outside aggregates and negated groups, or in a
  /// scope around it: what a group or an aggregate shares with them.
  private var visible: Set<String>
  private var fresh = 0

  /// - Parameter outside: the variables of the head, or of a query's tail.
  init(catalog: ReferenceCatalog, policy: ReferencePolicy, outside: Set<String>) {
    self.catalog = catalog
    self.policy = policy
    visible = outside
  }

  /// A rule's, constraint's or query's whole body.
  mutating func body(_ formula: Formula) throws -> ReferenceBody {
    visible.formUnion(formula.direct)
    return try body(formula, correlated: [])
  }

  private mutating func body(_ formula: Formula, correlated: Set<String>) throws -> ReferenceBody {
    let alternatives = try alternatives(formula).map { try ordered($0, bound: correlated) }
    return ReferenceBody(alternatives: alternatives, correlated: correlated)
  }

  /// A body in a scope of its own; it shares what is visible around it.
  private mutating func group(
    _ formula: Formula, using variables: [String], direct: Set<String>
  ) throws -> ReferenceBody {
    let around = visible
    defer { visible = around }
    let correlated = visible.intersection(variables)
    visible = correlated.union(direct)
    return try body(formula, correlated: correlated)
  }

  /// The disjunctive normal form, with the goals of a conjunction in the order written.
  private mutating func alternatives(_ formula: Formula) throws -> [[ReferenceGoal]] {
    switch formula.kind {
    case .atom(let atom): return [try goals(atom)]
    case .comparison(let comparison):
      let (left, first) = try lifted(comparison.left)
      let (right, second) = try lifted(comparison.right)
      return [first + second + [.compare(left, comparison.relation, right)]]
    case .negation(let part): return [try negation(of: part)]
    case .possibly(let part):
      return [[.possibly(try group(part, using: part.variableList, direct: part.direct))]]
    case .conjunction(let parts):
      var products: [[ReferenceGoal]] = [[]]
      for part in parts {
        let choices = try alternatives(part)
        products = products.flatMap { product in choices.map { product + $0 } }
      }
      return products
    case .disjunction(let parts):
      var choices: [[ReferenceGoal]] = []
      for part in parts { choices += try alternatives(part) }
      return choices
    }
  }

  /// A negated literal needs all its variables, and a row for which an argument of it has no value is
  /// dropped, as without `not`. A negated group has variables of its own, and holds where it has no solution.
  private mutating func negation(of part: Formula) throws -> [ReferenceGoal] {
    var before: [ReferenceGoal] = []
    var literal = part
    switch part.kind {
    case .atom(var atom):
      for index in atom.arguments.indices {
        atom.arguments[index].value = try computed(atom.arguments[index].value, &before)
      }
      literal = .atom(atom)
    case .comparison(let comparison):
      literal = .compare(
        try computed(comparison.left, &before), comparison.relation, try computed(comparison.right, &before))
    case .negation, .possibly, .conjunction, .disjunction:
      return [.negation(try group(part, using: part.variableList, direct: part.direct))]
    }
    let variables = Set(literal.variableList)
    return before + [.negation(try body(literal, correlated: variables))]
  }

  /// The term where it is simple, or else a variable that is given its value before.
  private mutating func computed(_ term: Term, _ before: inout [ReferenceGoal]) throws -> Term {
    guard term.isComputed else { return term }
    let (lifted, goals) = try lifted(term)
    let variable = Term(.variable(newComputed()), term.range)
    before += goals + [.compare(variable, .equal, lifted)]
    return variable
  }

  /// An atom as a pattern of variables and constants; what an argument computes is bound before it.
  private mutating func goals(_ atom: Atom) throws -> [ReferenceGoal] {
    if ReferenceTests.names.contains(atom.relation.text) {
      var goals: [ReferenceGoal] = []
      var terms: [Term] = []
      for argument in atom.arguments {
        let (term, before) = try lifted(argument.value)
        goals += before
        terms.append(term)
      }
      return goals + [.test(atom.relation.text, terms)]
    }
    var before: [ReferenceGoal] = []
    var slots: [ReferenceSlot] = []
    for term in try catalog.positional(atom) {
      slots.append(try slot(term, &before))
    }
    if let document = atom.document { slots.append(try slot(document, &before)) }
    return before + [.match(ReferenceSource(atom), slots)]
  }

  private mutating func slot(_ term: Term?, _ before: inout [ReferenceGoal]) throws -> ReferenceSlot {
    guard let term else { return .variable(newAnonymous()) }
    switch term.kind {
    case .anonymous: return .variable(newAnonymous())
    case .variable(let name): return .variable(name)
    case .literal(let value): return .constant(value)
    case .call, .negative, .binary, .aggregate, .parameter:
      let (lifted, goals) = try lifted(term)
      let variable = newComputed()
      before += goals + [.compare(Term(.variable(variable), term.range), .equal, lifted)]
      return .variable(variable)
    }
  }

  /// The term with each aggregate replaced by a variable, and the goals that bind these.
  private mutating func lifted(_ term: Term) throws -> (Term, [ReferenceGoal]) {
    switch term.kind {
    case .variable, .literal: return (term, [])
    case .parameter(let name):
      guard let value = catalog.parameters[name] else { throw ReferenceError.refused(.unknownParameter) }
      return (Term(.literal(value), term.range), [])
    case .anonymous: throw ReferenceError.refused(.unsafeVariable)
    case .negative(let part):
      let (part, goals) = try lifted(part)
      return (Term(.negative(part), term.range), goals)
    case .binary(let operation, let left, let right):
      let (left, first) = try lifted(left)
      let (right, second) = try lifted(right)
      return (Term(.binary(operation, left, right), term.range), first + second)
    case .call(let name, let arguments):
      guard ReferenceFunctions.names.contains(name.text) else {
        throw ReferenceError.refused(.unknownFunction)
      }
      var goals: [ReferenceGoal] = []
      var terms: [Term] = []
      for argument in arguments {
        let (term, before) = try lifted(argument)
        goals += before
        terms.append(term)
      }
      return (Term(.call(name, terms), term.range), goals)
    case .aggregate(let aggregate):
      guard let formula = aggregate.body else { throw ReferenceError.refused(.misplacedAggregate) }
      let used = (aggregate.value?.variables ?? []).union(aggregate.key?.variables ?? [])
      let body = try group(formula, using: aggregate.variableList, direct: formula.direct.union(used))
      guard body.binds(used) else { throw ReferenceError.refused(.unsafeVariable) }
      let result = newComputed()
      return (Term(.variable(result), term.range), [.aggregate(into: result, aggregate, body)])
    }
  }

  /// The goals in an order in which each is ready when its turn comes.
  private func ordered(_ goals: [ReferenceGoal], bound: Set<String>) throws -> [ReferenceGoal] {
    var bound = bound
    var rest = goals
    var order: [ReferenceGoal] = []
    while !rest.isEmpty {
      let ready = rest.indices.filter { rest[$0].isReady(bound) }
      let infallible = ready.filter { !rest[$0].isFallible }
      let choice =
        switch policy {
        case .eager: ready.first { $0 == 0 } ?? infallible.first ?? ready.first
        case .lazy: infallible.first ?? ready.first { rest[$0].isAggregate } ?? ready.first
        }
      guard let choice else { throw ReferenceError.refused(.unsafeVariable) }
      let goal = rest.remove(at: choice)
      bound.formUnion(goal.bound)
      order.append(goal)
    }
    return order
  }

  /// A `_` is a variable of its own: it counts as such in the solutions of an aggregate.
  private mutating func newAnonymous() -> String {
    fresh += 1
    return "_#\(fresh)"
  }

  /// A value that other variables determine: no part of a solution.
  private mutating func newComputed() -> String {
    fresh += 1
    return "#\(fresh)"
  }
}
