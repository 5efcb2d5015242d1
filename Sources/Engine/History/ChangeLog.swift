import Syntax

/// The changes of the statement at hand, newest last.
///
/// Facts that are added to a store one after the other are one change, also where those of other stores come between:
/// a script of a million facts has about as many changes as it has relations.
struct ChangeLog {
  private(set) var changes: [Change] = []
  /// The run of changes in which additions may still be joined to earlier ones. A number is never used again.
  private var run = 0
  /// How many changes there were when a place was last marked: those may no longer grow.
  private var markedCount = 0

  var count: Int { changes.count }

  mutating func append(_ change: Change) {
    switch change {
    case .added(let facts): return add(facts)
    case .cited(var facts):
      // What is added in this run comes and goes with its citations.
      let store = facts.store
      facts.leaveOut { isOpen($0, of: store) }
      if facts.count > 0 { changes.append(.cited(facts)) }
      return
    case .removed(let facts): if extendLastRemoval(by: facts) { return }
    case .replaced, .defined, .forgotten, .shaped: break
    }
    run += 1
    changes.append(change)
    if case .replaced(_, _, let store, _) = change { open(store) }
  }

  private mutating func add(_ facts: FactRows) {
    let (store, rows) = (facts.store, facts.rows)
    if store.additions.run == run {
      let place = store.additions.place
      switch changes[place] {
      case .added(var known) where known.rows.upperBound == rows.lowerBound:
        known.rows = known.rows.lowerBound..<rows.upperBound
        changes[place] = .added(known)
        return
      case .replaced(let key, let before, let after, let count) where count == rows.lowerBound:
        changes[place] = .replaced(key, before: before, after: after, rows: rows.upperBound)
        return
      default: break
      }
    }
    changes.append(.added(facts))
    open(store)
  }

  /// Has the next additions to a store joined to the last change.
  private func open(_ store: FactStore) { store.additions = (run, changes.count - 1) }

  /// Whether a fact is among those that were added in this run.
  private func isOpen(_ row: Int, of store: FactStore) -> Bool {
    guard store.additions.run == run else { return false }
    switch changes[store.additions.place] {
    case .added(let known): return known.rows.contains(row)
    case .replaced(_, _, _, let count): return row < count
    case .removed, .cited, .defined, .forgotten, .shaped: return false
    }
  }

  private mutating func extendLastRemoval(by facts: FactRows) -> Bool {
    guard changes.count > markedCount, case .removed(var last)? = changes.last, last.store === facts.store,
      last.rows.upperBound == facts.rows.lowerBound
    else { return false }
    last.rows = last.rows.lowerBound..<facts.rows.upperBound
    changes[changes.count - 1] = .removed(last)
    return true
  }

  /// The place after the last change, where changes may be parted from now on.
  mutating func mark() -> Int {
    run += 1
    markedCount = changes.count
    return changes.count
  }

  /// Takes back the changes from a marked place on, and forgets them.
  mutating func revert(from place: Int, in catalog: Catalog) {
    changes[place...].revert(in: catalog)
    changes.removeSubrange(place...)
    _ = mark()
  }

  /// Hands over all changes, and is empty then.
  mutating func take() -> [Change] {
    defer {
      changes = []
      _ = mark()
    }
    return changes
  }
}
