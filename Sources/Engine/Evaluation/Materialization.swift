/// A predicate's rows as they were computed, with what they were computed from.
struct Materialization {
  var table: Table
  /// When it was computed; what reads it is stale when this changes.
  var stamp: Int
  /// When the rules of the relation had last changed.
  var ruleStamp: Int
  /// What was read, with its stamp at that time.
  var inputs: [Predicate: Int]
  /// The stamps of the base facts that were read.
  var factInputs: [FactKey: Int]
  /// Whether no test of uncertain dates was in doubt, here or in anything read: then the certain rows are
  /// all the possible ones.
  var isDecided: Bool
}
