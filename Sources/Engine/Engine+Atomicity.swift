import Syntax

/// One change with what is needed to take it back.
enum Change {
  case added(FactKey, [Handle])
  /// Facts were loaded into a relation that had some: the words of those that were new, fact after fact.
  case loaded(FactKey, [UInt32])
  /// Facts were loaded into a relation that had none.
  case filled(FactKey)
  case removed(FactKey, [Handle], [Citation])
  /// Citations were added to a fact that had `before`.
  case cited(FactKey, [Handle], before: Int)
  case defined(Int)
  case undefined(StoredRule)
  /// The shape that a relation had before.
  case schema(String, Schema?)
}

/// A point to which the engine can go back.
public struct Mark {
  let position: Int
}

extension Engine {
  /// Remembers this point; end it with ``rollback(to:)`` or ``release(_:)``.
  public func mark() -> Mark {
    marks += 1
    if journal == nil { journal = [] }
    return Mark(position: journal?.count ?? 0)
  }

  /// Takes back every change since a mark, and ends it.
  public func rollback(to mark: Mark) {
    while let count = journal?.count, count > mark.position {
      undoAdditions(downTo: mark.position)
      if let count = journal?.count, count > mark.position, let change = journal?.popLast() { undo(change) }
    }
    end()
  }

  /// Takes back a run of added facts at once, since removing one costs as much as removing many.
  private func undoAdditions(downTo position: Int) {
    var rows: [FactKey: Set<Int>] = [:]
    func find(_ row: [Handle], of key: FactKey) {
      if let found = catalog.facts[key]?.table.find(row) { rows[key, default: []].insert(found) }
    }
    additions: while let change = journal?.last, let count = journal?.count, count > position {
      switch change {
      case .added(let key, let row): find(row, of: key)
      case .loaded(let key, let words):
        let arity = max(1, catalog.facts[key]?.table.arity ?? 1)
        for start in stride(from: 0, to: words.count, by: arity) {
          find(words[start..<min(start + arity, words.count)].map(Handle.init(word:)), of: key)
        }
      case .filled, .removed, .cited, .defined, .undefined, .schema: break additions
      }
      journal?.removeLast()
    }
    for (key, rows) in rows { catalog.remove(rows: rows, of: key) }
  }

  /// Keeps the changes since a mark, and ends it.
  public func release(_ mark: Mark) { end() }

  private func end() {
    marks -= 1
    if marks <= 0 {
      marks = 0
      journal = nil
    }
  }

  func note(_ change: Change) {
    if journal != nil { journal?.append(change) }
  }

  private func undo(_ change: Change) {
    let stamp = catalog.tick()
    switch change {
    case .added, .loaded: break
    case .filled(let key): catalog.removeAll(of: key)
    case .removed(let key, let row, let citations):
      let store = catalog.store(of: key, arity: row.count)
      let wasEmpty = store.table.count == 0
      let kinds = row.map { KindSet($0.kind) }
      if store.isWidened(by: kinds) { catalog.noteKinds(of: key.relation) }
      let (position, _) = store.add(row, kinds: kinds, stamp: stamp)
      _ = store.cite(row: position, citations, stamp: stamp)
      if wasEmpty { catalog.noteModalities(of: key.relation) }
    case .cited(let key, let row, let before):
      guard let store = catalog.facts[key], let position = store.table.find(row) else { return }
      store.dropCitations(row: position, leaving: before, stamp: stamp)
    case .defined(let number): _ = catalog.remove(rule: number)
    case .undefined(let rule): catalog.add(rule)
    case .schema(let name, let schema): catalog.setSchema(schema, of: name)
    }
  }
}
