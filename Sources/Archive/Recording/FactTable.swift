import Engine
import Syntax

/// The table that holds the stated facts of a relation and modality, and where in it the engine's rows are.
final class FactTable {
  struct Key: Hashable {
    let relation: String
    let modality: Modality
    let arity: Int

    init(relation: String, modality: Modality, arity: Int) {
      self.relation = relation
      self.modality = modality
      self.arity = arity
    }

    init(_ run: FactRun) {
      self.init(relation: run.relation, modality: run.modality, arity: run.arity)
    }
  }

  let id: Int64
  let key: Key
  /// The row that the next fact gets.
  var nextRow: Int64
  /// By the engine's store: which of its rows are in the table, and where.
  private var places: [Int: RowPlaces] = [:]
  /// The engine's store that what held at the start was loaded into, without rows.
  var loaded: FactRun?

  init(id: Int64, key: Key, nextRow: Int64) {
    self.id = id
    self.key = key
    self.nextRow = nextRow
  }

  var name: String { Schema.factTable(id) }

  /// Notes that rows of a store are in the table from `first` on.
  func note(_ rows: Range<Int>, ofStore store: Int, at first: Int64) {
    places[store, default: RowPlaces()].add(rows, at: first)
  }

  func forget(_ rows: Range<Int>, ofStore store: Int) { places[store]?.remove(rows) }

  /// The parts of a run of rows that lie together in the table, ascending, each with its first place; nil where the table has
  /// them not.
  func parts(of run: FactRun) -> [(rows: Range<Int>, first: Int64?)] {
    places[run.storeNumber]?.parts(of: run.rows) ?? [(run.rows, nil)]
  }

  /// The rows of the loaded store that lie at some places of the table, and which of these they are.
  func rows(at wanted: Range<Int64>) -> [(rows: Range<Int>, first: Int64)] {
    guard let loaded else { return [] }
    return places[loaded.storeNumber]?.rows(at: wanted) ?? []
  }
}

/// Which rows are at which places: runs of both, ascending by row.
struct RowPlaces {
  private var runs: [(rows: Range<Int>, first: Int64)] = []

  mutating func add(_ rows: Range<Int>, at first: Int64) {
    guard !rows.isEmpty else { return }
    let place = index(of: rows.lowerBound)
    if place > 0, runs[place - 1].rows.upperBound == rows.lowerBound,
      runs[place - 1].first + Int64(runs[place - 1].rows.count) == first
    {
      runs[place - 1].rows = runs[place - 1].rows.lowerBound..<rows.upperBound
    } else {
      runs.insert((rows, first), at: place)
    }
  }

  /// Takes out rows that were added last at their end.
  mutating func remove(_ rows: Range<Int>) {
    let place = index(of: rows.lowerBound + 1) - 1
    guard place >= 0, runs[place].rows.upperBound == rows.upperBound,
      runs[place].rows.lowerBound <= rows.lowerBound
    else { return }
    runs[place].rows = runs[place].rows.lowerBound..<rows.lowerBound
    if runs[place].rows.isEmpty { runs.remove(at: place) }
  }

  func parts(of rows: Range<Int>) -> [(rows: Range<Int>, first: Int64?)] {
    var parts: [(Range<Int>, Int64?)] = []
    var row = rows.lowerBound
    var place = max(0, index(of: row + 1) - 1)
    while row < rows.upperBound {
      while place < runs.count, runs[place].rows.upperBound <= row { place += 1 }
      let (known, first) = place < runs.count ? runs[place] : (rows.upperBound..<rows.upperBound, 0)
      if known.lowerBound > row || place >= runs.count {
        let end = min(rows.upperBound, place < runs.count ? known.lowerBound : rows.upperBound)
        parts.append((row..<end, nil))
        row = end
      } else {
        let end = min(rows.upperBound, known.upperBound)
        parts.append((row..<end, first + Int64(row - known.lowerBound)))
        row = end
      }
    }
    return parts
  }

  func rows(at wanted: Range<Int64>) -> [(rows: Range<Int>, first: Int64)] {
    runs.compactMap { rows, first in
      let shared = wanted.clamped(to: first..<first + Int64(rows.count))
      guard !shared.isEmpty else { return nil }
      let start = rows.lowerBound + Int(shared.lowerBound - first)
      return (start..<start + shared.count, shared.lowerBound)
    }.sorted { $0.first < $1.first }
  }

  /// The first run that begins at a row or after it.
  private func index(of row: Int) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].rows.lowerBound < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
