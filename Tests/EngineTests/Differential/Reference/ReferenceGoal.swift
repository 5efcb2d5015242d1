import Syntax

/// Which of the two versions of the relations is computed.
enum ReferenceView: Hashable, CaseIterable {
  /// Rows for which every test is certainly true.
  case certain
  /// Rows for which no test is certainly false.
  case possible

  /// What `not` reads: a row is certainly absent if it is not even possible.
  var opposite: ReferenceView { self == .certain ? .possible : .certain }
}

/// A variable or a constant in a column of a pattern.
enum ReferenceSlot: Hashable {
  case variable(String)
  case constant(Literal)
}

/// The facts of one modality of a relation with what its rules derive.
struct ReferenceNode: Hashable {
  var relation: String
  var modality: Modality
}

/// The rows that an atom of a body looks at.
struct ReferenceSource: Hashable {
  var relation: String
  var modality: ModalityFilter
  /// With the citing document as a last column.
  var isCited: Bool

  init(relation: String, modality: ModalityFilter, isCited: Bool) {
    self.relation = relation
    self.modality = modality
    self.isCited = isCited
  }

  init(_ atom: Atom) {
    self.init(relation: atom.relation.text, modality: atom.modality, isCited: atom.document != nil)
  }

  var modalities: [Modality] {
    switch modality {
    case .only(let modality): [modality]
    case .any: Modality.allCases
    }
  }

  /// What must be computed before it is read; nothing where it sees base facts alone.
  var nodes: Set<ReferenceNode> {
    isCited || relation == "evidence"
      ? [] : Set(modalities.map { ReferenceNode(relation: relation, modality: $0) })
  }
}

/// One step of a body. All terms are free of aggregates and of `_`: those became variables.
indirect enum ReferenceGoal {
  case match(ReferenceSource, [ReferenceSlot])
  case test(String, [Term])
  case compare(Term, ComparisonOperator, Term)
  /// Holds if the body has no solution in the opposite view.
  case negation(ReferenceBody)
  /// Holds if the body has a solution in the possible view.
  case possibly(ReferenceBody)
  case aggregate(into: String, Aggregate, ReferenceBody)

  var isAggregate: Bool { if case .aggregate = self { true } else { false } }
}

/// A body as alternatives, each a conjunction in an order in which every goal finds its variables bound.
struct ReferenceBody {
  var alternatives: [[ReferenceGoal]]
  /// The variables that must be bound before the body is solved.
  var correlated: Set<String>

  /// Whether every alternative binds these variables.
  func binds(_ variables: Set<String>) -> Bool {
    alternatives.allSatisfy { goals in
      variables.isSubset(of: goals.reduce(into: correlated) { $0.formUnion($1.bound) })
    }
  }
}

extension ReferenceGoal {
  /// Whether the goal can be solved once these variables are bound.
  func isReady(_ bound: Set<String>) -> Bool {
    switch self {
    case .match: true
    case .test(_, let terms): terms.allSatisfy { $0.variables.isSubset(of: bound) }
    case .compare(let left, let relation, let right):
      left.variables.union(right.variables).isSubset(of: bound)
        || relation == .equal && left.isVariable && right.variables.isSubset(of: bound)
        || relation == .equal && right.isVariable && left.variables.isSubset(of: bound)
    case .negation(let body), .possibly(let body), .aggregate(_, _, let body):
      body.correlated.isSubset(of: bound)
    }
  }

  /// The variables that are bound after the goal is solved and may not have been before.
  var bound: Set<String> {
    switch self {
    case .match(_, let slots): Set(slots.compactMap(\.variable))
    case .compare(let left, _, let right): left.variables.union(right.variables)
    case .aggregate(let result, _, _): [result]
    case .test, .negation, .possibly: []
    }
  }

  /// Whether solving the goal can fail rather than give no row.
  var isFallible: Bool {
    switch self {
    case .match: false
    case .test: true
    case .compare(let left, let relation, let right):
      left.isComputed || right.isComputed || (relation != .equal && relation != .notEqual)
    case .negation(let body), .possibly(let body):
      body.alternatives.contains { $0.contains(where: \.isFallible) }
    case .aggregate: true
    }
  }
}

extension ReferenceSlot {
  var variable: String? {
    if case .variable(let name) = self { name } else { nil }
  }
}
