/// A predicate's rows as they were computed, with what they were computed from.
struct Materialization {
  var table: Table
  /// The predicates that were computed together.
  var group: Set<Predicate>
  /// What the rows were computed by.
  var definition: Definition
  /// When the rules of the relation had last changed.
  var ruleStamp: Int
  /// The moment in which each relation was read.
  var inputs: [Predicate: Table.Moment]
  /// The moment in which base facts were read.
  var factInputs: [FactKey: Table.Moment]
  /// The stamps of the citations that were read.
  var citationInputs: [FactKey: Int] = [:]
  /// Whether no test of uncertain dates was in doubt, here or in anything read: then the certain rows are
  /// all the possible ones.
  var isDecided: Bool
  /// Whether the table is that of another predicate.
  var isShared = false
  /// How long it took to compute the group, in seconds.
  var cost = 0.0
}
