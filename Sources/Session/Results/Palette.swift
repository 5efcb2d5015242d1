/// The colours and weights of a terminal, or none of them.
public struct Palette: Hashable, Sendable {
  public enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case error = "1;31"
    case warning = "1;33"
    case good = "32"
  }

  public var isOn: Bool

  public init(isOn: Bool) {
    self.isOn = isOn
  }

  public static let plain = Palette(isOn: false)

  /// The text in a style, and back to normal after it; the text alone where colours are off.
  public func paint(_ text: String, _ style: Style) -> String {
    isOn && !text.isEmpty ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }

  /// The text without styles.
  static func stripped(_ text: String) -> String {
    guard text.contains("\u{1b}") else { return text }
    return text.replacing(/\u{1b}\[[0-9;]*m/, with: "")
  }
}
