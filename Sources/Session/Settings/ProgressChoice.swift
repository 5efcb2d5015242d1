/// When a line on the terminal tells how far long work is.
public enum ProgressChoice: String, CaseIterable, Sendable {
  case auto, on, off

  /// Whether it is written to `output`: never to what is no terminal. `auto` leaves it out where a person wants to hear
  /// nothing, and on a terminal that cannot erase.
  func isOn(for output: Output, isQuiet: Bool) -> Bool {
    switch self {
    case .on: output.isTerminal
    case .off: false
    case .auto: output.isTerminal && !isQuiet && !ProgressLine.isDumb
    }
  }
}
