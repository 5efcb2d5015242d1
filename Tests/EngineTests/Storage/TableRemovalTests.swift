import Testing

@testable import Engine

/// Rows that are taken out of tables and put back, against sets of rows.
@Suite struct TableRemovalTests {
  @Test(arguments: TableTests.shapes)
  func rowsComeAndGo(_ shape: TableTests.Shape) {
    let arity = shape.ranges.count
    var random = SplitMix64(seed: 7)
    let table = StoredRows.random(shape.count / 10, shape.ranges, seed: 3).table(arity: arity)
    var rows = Set(table.allWords)
    var removed: [Int] = []
    for _ in 0..<6 {
      let (moment, before) = (table.moment, rows)
      for _ in 0..<400 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where table.liveCount > 0:
          let row = Int.random(in: 0..<table.count, using: &random)
          guard table.isLive(row) else { continue }
          table.remove(row)
          rows.remove(table.words(ofRows: row..<(row + 1)))
          removed.append(row)
        case 1:
          guard let row = removed.popLast() else { continue }
          let words = table.words(ofRows: row..<(row + 1))
          // What is there again is not put back.
          guard !rows.contains(words) else { continue }
          table.restore(row)
          rows.insert(words)
        default:
          let row = shape.ranges.map { UInt32.random(in: $0, using: &random) }
          #expect(table.insert(row.map(Handle.init(word:))) == rows.insert(row).inserted)
        }
      }
      #expect(table.liveCount == rows.count)
      #expect(Set(table.liveWords) == rows)
      expectLookups(table, rows, before)
      guard let changes = table.changes(since: moment) else {
        Issue.record("the table has lost a moment")
        return
      }
      func words(_ rows: [Int]) -> Set<[UInt32]> { Set(rows.map { table.words(ofRows: $0..<($0 + 1)) }) }
      #expect(words(changes.added) == rows.subtracting(before))
      #expect(words(changes.removed) == before.subtracting(rows))
      #expect(changes.added.count == words(changes.added).count)
      #expect(changes.removed.count == words(changes.removed).count)
    }
    #expect(Set(table.compacted().allWords) == rows)
  }

  private func expectLookups(_ table: Table, _ rows: Set<[UInt32]>, _ others: Set<[UInt32]>) {
    for row in rows.union(others) {
      let handles = row.map(Handle.init(word:))
      #expect(table.contains { row[$0] } == rows.contains(row))
      guard let found = table.find(handles) else {
        #expect(!rows.contains(row))
        continue
      }
      #expect(table.row(found) == handles && table.isLive(found))
    }
  }

  @Test func aMomentOfAnotherTableTellsNothing() {
    let (one, other) = (Table(arity: 1), Table(arity: 1))
    one.insert([Handle(word: 1)])
    // One that was empty is as good as this when it was.
    #expect(one.changes(since: other.moment)?.added == [0])
    other.insert([Handle(word: 2)])
    #expect(one.changes(since: other.moment) == nil)
    #expect(one.changes(since: one.moment)?.added == [])
  }
}

extension Table {
  fileprivate var liveWords: [[UInt32]] { liveRows.map { words(ofRows: $0..<($0 + 1)) } }
}
