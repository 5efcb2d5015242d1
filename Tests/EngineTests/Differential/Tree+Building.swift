import Syntax

// Trees without a place in a text, for programs that are made and not read.

extension SourceRange {
  static let nowhere = SourceRange(0, 0)
}

extension Name {
  init(_ text: String) { self.init(text, .nowhere) }
}

extension Term {
  static func variable(_ name: String) -> Term { Term(.variable(name), .nowhere) }
  static func literal(_ value: Literal) -> Term { Term(.literal(value), .nowhere) }
  static func integer(_ value: Int64) -> Term { .literal(.integer(value)) }
  static func text(_ value: String) -> Term { .literal(.text(value)) }
  static var anonymous: Term { Term(.anonymous, .nowhere) }

  static func call(_ name: String, _ arguments: [Term]) -> Term {
    Term(.call(Name(name), arguments), .nowhere)
  }

  static func binary(_ left: Term, _ operation: ArithmeticOperator, _ right: Term) -> Term {
    Term(.binary(operation, left, right), .nowhere)
  }

  static func aggregate(
    _ function: AggregateFunction, _ value: Term?, by key: Term? = nil, _ body: Formula? = nil
  ) -> Term {
    Term(.aggregate(Aggregate(function, value: value, key: key, body: body)), .nowhere)
  }
}

extension Atom {
  init(
    _ relation: String, _ terms: [Term], modality: ModalityFilter = .only(.actual), from document: Term? = nil
  ) {
    self.init(
      Name(relation), terms.map { Argument($0) }, modality: modality, document: document, range: .nowhere)
  }
}

extension Formula {
  static func atom(_ atom: Atom) -> Formula { Formula(.atom(atom), .nowhere) }
  static func test(_ name: String, _ terms: [Term]) -> Formula { .atom(Atom(name, terms)) }
  static func not(_ formula: Formula) -> Formula { Formula(.negation(formula), .nowhere) }
  static func possibly(_ formula: Formula) -> Formula { Formula(.possibly(formula), .nowhere) }

  static func compare(_ left: Term, _ relation: ComparisonOperator, _ right: Term) -> Formula {
    Formula(.comparison(Comparison(left, relation, right, range: .nowhere)), .nowhere)
  }

  /// The parts, of which there is at least one, as a conjunction where there are several.
  static func all(_ parts: [Formula]) -> Formula {
    parts.count == 1 ? parts[0] : Formula(.conjunction(parts), .nowhere)
  }

  /// The parts, of which there is at least one, as a disjunction where there are several.
  static func any(_ parts: [Formula]) -> Formula {
    parts.count == 1 ? parts[0] : Formula(.disjunction(parts), .nowhere)
  }
}

extension Statement.Kind {
  static func rule(_ head: Atom, _ body: Formula) -> Statement.Kind { .rule(Rule(head: head, body: body)) }
}
