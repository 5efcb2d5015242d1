/// From what sizes on other ways to compute the same are taken, which pay only then. Tests set them low.
struct Tuning {
  /// How many threads may compute at the same time.
  var threads = 1
  /// With fewer rows to scan, one thread does it.
  var leastSplitRows = 32_768
  /// Fewer rows are told apart one by one rather than sorted.
  var leastSortedRows = 4096
  /// With fewer rows in all relations of a body its atoms are ordered greedily.
  var leastSearchedRows = 20_000
  /// How atoms that form a cycle are joined.
  var joins = JoinChoice.byCost
  /// When recursive relations are computed only as far as a question asks for.
  var demand = DemandPolicy.automatic
  /// When rows are brought up to date rather than computed anew.
  var maintenance = MaintenancePolicy.automatic
  /// How many ways to derive rows a search for a derivation looks at before those computed earlier must do.
  var mostDerivations = 1 << 18
}
