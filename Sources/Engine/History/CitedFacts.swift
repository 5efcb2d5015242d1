import Syntax

/// Citations that were added to facts that were known.
struct CitedFacts {
  /// One citation of a fact.
  struct Addition {
    let row: UInt32
    let mark: CitationTable.Mark
  }

  let key: FactKey
  let store: FactStore
  /// In the order in which they were added.
  private(set) var additions: [Addition]

  /// How many citations they are.
  var count: Int { additions.count }

  /// The rows of the facts, each once for each of its citations.
  var rows: some Sequence<Int> { additions.lazy.map { Int($0.row) } }

  /// The one fact that they are all of, where it is one.
  var onlyRow: Int? {
    guard let first = additions.first, additions.allSatisfy({ $0.row == first.row }) else { return nil }
    return Int(first.row)
  }

  /// Gives each fact with the citations that it got, those of one fact together where they were added together.
  func forEachFact(_ take: (_ row: Int, _ citations: [Citation]) -> Void) {
    var start = 0
    while start < additions.count {
      let row = additions[start].row
      let end = additions[start...].firstIndex { $0.row != row } ?? additions.count
      take(Int(row), additions[start..<end].compactMap { store.citation($0.mark) })
      start = end
    }
  }

  /// Without those of some facts.
  mutating func leaveOut(_ isLeftOut: (Int) -> Bool) { additions.removeAll { isLeftOut(Int($0.row)) } }
}
