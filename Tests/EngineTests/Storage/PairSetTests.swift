import Testing

@testable import Engine

/// Unions of the values of keys, in every combination of their forms, against sets.
@Suite struct PairSetTests {
  /// Values of a form: inline, a list, a hash table, a bitmap, one whose range another does not cover.
  private static let forms: [[UInt32]] = [
    [], [5], [5, 900_000], Array(1...7), (1...40).map { $0 * 70_001 }, Array(100...400),
    Array(stride(from: 50, through: 2000, by: 3)), [UInt32.max, 4, 70_000_000], Array(390...3000),
  ]

  /// A table of pairs of 1 with some values, and then of 2 with others.
  private func table(_ first: [UInt32], _ second: [UInt32]) -> Table {
    let rows = first.map { [UInt32(1), $0] } + second.map { [UInt32(2), $0] }
    return StoredRows(rows: rows).table(arity: 2)
  }

  @Test(arguments: 0..<9, 0..<9)
  func aKeyTakesAllThatAnotherHas(_ left: Int, _ right: Int) {
    let (own, other) = (Self.forms[left], Self.forms[right])
    for isSame in [true, false] {
      let target = table(own, isSame ? other : [])
      let source = isSame ? target : table([], other)
      let before = target.count
      unite(target, [1], [2], source)
      #expect(values(of: 1, in: target) == Set(own).union(other))
      #expect(target.count - before == Set(other).subtracting(own).count)
      #expect(Set(own).union(other).allSatisfy { value in target.contains { $0 == 0 ? 1 : value } })
    }
  }

  @Test(arguments: 0..<9, 0..<9)
  func aKeyTakesARun(_ left: Int, _ right: Int) {
    let (own, run) = (Self.forms[left], Self.forms[right])
    let target = table(own, [8, 9] + run)
    // The run is the last rows of key 2.
    let new = run.filter { ![8, 9].contains($0) }
    let (start, end) = (UInt32(target.count - new.count), UInt32(target.count))
    unite(target, [1], [2], target, runs: (start, end))
    let values = values(of: 1, in: target)
    #expect(values.isSuperset(of: Set(own).union(new)))
    #expect(values.isSubset(of: Set(own).union(run).union([8, 9])))
    #expect(target.count == Set(target.allWords).count)
  }

  @Test func randomUnionsAreThoseOfSets() {
    var random = SplitMix64(seed: 11)
    var model: [UInt32: Set<UInt32>] = [:]
    let target = Table(arity: 2)
    for step in 0..<3000 {
      let (key, other) = (UInt32(random.int(0...60)), UInt32(random.int(0...60)))
      if step % 3 == 0 {
        let value = UInt32(random.chance(80) ? random.int(0...900) : random.int(0...1_000_000))
        target.insert([Handle(word: key), Handle(word: value)])
        model[key, default: []].insert(value)
      } else if step % 40 == 1 {
        unite(target, [key], [other], target)
        model[key, default: []].formUnion(model[other] ?? [])
      }
    }
    for (key, values) in model where !values.isEmpty {
      #expect(self.values(of: key, in: target) == values)
    }
    #expect(target.count == model.values.reduce(0) { $0 + $1.count })
  }

  private func values(of key: UInt32, in table: Table) -> Set<UInt32> {
    Set(table.allWords.filter { $0[0] == key }.map { $0[1] })
  }

  private func unite(
    _ target: Table, _ heads: [UInt32], _ keys: [UInt32], _ source: Table, runs: (UInt32, UInt32)? = nil
  ) {
    let words = StoredRows(rows: [[heads[0], keys[0], runs?.0 ?? 0, runs?.1 ?? 0]]).columns(width: 4)
    withExtendedLifetime(words) {
      let run = (starts: UnsafePointer(words.column(2)), ends: UnsafePointer(words.column(3)))
      target.unite(
        words.column(0), with: words.column(1), of: source, count: 1, runs: runs == nil ? nil : run,
        scratch: Columns(width: 2, capacity: 1))
    }
  }
}
