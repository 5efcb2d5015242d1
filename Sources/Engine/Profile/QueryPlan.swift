/// How a question will be answered: what is known already, and the steps of each rule that has to be computed.
public struct QueryPlan: Sendable {
  /// What the steps read that need not be computed.
  public var known: [KnownRelation] = []
  /// Whether relations are computed only as far as the question asks for.
  public var isOnDemand = false
  /// In the order in which they are computed, the question last.
  public var strata: [StratumPlan] = []
}

/// A relation whose rows are there.
public struct KnownRelation: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// Stated, and not derived by any rule.
    case facts
    /// Derived by an earlier question, and still up to date.
    case computed
  }

  public var relation: PlannedRelation
  public var rows: Int
  public var kind: Kind
}

/// What rows are of: a relation, or a part of a rule or question that is computed by itself.
public struct PlannedRelation: Hashable, Sendable {
  /// As it is written; `the question`, `a part of rule 3`.
  public var name: String
  public var arity: Int
  public var isRelation: Bool

  /// `visited/3`
  public var label: String { isRelation ? "\(name)/\(arity)" : name }
}

/// Relations that are computed together, since each needs the others, or one alone.
public struct StratumPlan: Sendable {
  public var relations: [PlannedRelation]
  /// Whether its rules are run in rounds, until one adds nothing.
  public var isRecursive: Bool
  /// Whether it is computed only where a test of uncertain dates was in doubt: else the certain rows are all that are
  /// possible.
  public var isConditional = false
  /// What is done before the rules.
  public var works: [PlannedWork] = []
  public var rules: [RulePlan] = []
  /// How the groups of an aggregate are made of what the rules have fed to it.
  public var aggregate: PlannedWork?
}

/// Work that is no step of a rule.
public struct PlannedWork: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// Copies the facts of a relation that has rules too.
    case facts
    /// Lists citations.
    case citations
    /// Makes one row of each group.
    case aggregate
    /// Sorts rows that were added in bulk, and drops those that are repeated.
    case sort
    /// Brings indexes up to date between rounds.
    case index
    /// Drops the rows that were bettered.
    case best
    /// Orders the answer's rows.
    case order
  }

  public var kind: Kind
  /// What it is done to.
  public var text: String
  public var expected: Double?
}
