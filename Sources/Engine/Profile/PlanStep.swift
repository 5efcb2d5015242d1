/// One step of a rule's plan: what is done for the bindings that the steps before it have left.
public struct PlanStep: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// Reads rows through, for each binding.
    case scan
    /// Reads for which values the rows of a relation are asked for.
    case demand
    /// Looks rows up by the values of some columns.
    case probe
    /// Looks rows up, those of them whose value in a further column lies within bounds.
    case window
    /// Keeps the bindings that some row matches.
    case exists
    /// Keeps the bindings that no row matches.
    case notExists = "not exists"
    /// Binds a variable to the values that several atoms that form a cycle have in common.
    case intersect
    /// Looks up the result of an aggregate.
    case lookup
    case test
    case assign
    /// Asks a part of the rule anew for each binding.
    case subquery
    /// Takes the rows of another relation as they are.
    case reuse
    /// Adds the head's rows to its relation.
    case add
    /// Adds all values that an atom has for a key to the head's rows at once.
    case unite
    /// Feeds an aggregate.
    case feed
  }

  /// Which rows of a relation that is being computed are read.
  public enum Rows: String, Sendable {
    case all
    /// Those that the round before has added.
    case newest
    /// Those from before these.
    case older
  }

  public struct Index: Hashable, Sendable {
    /// The columns that are looked up, by name; by number where they have none.
    public var columns: [String]
    /// The column in whose order the rows of a key are, where that is made use of.
    public var order: String?
    /// Whether the relation's rows lie in this order, so that nothing had to be made.
    public var isClustered: Bool
  }

  public var kind: Kind
  public var rows = Rows.all
  /// The literal as it is written.
  public var text: String
  /// One for most steps that look something up; for a variable of a cycle one an atom.
  public var indexes: [Index] = []
  /// How many bindings there are expected to be after this step, for all rows, or in ``RulePlan/newest`` for one of the
  /// newest rows; nil where that depends on what is not computed yet. Tests are taken to keep all.
  public var expected: Double?
  /// The steps of a subquery, for each of its alternatives.
  public var parts: [[PlanStep]] = []

  /// Whether it does the same, whatever is expected of it.
  func isSame(as other: PlanStep) -> Bool {
    kind == other.kind && rows == other.rows && text == other.text && indexes == other.indexes
  }
}
