public import Syntax

/// Why a row holds: a derivation of least height from stated facts.
///
/// A stated fact has height 0, and what a rule derives is one higher than the highest row that the rule used. Of
/// several derivations of least height the one with the most citations is taken, then the one with the earliest
/// document, then the first in the order of rules and of values, so that the same facts and rules explain a row in
/// the same way every time.
public struct Explanation: Sendable {
  /// The rows of the derivation, each once: a row that is used twice is referred to by its number. The first is
  /// what is explained.
  public let parts: [Derivation]
}

/// A row and what it follows from.
public struct Derivation: Sendable {
  public enum Reason: Sendable {
    /// It was stated; its citations say where.
    case stated
    case derived(RuleUse)
  }

  /// The row as a fact, with the citations of a stated one; nil for the row of a question of several literals, or of
  /// a constraint.
  public let fact: FactDescription?
  public let height: Int
  public let reason: Reason
}

/// A rule with values for its variables.
public struct RuleUse: Sendable {
  public struct Binding: Sendable {
    public let name: String
    public let value: Value
  }

  /// The rule's number; nil for a question.
  public let rule: Int?
  /// The rule, question or constraint as it was written.
  public let statement: Statement
  /// The named variables in the order of their first use.
  public let bindings: [Binding]
  /// What its body says of these values, in the order written.
  public let premises: [Premise]
}

/// A literal of a rule's body, and what makes it true.
public struct Premise: Sendable {
  public indirect enum Ground: Sendable {
    /// A row, by its number in ``Explanation/parts``.
    case row(Int)
    /// A comparison, a test or a calculation with its values put in, and in words.
    case test(String)
    /// Nothing matches what is named, among so many rows.
    case absence(of: String, checked: Int)
    case aggregate(AggregateUse)
  }

  /// The literal as it was written.
  public let written: String
  public let ground: Ground

  init(written: String, ground: Ground) {
    self.written = written
    self.ground = ground
  }

  /// A row by itself.
  public init(row: Int) { self.init(written: "", ground: .row(row)) }
}

/// A group of rows and what was made of it.
public struct AggregateUse: Sendable {
  /// `count`, `max`; several where a rule's head has several.
  public let functions: [String]
  public let results: [Value]
  /// The values by which rows were grouped.
  public let group: [Value]
  /// How many distinct rows the group has.
  public let count: Int
  /// Up to three of them, those that gave a least or greatest value first: what each of them is made of.
  public let inputs: [[Premise]]
}
