import Syntax

/// A rule as it is solved.
struct ReferenceClause {
  var head: ReferenceNode
  /// One a column; an aggregate stands only here, never inside another term.
  var terms: [Term]
  var body: ReferenceBody

  var isAggregating: Bool { terms.contains(where: \.isAggregate) }

  /// Refuses a head with an unbound variable, a missing column or an aggregate out of place.
  init(_ rule: Rule, catalog: ReferenceCatalog, policy: ReferencePolicy) throws {
    head = try rule.node
    let outside = Set(rule.head.variableList)
    var normaliser = ReferenceNormaliser(catalog: catalog, policy: policy, outside: outside)
    terms = try catalog.complete(rule.head)
    body = try normaliser.body(rule.body)
    guard !terms.contains(where: \.containsAnonymous), body.binds(outside) else {
      throw ReferenceError.refused(.unsafeVariable)
    }
  }
}

extension Rule {
  /// What the rule adds to.
  var node: ReferenceNode {
    get throws {
      guard case .only(let modality) = head.modality, head.document == nil else {
        throw ReferenceError.refused(.invalidHead)
      }
      return ReferenceNode(relation: head.relation.text, modality: modality)
    }
  }
}

extension Term {
  var isAggregate: Bool {
    if case .aggregate = kind { true } else { false }
  }

  var containsAnonymous: Bool {
    switch kind {
    case .anonymous: true
    case .variable, .literal, .parameter: false
    case .call(_, let arguments): arguments.contains(where: \.containsAnonymous)
    case .negative(let part): part.containsAnonymous
    case .binary(_, let left, let right): left.containsAnonymous || right.containsAnonymous
    case .aggregate(let aggregate): aggregate.value?.containsAnonymous ?? false
    }
  }
}
