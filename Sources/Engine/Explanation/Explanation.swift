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
  /// All ways to derive it, where these were asked for.
  public let alternatives: Alternatives?
}

/// The ways in which a row is derived.
///
/// A way is a rule with values for all variables of its body, also for `_`; that the row is stated is one
/// too. Ways are counted at the row's own level: in how many ways the rows that they use are derived plays no
/// part. A way that needs the row itself is none: one that uses it, or uses a row that would not hold without
/// it.
public struct Alternatives: Sendable {
  /// The first of them, the lowest first, then as derivations of least height are chosen. Each is of the row,
  /// or, for a question with `;`, of what the row stands for; its premises are parts of the explanation.
  public let shown: [Derivation]
  /// How many there are, the ones shown among them.
  public let count: Int
  /// Whether there are more than those that were counted.
  public let isMore: Bool
  /// How many further ones may need the row itself: too many rows lead to them to be sure.
  public let undecided: Int
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
    /// Nothing matches what is named. `checked` is how many stated facts are behind it: those of its
    /// relation, and of all that the relation's rules read.
    case absence(of: String, checked: Int)
    case aggregate(AggregateUse)
    /// The row is the best of its group, as a relation with `min` or `max` keeps it.
    case best(BestUse)
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

/// A row that was kept since no other of its group has a better value.
public struct BestUse: Sendable {
  /// A value that was not taken.
  public struct Candidate: Sendable {
    public let value: Value
    /// The rows that give it; stated ones have their citations.
    public let facts: [FactDescription]
  }

  /// `min` or `max`.
  public let function: String
  public let value: Value
  /// The values by which rows were grouped.
  public let group: [Value]
  /// How many ways to a value of the group there are, two or more, the one that was taken among them.
  public let count: Int
  /// Whether there are more than were looked at.
  public let isMore: Bool
  /// Up to two of the others, with the next values.
  public let others: [Candidate]
}

extension Explanation {
  /// For a row that holds only by values that were bettered since, so that every way to it leads round: its
  /// derivation as the one way that there is.
  var asItsOnlyAlternative: Explanation {
    let only = Alternatives(shown: Array(parts.prefix(1)), count: 1, isMore: false, undecided: 0)
    return Explanation(parts: parts, alternatives: only)
  }
}
