public import Syntax

/// A question whose answer is kept, so that what later statements change in it can be told.
public final class Watch {
  public let query: Query
  public let statement: Statement
  /// Whether rows must hold certainly or only possibly.
  public let dates: DateView
  /// The columns of the answer.
  public let columns: [String]
  /// The rows that were told last.
  fileprivate var seen: RowSnapshot
  /// The stamp of what the question read for them, or when that was last tried.
  fileprivate var stamp: Int
  /// Whether the question is wrong by now, as where its relation is gone.
  public fileprivate(set) var isBroken = false

  fileprivate init(_ query: Query, in statement: Statement, _ answer: Answer, _ seen: RowSnapshot, stamp: Int)
  {
    self.query = query
    self.statement = statement
    dates = answer.dates
    columns = answer.columns
    self.seen = seen
    self.stamp = stamp
  }

  /// Whether the question has no variables and so is answered by yes or no.
  public var isBoolean: Bool { columns.isEmpty }
}

/// What has changed in the answer of a watched question.
public struct WatchNews {
  /// Both sorted.
  public let added: [[Value]]
  public let removed: [[Value]]
}

extension Engine {
  /// Answers a question and watches it.
  public func watch(
    _ query: Query, in statement: Statement, dates: DateView = .certain
  ) throws(EngineError) -> (watch: Watch, answer: Answer) {
    let stamp = readStamp(of: query.body)
    let answer = try ask(query, in: statement, dates: dates)
    return (Watch(query, in: statement, answer, RowSnapshot(watched(answer)), stamp: stamp), answer)
  }

  /// What has changed in a watched question's answer since it was last told; nil where nothing has. Costs next to nothing
  /// where nothing has changed that the question reads. Where it throws, it is tried again when something has changed.
  public func news(of watch: Watch) throws(EngineError) -> WatchNews? {
    let stamp = readStamp(of: watch.query.body)
    guard stamp != watch.stamp else { return nil }
    watch.stamp = stamp
    let added: [[Handle]]
    let removed: [[Handle]]
    do throws(EngineError) {
      let table = watched(try ask(watch.query, in: watch.statement, dates: watch.dates))
      (added, removed) = try watch.seen.changes(to: table, budget: budget())
      watch.seen = RowSnapshot(table)
      watch.isBroken = false
    } catch {
      if case .invalid = error { watch.isBroken = true }
      throw error
    }
    guard !added.isEmpty || !removed.isEmpty else { return nil }
    let values = catalog.values
    return WatchNews(
      added: values.sorted(added).map { $0.map(values.value(of:)) },
      removed: values.sorted(removed).map { $0.map(values.value(of:)) })
  }

  /// The table that an answer's rows are in, or a copy of the rows where they are not all of it.
  private func watched(_ answer: Answer) -> Table {
    guard answer.count < answer.table.liveCount else { return answer.table }
    let table = Table(arity: answer.table.arity)
    let rows = answer.order.column(0)
    for place in 0..<answer.count { table.insert(from: answer.table.columns.pointers, at: Int(rows[place])) }
    return table
  }

  /// Grows whenever something that a body reads, by whatever rules, has changed.
  private func readStamp(of body: Formula) -> Int {
    var seen: Set<String> = []
    var waiting = body.relationUses.map(\.text)
    var stamp = 0
    while let relation = waiting.popLast() {
      guard seen.insert(relation).inserted else { continue }
      stamp = max(stamp, catalog.stamp(of: relation))
      for number in catalog.rulesByHead[relation] ?? [] {
        waiting += catalog.rules[number]?.body.relationUses.map(\.text) ?? []
      }
    }
    return stamp
  }
}

extension Catalog {
  /// When facts, citations or rules of a relation last changed; for `evidence` those of any.
  fileprivate func stamp(of relation: String) -> Int {
    if relation == "evidence" {
      let stores = facts.values.map { max($0.stamp, $0.citationStamp) }
      return max(stores.max() ?? 0, ruleStamps.values.max() ?? 0)
    }
    var stamp = ruleStamps[relation] ?? 0
    for modality in Modality.allCases {
      guard let store = facts[FactKey(relation: relation, modality: modality)] else { continue }
      stamp = max(stamp, store.stamp, store.citationStamp)
    }
    return stamp
  }
}
