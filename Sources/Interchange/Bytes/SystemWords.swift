import Glibc

/// The system's words for its error numbers.
package enum SystemWords {
  /// As they stand in the middle of a message: `no such file or directory`.
  package static func reason(of number: Int32) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    let words = String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}

/// Bytes that cannot be read, in the words of a message.
package struct ReadingError: Error, Hashable, Sendable {
  package var reason: String

  package init(_ reason: String) { self.reason = reason }

  static func last() -> ReadingError { ReadingError(SystemWords.reason(of: errno)) }
}
