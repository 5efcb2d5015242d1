/// How far a fact is said to hold.
public enum Modality: String, CaseIterable, Sendable {
  case actual, planned, denied, cancelled, claimed
}

/// Which facts an atom of a body sees: those of one modality, or all of them.
public enum ModalityFilter: Hashable, Sendable {
  case only(Modality)
  case any
}

/// `label: value`, or a value alone.
public struct Argument: Hashable, Sendable {
  public var label: Name?
  public var value: Term

  public init(label: Name? = nil, _ value: Term) {
    self.label = label
    self.value = value
  }
}

/// `visited(X, place: P)`, in a body also `planned visited(X, P, W) from Doc`.
/// Tests such as `before(D, E)` have the same form; analysis tells them apart by name.
public struct Atom: Hashable, Sendable {
  public var relation: Name
  public var arguments: [Argument]
  public var modality: ModalityFilter
  /// The term after `from` in a body: the citing document.
  public var document: Term?
  public var range: SourceRange

  public init(
    _ relation: Name, _ arguments: [Argument], modality: ModalityFilter = .only(.actual),
    document: Term? = nil,
    range: SourceRange
  ) {
    self.relation = relation
    self.arguments = arguments
    self.modality = modality
    self.document = document
    self.range = range
  }
}

public enum ComparisonOperator: String, CaseIterable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

public struct Comparison: Hashable, Sendable {
  public var left: Term
  public var relation: ComparisonOperator
  public var right: Term
  public var range: SourceRange

  public init(_ left: Term, _ relation: ComparisonOperator, _ right: Term, range: SourceRange) {
    self.left = left
    self.relation = relation
    self.right = right
    self.range = range
  }
}

/// What stands right of `:-`, before `?`, and between the braces of an aggregate.
public struct Formula: Hashable, Sendable {
  public indirect enum Kind: Hashable, Sendable {
    case atom(Atom)
    case comparison(Comparison)
    case negation(Formula)
    case possibly(Formula)
    /// Two or more, in the order written.
    case conjunction([Formula])
    /// Two or more, in the order written.
    case disjunction([Formula])
  }

  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
