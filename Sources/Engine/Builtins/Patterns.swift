import Synchronization
import Syntax

/// Regular expressions of `matches`, compiled once each.
enum Patterns {
  private static let compiled = Mutex<[String: CompiledPattern]>([:])
  /// Where expressions are tried that may take for ever, while it has nothing to do; made when there is first one.
  private static let idle = Mutex<PatternThread?>(nil)

  /// Whether a pattern matches a part of a text. Where that takes long it is given up when `isSpent` says so, with a
  /// problem of the code `limitReached`.
  static func matches(
    _ pattern: String, in text: String, isSpent: () -> Bool
  ) throws(ValueProblem) -> Bool {
    let regex = try regex(pattern)
    guard regex.mayTakeLong(on: text) else { return regex.matches(text) }
    let known = idle.withLock { idle in
      defer { idle = nil }
      return idle
    }
    guard let worker = known ?? PatternThread() else { return regex.matches(text) }
    guard let result = worker.run({ regex.matches(text) }, isSpent: isSpent) else {
      throw ValueProblem(code: .limitReached, message: "the pattern \"\(pattern)\" was given up")
    }
    idle.withLock { idle in
      if idle == nil { idle = worker } else { worker.leave() }
    }
    return result
  }

  private static func regex(_ pattern: String) throws(ValueProblem) -> CompiledPattern {
    if let known = compiled.withLock({ $0[pattern] }) { return known }
    let made: CompiledPattern
    do {
      made = CompiledPattern(regex: try Regex(pattern), cost: PatternCost(of: pattern))
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
  let cost: PatternCost

  func matches(_ text: String) -> Bool { (try? regex.firstMatch(in: text)) != nil ? true : false }

  func mayTakeLong(on text: String) -> Bool { cost.steps(on: text.utf8.count) > 1_000_000 }
}

/// How long a pattern may take at most, by how it is written: each part that may be repeated any number of times can
/// divide a text in as many ways as it is long, and a group of them in as many as it has subsets.
struct PatternCost: Equatable {
  /// How many parts may be repeated any number of times.
  private(set) var repeated = 0
  /// Whether one of them is a group, which may hold others.
  private(set) var repeatsGroup = false

  init(of pattern: String) {
    var previous: Character?
    var isEscaped = false
    for character in pattern {
      if !isEscaped, "*+{".contains(character), let before = previous {
        repeated += 1
        if before == ")" { repeatsGroup = true }
      }
      previous = character
      isEscaped = character == "\\" && !isEscaped
      if isEscaped { previous = nil }
    }
  }

  /// At most so many steps on a text of a length, about.
  func steps(on length: Int) -> Double {
    if repeatsGroup, length > 16 { return .infinity }
    var steps = Double(max(1, length))
    for _ in 0..<repeated { steps *= Double(max(1, length)) }
    return steps
  }
}
