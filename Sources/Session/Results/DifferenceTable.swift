import Engine
import Syntax

/// Rows that came and went, below their relation or question.
struct DifferenceTable {
  let table: ResultSet

  /// What has changed in a relation. `mode` says whether it is for people or for programs.
  init(_ difference: Difference, mode: ResultFormat) {
    let columns = difference.columns.enumerated().map { $1 ?? "\($0 + 1)" }
    let modality = difference.modality == .actual ? "" : difference.modality.rawValue + " "
    let name = modality + difference.relation
    var table = Self.rows(
      difference.added, difference.removed, columns: columns, isForPeople: mode == .table,
      key: ("relation", .text(name)))
    table.title = "\(name)/\(columns.count)"
    table.statement = Self.statement(table, name)
    self.table = table
  }

  /// What has changed in the answer of a watched question.
  init(_ news: WatchNews, of watch: NumberedWatch, mode: ResultFormat) {
    let isBoolean = watch.watch.isBoolean
    func boxed(_ rows: [[Value]]) -> [[Value]] { isBoolean ? rows.map { _ in [.text("yes")] } : rows }
    var table = Self.rows(
      boxed(news.added), boxed(news.removed), columns: isBoolean ? ["answer"] : watch.watch.columns,
      isForPeople: mode == .table, key: ("watch", .integer(Int64(watch.number))))
    table.title = "watch \(watch.number): \(watch.question)"
    table.statement = Self.statement(table, "watch\(watch.number)")
    self.table = table
  }

  private static func rows(
    _ added: [[Value]], _ removed: [[Value]], columns: [String], isForPeople: Bool, key: (String, Value)
  ) -> ResultSet {
    let width = columns.count
    var table = ResultSet(
      columns: (isForPeople ? [] : [key.0]) + ["change"] + columns, count: added.count + removed.count,
      footer: footer(added.count, removed.count)
    ) { place in
      let isAdded = place < added.count
      var row = isAdded ? added[place] : removed[place - added.count]
      // The relation may have had another number of columns.
      while row.count < width { row.append(.text("")) }
      return (isForPeople ? [] : [key.1]) + [.text(isAdded ? "+" : "-")] + row.prefix(width)
    }
    table.isNumbered = false
    return table
  }

  private static func footer(_ added: Int, _ removed: Int) -> String {
    switch (added, removed) {
    case (_, 0): "\(ResultSet.rowCount(added)) added"
    case (0, _): "\(ResultSet.rowCount(removed)) removed"
    default: "\(ResultSet.rowCount(added)) added, \(removed) removed"
    }
  }

  /// A row that came as a fact, one that went as a comment.
  private static func statement(_ table: ResultSet, _ name: String) -> (Int) -> String {
    { place in
      let row = table[place]
      let start = (row.firstIndex(of: .text("+")) ?? row.firstIndex(of: .text("-")) ?? 0) + 1
      let values = row[start...].map { SyntaxPrinter.text(of: $0) }.joined(separator: ", ")
      return (row[start - 1] == .text("+") ? "" : "% no longer: ") + "\(name)(\(values))."
    }
  }
}
