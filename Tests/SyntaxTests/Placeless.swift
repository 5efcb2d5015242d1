import Syntax

// Trees without their places, so that trees of different texts can be compared.

private let nowhere = SourceRange(0, 0)

extension Name {
  var placeless: Name { Name(text, nowhere) }
}

extension Term {
  var placeless: Term {
    let kind: Kind =
      switch kind {
      case .variable, .anonymous, .literal, .parameter: self.kind
      case .call(let name, let arguments): .call(name.placeless, arguments.map(\.placeless))
      case .negative(let inner): .negative(inner.placeless)
      case .binary(let operation, let left, let right): .binary(operation, left.placeless, right.placeless)
      case .aggregate(let aggregate):
        .aggregate(
          Aggregate(
            aggregate.function, value: aggregate.value?.placeless, key: aggregate.key?.placeless,
            body: aggregate.body?.placeless))
      }
    return Term(kind, nowhere)
  }
}

extension Atom {
  var placeless: Atom {
    Atom(
      relation.placeless, arguments.map { Argument(label: $0.label?.placeless, $0.value.placeless) },
      modality: modality, document: document?.placeless, range: nowhere)
  }
}

extension Formula {
  var placeless: Formula {
    let kind: Kind =
      switch kind {
      case .atom(let atom): .atom(atom.placeless)
      case .comparison(let comparison):
        .comparison(
          Comparison(
            comparison.left.placeless, comparison.relation, comparison.right.placeless, range: nowhere))
      case .negation(let inner): .negation(inner.placeless)
      case .possibly(let inner): .possibly(inner.placeless)
      case .conjunction(let members): .conjunction(members.map(\.placeless))
      case .disjunction(let members): .disjunction(members.map(\.placeless))
      }
    return Formula(kind, nowhere)
  }
}

extension Statement.Kind {
  var placeless: Statement.Kind {
    switch self {
    case .declaration(let declaration):
      .declaration(
        Declaration(
          declaration.relation.placeless,
          declaration.columns.map {
            Declaration.Column($0.name.placeless, $0.type, documentation: $0.documentation)
          },
          reading: declaration.reading))
    case .fact(let fact):
      .fact(Fact(fact.atom.placeless, citations: fact.citations.map(\.placeless)))
    case .rule(let rule): .rule(Rule(head: rule.head.placeless, body: rule.body.placeless))
    case .query(let query):
      .query(
        Query(
          query.body.placeless, shown: query.shown?.map(\.placeless),
          ordering: query.ordering.map {
            Query.Ordering($0.variable.placeless, isDescending: $0.isDescending)
          },
          limit: query.limit))
    case .constraint(let body): .constraint(body.placeless)
    case .include(let path, _): .include(path: path, range: nowhere)
    case .parameter(let name, let value): .parameter(name.placeless, default: value)
    case .command(let name, let rest): .command(name.placeless, rest: rest)
    }
  }
}

extension Citation {
  var placeless: Citation {
    var result = self
    result.document = document.placeless
    result.range = nowhere
    return result
  }
}
