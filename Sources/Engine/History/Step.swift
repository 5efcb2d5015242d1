/// What one statement, or one file as a whole, did.
public struct Step {
  /// What a step is of.
  public enum Origin: Sendable {
    case statement
    /// A file, or another text, as a whole.
    case file
  }

  /// Numbers ascend and are never used again.
  public let number: Int
  /// The statement, shortened, or the file that was read.
  public let title: String
  public let origin: Origin
  /// When it was done: seconds since the start of 1970.
  public let time: Int
  public let counts: ChangeCounts
  let content: Content

  /// What a step changed; that of earlier sessions is read only when it is needed.
  final class Content {
    var changes: [Change]?

    init(_ changes: [Change]?) { self.changes = changes }
  }

  var changes: [Change] { content.changes ?? [] }

  init(number: Int, title: String, origin: Origin, time: Int, changes: [Change]) {
    self.number = number
    self.title = title
    self.origin = origin
    self.time = time
    content = Content(changes)
    counts = ChangeCounts(changes)
  }

  /// A step of an earlier session, whose changes are not at hand.
  init(number: Int, title: String, origin: Origin, time: Int, counts: ChangeCounts) {
    self.number = number
    self.title = title
    self.origin = origin
    self.time = time
    self.counts = counts
    content = Content(nil)
  }
}

/// How much changes did.
public struct ChangeCounts: Hashable, Sendable {
  public var factsAdded = 0
  public var factsRemoved = 0
  /// Citations of facts that were known.
  public var citations = 0
  public var rulesDefined = 0
  public var rulesForgotten = 0
  public var constraintsDefined = 0
  public var constraintsForgotten = 0
  public var declarations = 0

  public init() {}

  /// Counts another's too.
  public mutating func add(_ other: ChangeCounts) {
    factsAdded += other.factsAdded
    factsRemoved += other.factsRemoved
    citations += other.citations
    rulesDefined += other.rulesDefined
    rulesForgotten += other.rulesForgotten
    constraintsDefined += other.constraintsDefined
    constraintsForgotten += other.constraintsForgotten
    declarations += other.declarations
  }

  init(_ changes: some Sequence<Change>) {
    for change in changes {
      switch change {
      case .added(let facts): factsAdded += facts.rows.count
      case .removed(let facts): factsRemoved += facts.rows.count
      case .replaced(_, _, _, let rows): factsAdded += rows
      case .cited(let facts): citations += facts.count
      case .defined(let rule):
        if rule.head == nil { constraintsDefined += 1 } else { rulesDefined += 1 }
      case .forgotten(let rule):
        if rule.head == nil { constraintsForgotten += 1 } else { rulesForgotten += 1 }
      case .shaped(_, _, let after): if after?.isDeclared == true { declarations += 1 }
      }
    }
  }
}

/// The one change of a step that made one only, as the language writes what was changed.
public enum SingleChange: Hashable, Sendable {
  case factAdded(String)
  case factRemoved(String)
  case cited(String, count: Int)
  case ruleDefined(String)
  case ruleForgotten(String)
  case declared(String)
}

extension Engine {
  /// What a step did where that was one thing.
  public func onlyChange(of step: Step) -> SingleChange? {
    var found: SingleChange?
    for change in step.changes {
      guard let single = single(change) else {
        // What comes with a first fact or rule is not told.
        if case .shaped(_, _, let after) = change, after?.isDeclared != true { continue }
        if case .replaced(_, _, _, 0) = change { continue }
        return nil
      }
      if found != nil { return nil }
      found = single
    }
    return found
  }

  private func single(_ change: Change) -> SingleChange? {
    func text(_ key: FactKey, _ store: FactStore, _ rows: Range<Int>) -> String? {
      rows.count == 1 ? describe(key, rows.lowerBound, in: store).text : nil
    }
    switch change {
    case .added(let facts): return text(facts.key, facts.store, facts.rows).map { .factAdded($0) }
    case .removed(let facts): return text(facts.key, facts.store, facts.rows).map { .factRemoved($0) }
    case .replaced(let key, _, let store, let rows):
      return text(key, store, 0..<rows).map { .factAdded($0) }
    case .cited(let facts):
      return facts.onlyRow.flatMap { text(facts.key, facts.store, $0..<$0 + 1) }.map {
        .cited($0, count: facts.count)
      }
    case .defined(let rule): return .ruleDefined(rule.text)
    case .forgotten(let rule): return .ruleForgotten(rule.text)
    case .shaped(let relation, _, let after):
      return after.flatMap { $0.isDeclared ? .declared("\(relation)/\($0.arity)") : nil }
    }
  }
}
