public import Syntax

/// Why a question has no row: for each rule that could give one, how far its body holds, and what is nearly there.
public struct WhyNot: Sendable {
  /// What was asked for, where it is one atom.
  public let asked: AtomPattern?
  /// What holds, is possible or is stated that is nearly what was asked for: at most ``mostMisses``.
  public let near: [NearMiss]
  /// The most promising rules first: those of which most literals hold together, then those defined first. At most
  /// ``mostRules``; none where what was asked for has no rules. A question of several literals is its own rule.
  public let attempts: [RuleAttempt]
  /// How many further rules there are.
  public let furtherRules: Int

  public static let mostRules = 3
  public static let mostMisses = 3
  /// How many ways to make literals true are shown.
  public static let mostSolutions = 3
  /// Ways are counted up to here.
  public static let mostWays = 10_000
}

/// An atom of which some arguments are known.
public struct AtomPattern: Sendable {
  public let relation: String
  public let modality: ModalityFilter
  /// By column; nil for what may be anything.
  public let values: [Value?]
  /// Whether it is asked for with a document that cites it.
  public let isCited: Bool
  /// The atom as it is written, with the names of variables, and `_` for others.
  public let text: String

  /// The fact that it is, where nothing is left open.
  public var fact: FactDescription? {
    guard case .only(let modality) = modality, !isCited else { return nil }
    let known = values.compactMap(\.self)
    guard known.count == values.count else { return nil }
    return FactDescription(relation: relation, modality: modality, values: known, citations: [])
  }
}

/// A rule that does not give what was asked for, and how far it comes.
public struct RuleAttempt: Sendable {
  public enum LiteralState: String, Sendable {
    /// It holds together with all others that hold.
    case holds
    /// With it nothing is left.
    case fails
    /// It was not looked at: something before it fails.
    case untried
  }

  public struct Literal: Sendable {
    /// As it was written, on one line.
    public let written: String
    public let state: LiteralState
  }

  /// How many ways there are to make the literals true that hold.
  public struct Ways: Sendable {
    public let count: Int
    /// Whether there are more, which were not counted.
    public let isMore: Bool
  }

  /// The rule's number; nil for a question.
  public let rule: Int?
  /// The rule or question as it was written.
  public let statement: Statement
  /// The values that what was asked for gives to variables of the rule.
  public let bindings: [RuleUse.Binding]
  /// How many conjunctions the rule's body stands for, of which this is the most promising.
  public let alternatives: Int
  /// The literals in the order written. Those that test or compute wait until their variables have values, so what
  /// fails may stand before what holds.
  public let literals: [Literal]
  /// Of the literals that hold; the values of the variables that they bind are ``solutions``.
  public let ways: Ways
  /// Up to ``WhyNot/mostSolutions`` of the ways, those with the nearest misses first.
  public let solutions: [[RuleUse.Binding]]
  public let failure: Failure
}

/// What stops a rule from giving what was asked for.
public struct Failure: Sendable {
  public enum Kind: String, Sendable {
    /// The head never is what was asked for.
    case head
    /// A literal of the body leaves nothing.
    case literal
    /// The body holds, but the aggregate's value, or the least or greatest value of the group, is another.
    case result
  }

  public let kind: Kind
  /// In words; nil where the near misses say all.
  public let words: String?
  /// The nearest first, at most ``WhyNot/mostMisses``.
  public let misses: [NearMiss]
  /// Where the literal is of a derived relation: why that does not hold either.
  public let inner: InnerFailure?
}

/// The rule that comes nearest to giving a row that another rule needs.
public struct InnerFailure: Sendable {
  /// The row that is needed; nil for one of a part of a rule.
  public let pattern: AtomPattern?
  public let statement: Statement
  /// The literal that fails, as it was written; nil where the head or the result differs.
  public let literal: String?
  public let words: String?
}

/// Something that is nearly what is needed.
public struct NearMiss: Sendable {
  public enum Kind: String, Sendable {
    /// The same, but for uncertain dates it is possible only.
    case possible
    /// The same in another modality: planned, denied, claimed.
    case modality
    /// A row that differs in one argument.
    case argument
    /// A name that is known, where the one that was asked for is not.
    case name
    /// A test with its values put in.
    case test
    /// What a negation forbids, and is there.
    case present
    /// The value of a group, where another was asked for.
    case value
  }

  public let kind: Kind
  /// The row, with the citations of a stated one.
  public let fact: FactDescription?
  /// Whether the row was stated, and not derived.
  public let isStated: Bool
  /// How it differs, or all there is to say where there is no row.
  public let words: String?
}
