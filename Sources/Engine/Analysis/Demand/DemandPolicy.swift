/// When a question's recursive relations are computed only as far as its known arguments ask for.
package enum DemandPolicy: Sendable {
  /// Where it pays: an argument is a constant or has few values, and the whole relation is neither known nor
  /// cheap.
  case automatic
  /// Wherever the rewriting can be made, whatever is known already; for tests.
  case always
  /// Relations are computed in full.
  case never
}
