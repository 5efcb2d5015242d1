import Synchronization
import Syntax

/// Regular expressions of `matches`, compiled once each.
enum Patterns {
  private static let compiled = Mutex<[String: CompiledPattern]>([:])

  static func matches(_ pattern: String, in text: String) throws(ValueProblem) -> Bool {
    try regex(pattern).matches(text)
  }

  private static func regex(_ pattern: String) throws(ValueProblem) -> CompiledPattern {
    if let known = compiled.withLock({ $0[pattern] }) { return known }
    let made: CompiledPattern
    do {
      made = CompiledPattern(regex: try Regex(pattern))
    } catch {
      throw ValueProblem(
        code: .invalidArgument, message: "\"\(pattern)\" is not a regular expression: \(error)",
        mend: #"a backslash is written twice inside quotes: "\\d""#)
    }
    compiled.withLock { $0[pattern] = made }
    return made
  }
}

/// A compiled expression. `Regex` is not declared Sendable, but it is never changed once it is made.
private struct CompiledPattern: @unchecked Sendable {
  let regex: Regex<AnyRegexOutput>

  func matches(_ text: String) -> Bool { (try? regex.firstMatch(in: text)) != nil ? true : false }
}
