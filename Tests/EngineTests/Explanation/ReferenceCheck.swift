import Engine
import Syntax

/// Checks an explanation step by step against the reference semantics: each row is one of the reference's, each leaf
/// was stated, and the body of each rule holds for the values of its variables and gives the row.
struct ReferenceCheck {
  private var session: ReferenceSession
  /// The same without rules.
  private var stated: ReferenceSession
  /// Whether rows may rest on best values that were bettered since, and so on rows that are no lower.
  private let keepsBest: Bool

  /// The statements of a program up to the question.
  init(_ program: some Collection<Statement.Kind>, budget: Int) throws {
    session = ReferenceSession(today: .testDay, budget: budget)
    stated = ReferenceSession(today: .testDay, budget: budget)
    var keepsBest = false
    for statement in program {
      switch statement {
      case .query, .constraint, .include, .command: continue
      case .rule(let rule):
        if rule.head.arguments.contains(where: { $0.value.isAggregate }) { keepsBest = true }
        _ = try session.run(statement)
      case .declaration, .fact, .parameter:
        _ = try session.run(statement)
        _ = try stated.run(statement)
      }
    }
    self.keepsBest = keepsBest
  }

  /// What is wrong with an explanation; nil where nothing is.
  mutating func mistake(in explanation: Explanation) throws -> String? {
    for (number, part) in explanation.parts.enumerated() {
      if let mistake = try mistake(in: part, of: explanation) { return "part \(number): \(mistake)" }
    }
    return nil
  }

  private mutating func mistake(in part: Derivation, of explanation: Explanation) throws -> String? {
    if let fact = part.fact, fact.relation != "evidence", try !holds(.atom(atom(fact)), &session) {
      return "\(fact.text) is no row"
    }
    guard case .derived(let use) = part.reason else {
      guard let fact = part.fact else { return "a leaf without a fact" }
      if part.height != 0 { return "a stated fact of height \(part.height)" }
      return try fact.relation == "evidence" || holds(.atom(atom(fact)), &stated)
        ? nil : "\(fact.text) was not stated"
    }
    let rows = use.premises.flatMap(rows)
    let heights = rows.map { explanation.parts[$0].height }
    if !keepsBest, part.height != (heights.max() ?? 0) + 1 {
      return "height \(part.height) over \(heights)"
    }
    return try mistake(in: use, giving: part.fact)
  }

  private func rows(_ premise: Premise) -> [Int] {
    switch premise.ground {
    case .row(let row): [row]
    case .test, .absence, .best: []
    case .aggregate(let use): use.inputs.joined().flatMap(rows)
    }
  }

  /// The body with the bindings put in must hold, and the head be the fact.
  private mutating func mistake(in use: RuleUse, giving fact: FactDescription?) throws -> String? {
    var values: [String: Literal] = [:]
    for binding in use.bindings { values[binding.name] = binding.value }
    switch use.statement.kind {
    case .query(let query):
      return try holds(query.body.binding(values), &session) ? nil : "the question does not hold"
    case .rule(let rule):
      guard let fact else { return "a rule that gives no fact" }
      // The variables of an aggregating head are those of the group, which stand in the fact itself.
      if rule.head.arguments.contains(where: { $0.value.isAggregate }) { return nil }
      var parts = [rule.body.binding(values)]
      if rule.head.arguments.allSatisfy({ $0.label == nil }) {
        for (argument, value) in zip(rule.head.arguments, fact.values) {
          parts.append(.compare(argument.value.binding(values), .equal, .literal(value)))
        }
      }
      return try holds(.all(parts), &session)
        ? nil : "\(SyntaxPrinter.text(of: use.statement.kind)) does not give \(fact.text) with \(values)"
    default: return "no rule: \(use.statement.text)"
    }
  }

  private func atom(_ fact: FactDescription) -> Atom {
    Atom(fact.relation, fact.values.map { .literal($0) }, modality: .only(fact.modality))
  }

  private func holds(_ formula: Formula, _ session: inout ReferenceSession) throws -> Bool {
    let outcome = try session.run(.query(Query(formula, shown: []))).0
    switch outcome {
    // An aggregate of the possible rows may be another value than that of the certain ones.
    case .answer(let certain, let possible, _): return !certain.rows.isEmpty || !possible.rows.isEmpty
    // What cannot be computed in this order was computed in another.
    case .error(let code):
      if code != .divisionByZero, code != .integerOverflow {
        throw Unusable(description: "\(code) \(SyntaxPrinter.text(of: formula))")
      }
      return true
    case .accepted: return false
    }
  }
}

/// A question that the reference refuses.
struct Unusable: Error, CustomStringConvertible {
  let description: String
}

extension Formula {
  /// The formula with values in place of variables.
  func binding(_ values: [String: Literal]) -> Formula {
    var formula = self
    switch kind {
    case .atom(let atom): formula.kind = .atom(atom.binding(values))
    case .comparison(var comparison):
      comparison.left = comparison.left.binding(values)
      comparison.right = comparison.right.binding(values)
      formula.kind = .comparison(comparison)
    case .negation(let inner): formula.kind = .negation(inner.binding(values))
    case .possibly(let inner): formula.kind = .possibly(inner.binding(values))
    case .conjunction(let parts): formula.kind = .conjunction(parts.map { $0.binding(values) })
    case .disjunction(let parts): formula.kind = .disjunction(parts.map { $0.binding(values) })
    }
    return formula
  }
}

extension Atom {
  fileprivate func binding(_ values: [String: Literal]) -> Atom {
    var atom = self
    atom.arguments = arguments.map { Argument(label: $0.label, $0.value.binding(values)) }
    atom.document = document?.binding(values)
    return atom
  }
}

extension Term {
  func binding(_ values: [String: Literal]) -> Term {
    var term = self
    switch kind {
    case .variable(let name): if let value = values[name] { term.kind = .literal(value) }
    case .anonymous, .literal, .parameter: break
    case .call(let name, let arguments): term.kind = .call(name, arguments.map { $0.binding(values) })
    case .negative(let inner): term.kind = .negative(inner.binding(values))
    case .binary(let operation, let left, let right):
      term.kind = .binary(operation, left.binding(values), right.binding(values))
    case .aggregate(var aggregate):
      aggregate.value = aggregate.value?.binding(values)
      aggregate.key = aggregate.key?.binding(values)
      aggregate.body = aggregate.body?.binding(values)
      term.kind = .aggregate(aggregate)
    }
    return term
  }
}
