/// How the shell's own words look: plain, or with the terminal's weights.
enum TerminalStyle {
  case bold, dim

  private var start: String {
    switch self {
    case .bold: "\u{1B}[1m"
    case .dim: "\u{1B}[2m"
    }
  }

  private static let end = "\u{1B}[0m"

  func applied(to text: String) -> String {
    text.isEmpty ? text : start + text + Self.end
  }

  /// A prompt in this style, with its escape sequences between `mark`s, so that libedit does not count
  /// them as columns. libedit loses a sequence at the very end, so the last character stays plain.
  func applied(toPrompt prompt: String, mark: Character) -> String {
    guard let last = prompt.last else { return prompt }
    return "\(mark)\(start)\(mark)\(prompt.dropLast())\(mark)\(Self.end)\(mark)\(last)"
  }
}
