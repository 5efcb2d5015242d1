/// A search under way, and the line to go back to when it is given up.
struct SearchSession {
  var search: HistorySearch
  let text: String
  let cursor: Int
  /// Enter ends the search without running what was found, as after vi's `/`.
  let endsWithEnter: Bool

  /// Shown in place of the prompt.
  var prompt: String {
    "search" + (search.hasFailed ? ", no more" : "") + " '\(search.pattern)': "
  }

  static let older: Unicode.Scalar = "\u{12}"
  static let newer: Unicode.Scalar = "\u{13}"
  static let giveUp: Unicode.Scalar = "\u{07}"
  static let erase: Set<Unicode.Scalar> = ["\u{08}", "\u{7F}"]

  /// The key is part of the search: a character to search for, or one that steers it.
  static func steers(_ scalar: Unicode.Scalar) -> Bool {
    scalar == older || scalar == newer || scalar == giveUp || erase.contains(scalar)
      || scalar.properties.generalCategory != .control
  }
}
