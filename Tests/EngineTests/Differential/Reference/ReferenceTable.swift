import Syntax

/// A set of rows that does not change, looked up by the value of one column.
final class ReferenceTable {
  let rows: [[Literal]]
  private var indexes: [Int: [Literal: [[Literal]]]] = [:]

  init(_ rows: Set<[Literal]>) { self.rows = Array(rows) }

  func rows(where column: Int, is value: Literal) -> [[Literal]] {
    if let index = indexes[column] { return index[value] ?? [] }
    let index = Dictionary(grouping: rows) { $0[column] }
    indexes[column] = index
    return index[value] ?? []
  }
}
