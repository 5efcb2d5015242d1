public import Syntax

/// A relation's reading sentence: `{actor} visited {place}, {when}`.
public struct ReadingTemplate: Sendable {
  private enum Part: Sendable {
    case words(String)
    case column(String)
  }

  private var parts: [Part] = []

  public init(_ text: String) {
    var words = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      words += rest[..<open]
      if !words.isEmpty { parts.append(.words(words)) }
      words = ""
      parts.append(.column(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    words += rest
    if !words.isEmpty { parts.append(.words(words)) }
  }

  /// The columns that the sentence names, in order.
  public var placeholders: [String] {
    parts.compactMap { if case .column(let name) = $0 { name } else { nil } }
  }

  /// The sentence with the values of named columns in place.
  public func sentence(_ value: (String) -> Value?) -> String {
    parts.map { part in
      switch part {
      case .words(let words): words
      case .column(let name): value(name)?.plainText ?? "{\(name)}"
      }
    }.joined()
  }
}
