public import Chronology

/// A constant as it is written.
public enum Literal: Hashable, Sendable {
  case text(String)
  case integer(Int64)
  case decimal(Double)
  case date(UncertainDate)
  case duration(Period)
}

/// A word of the source with its place.
public struct Name: Hashable, Sendable {
  public var text: String
  public var range: SourceRange

  public init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

public enum ArithmeticOperator: String, CaseIterable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "mod"
}

/// What stands for a value: in an argument, or on a side of a comparison.
public struct Term: Hashable, Sendable {
  public indirect enum Kind: Hashable, Sendable {
    case variable(String)
    case anonymous
    case literal(Literal)
    /// `$place`: a script's parameter, written without the `$` here.
    case parameter(String)
    /// `length(X)`; in a head also an aggregate such as `count(X)`.
    case call(Name, [Term])
    case negative(Term)
    case binary(ArithmeticOperator, Term, Term)
    case aggregate(Aggregate)
  }

  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

public enum AggregateFunction: String, CaseIterable, Sendable {
  case count, sum, min, max, avg, list, first, last
}

/// `count { B }`, `sum V { B }`, `first V by K { B }` in a body; `count(X)`, `first(V by K)` in a head.
public struct Aggregate: Hashable, Sendable {
  public var function: AggregateFunction
  /// What is aggregated; nil only for `count { B }`.
  public var value: Term?
  /// What `first`, `last` and `list` order by, where that is not the value itself.
  public var key: Term?
  /// The body of an aggregate that stands in a body; nil in a head, where the rule's body is meant.
  public var body: Formula?

  public init(_ function: AggregateFunction, value: Term?, key: Term? = nil, body: Formula? = nil) {
    self.function = function
    self.value = value
    self.key = key
    self.body = body
  }
}
