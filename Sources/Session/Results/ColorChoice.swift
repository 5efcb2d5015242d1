/// When output is coloured.
public enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether what goes to `output` is coloured. `auto` means on a terminal that can show colours, where
  /// `NO_COLOR` (no-color.org) does not forbid it.
  public func isOn(for output: Output) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      output.isTerminal && Path.environment("NO_COLOR") == nil && Path.environment("TERM") != "dumb"
    }
  }
}
