/// What came of running a text.
public struct Outcome: Hashable, Sendable {
  public var errors = 0
  public var warnings = 0
  /// What is known that was not before.
  public var facts = 0
  public var rules = 0
  public var constraints = 0
  /// A limit ended a question, or cut its answer.
  public var limitReached = false
  public var wasInterrupted = false
  /// Nobody reads the results any more.
  public var outputClosed = false
  /// `:quit` was given.
  public var wantsToQuit = false
  /// A file that was to be loaded could not be read, or its rows did not fit: what follows would be told
  /// of less than was meant.
  public var inputMissing = false
  /// The rows of the last answer; nil where nothing was asked. For a question without variables 1 is yes.
  public var rows: Int?

  public init() {}

  /// Whether what follows is not to be run.
  public var isOver: Bool { wasInterrupted || outputClosed || wantsToQuit }

  /// 0 done, 1 an error in what was given, 3 a limit reached, 130 interrupted.
  public var status: Int32 {
    if wasInterrupted { return 130 }
    if errors > 0 { return 1 }
    return limitReached ? 3 : 0
  }

  /// `7 facts, 1 rule`; `nothing new` where that is so.
  var news: String {
    let parts = [(facts, "fact"), (rules, "rule"), (constraints, "constraint")].compactMap { count, name in
      count == 0 ? nil : "\(count) \(name)\(count == 1 ? "" : "s")"
    }
    return parts.isEmpty ? "nothing new" : parts.joined(separator: ", ")
  }

  /// Takes in what came of a part.
  public mutating func merge(_ part: Outcome) {
    errors += part.errors
    warnings += part.warnings
    facts += part.facts
    rules += part.rules
    constraints += part.constraints
    limitReached = limitReached || part.limitReached
    wasInterrupted = wasInterrupted || part.wasInterrupted
    outputClosed = outputClosed || part.outputClosed
    wantsToQuit = wantsToQuit || part.wantsToQuit
    inputMissing = inputMissing || part.inputMissing
    rows = part.rows ?? rows
  }

  /// What was new has been taken back.
  mutating func forgetNews() {
    facts = 0
    rules = 0
    constraints = 0
  }

  /// What was new since another outcome has been taken back.
  mutating func takeNews(from earlier: Outcome) {
    facts = min(facts, earlier.facts)
    rules = min(rules, earlier.rules)
    constraints = min(constraints, earlier.constraints)
  }

  /// Takes in what came of a file that a statement had read: `:quit` in it ended only the file.
  mutating func merge(file: Outcome) {
    var part = file
    part.wantsToQuit = false
    merge(part)
  }
}
