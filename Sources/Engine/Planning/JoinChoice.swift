/// How atoms that form a cycle are joined.
enum JoinChoice {
  /// One by one or by their variables, whichever is expected to cost less.
  case byCost
  /// One by one.
  case ordinary
  /// By their variables, wherever that can be done.
  case generic
}
