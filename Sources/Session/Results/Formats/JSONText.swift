/// A JSON value to be written (RFC 8259).
enum JSONText {
  case object([(key: String, value: JSONText)])
  case array([JSONText])
  case string(String)
  case integer(Int)
  case decimal(Double)
  case bool(Bool)
  case null

  static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }
  static func optional(_ number: Int?) -> JSONText { number.map { .integer($0) } ?? .null }
  static func optional(_ number: Double?) -> JSONText { number.map { .decimal($0) } ?? .null }

  /// As text, over several lines where something is nested more than once; lines after the first stand further in.
  func text(indent: Int = 0) -> String {
    switch self {
    case .object(let members):
      wrapped(
        members.map { JSONRowEncoder.string($0.key) + ": " + $0.value.text(indent: indent + 2) }, "{", "}",
        indent)
    case .array(let elements): wrapped(elements.map { $0.text(indent: indent + 2) }, "[", "]", indent)
    case .string(let text): JSONRowEncoder.string(text)
    case .integer(let number): String(number)
    // JSON has no word for what is not finite.
    case .decimal(let number): number.isFinite ? String(number) : "null"
    case .bool(let holds): String(holds)
    case .null: "null"
    }
  }

  private func wrapped(_ parts: [String], _ start: String, _ end: String, _ indent: Int) -> String {
    guard depth > 2 else { return start + parts.joined(separator: ", ") + end }
    let space = "\n" + String(repeating: " ", count: indent)
    return start + space + "  " + parts.joined(separator: "," + space + "  ") + space + end
  }

  private var depth: Int {
    switch self {
    case .object(let members): 1 + (members.map(\.value.depth).max() ?? 0)
    case .array(let elements): 1 + (elements.map(\.depth).max() ?? 0)
    case .string, .integer, .decimal, .bool, .null: 0
    }
  }
}
