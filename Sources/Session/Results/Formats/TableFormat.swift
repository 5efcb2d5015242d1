import Engine
import Syntax

/// Columns for people: numbers right, all else left, as wide as the terminal.
///
/// A table that is too wide has its widest columns narrowed and their cells wrapped; one that would be
/// hard to read so is written as one block for each row. Nothing is left out.
struct TableFormat {
  private let rows: RowWalk
  private let output: Output
  private let layout: ResultLayout
  private var columns: [TableColumn]
  /// The width of the row numbers; nil where rows are not numbered.
  private let numberWidth: Int?

  private static let gap = 2
  /// A column is narrowed to this at most.
  private static let leastWidth = 8
  /// A cell is wrapped over this many lines at most, before rows become blocks.
  private static let mostLines = 4

  static func write(_ rows: RowWalk, to output: Output, _ layout: ResultLayout) {
    let result = rows.result
    if let title = result.title { output.writeLine(title) }
    if result.isBoolean {
      let footer = result.footer.map { ", " + $0 } ?? ""
      return output.writeLine((result.count > 0 ? "yes" : "no") + footer)
    }
    if result.count > 0 { TableFormat(rows, output, layout).write() }
    let footer = layout.showsCount ? result.footer ?? ResultSet.rowCount(result.count) : ""
    guard !footer.isEmpty else { return }
    for line in layout.width.map({ DisplayText.wrapped(footer, width: $0) }) ?? [footer] {
      output.writeLine(layout.palette.paint(line, .dim))
    }
  }

  private init(_ rows: RowWalk, _ output: Output, _ layout: ResultLayout) {
    self.rows = rows
    self.output = output
    self.layout = layout
    numberWidth = layout.numbersRows && rows.result.isNumbered ? String(rows.result.count).count : nil
    columns = rows.result.columns.enumerated().map { position, title in
      TableColumn(title, isRight: rows.result.rightColumns.contains(position))
    }
  }

  private func write() {
    var columns = columns
    for (_, row) in rows {
      for (position, value) in row.enumerated() where columns.indices.contains(position) {
        columns[position].measure(value)
      }
    }
    guard let widths = widths(of: columns) else { return writeBlocks(columns) }
    for (position, width) in widths.enumerated() { columns[position].width = width }
    writeLines(columns.map { $0.cell(.text($0.title)) }, number: nil, columns) { palette, text in
      palette.paint(text, .bold)
    }
    writeLines(columns.map { [String(repeating: "-", count: $0.width)] }, number: nil, columns) {
      palette, text in
      palette.paint(text, .dim)
    }
    for (number, row) in rows {
      writeHeadings(above: number)
      let cells = zip(columns, row).map { $0.cell($1) }
      writeLines(cells, number: number + 1, columns) { _, text in text }
    }
  }

  /// The width of each column; nil where rows have to become blocks.
  private func widths(of columns: [TableColumn]) -> [Int]? {
    let natural = columns.map(\.width)
    guard let available = layout.width else { return natural }
    let gaps = Self.gap * (columns.count - 1) + (numberWidth.map { $0 + Self.gap } ?? 0)
    let room = available - gaps
    // The greatest limit on all columns under which they fit.
    var limit = min(natural.max() ?? 0, max(room, Self.leastWidth))
    while limit > Self.leastWidth, natural.reduce(0, { $0 + min($1, limit) }) > room { limit -= 1 }
    let widths = natural.map { min($0, limit) }
    guard widths.reduce(0, +) <= room,
      zip(natural, widths).allSatisfy({ $0 <= $1 * Self.mostLines })
    else { return nil }
    return widths
  }

  /// One row, over as many lines as its tallest cell has.
  private func writeLines(
    _ cells: [[String]], number: Int?, _ columns: [TableColumn], style: (Palette, String) -> String
  ) {
    for line in 0..<(cells.map(\.count).max() ?? 0) {
      var text = ""
      var space = 0
      if let numberWidth {
        let label = line == 0 ? number.map(String.init) ?? "" : ""
        space += numberWidth - label.count
        if !label.isEmpty {
          text += String(repeating: " ", count: space) + layout.palette.paint(label, .dim)
          space = 0
        }
        space += Self.gap
      }
      for (column, cell) in zip(columns, cells) {
        let piece = line < cell.count ? cell[line] : ""
        let padding = column.width - DisplayText.width(of: piece)
        if column.isNumber { space += padding }
        if !piece.isEmpty {
          text += String(repeating: " ", count: space) + style(layout.palette, piece)
          space = 0
        }
        space += (column.isNumber ? 0 : padding) + Self.gap
      }
      output.writeLine(text)
    }
  }

  private func writeHeadings(above row: Int) {
    for heading in rows.result.headings where heading.row == row {
      let indent = String(heading.text.prefix { $0 == " " })
      let text = DisplayText.visible(String(heading.text.dropFirst(indent.count)))
      let lines = layout.width.map { DisplayText.wrapped(text, width: max(8, $0 - indent.count)) } ?? [text]
      for line in lines { output.writeLine(indent + layout.palette.paint(line, heading.style)) }
    }
  }

  /// A block for each row, a line for each column, for what is too wide for a table.
  private func writeBlocks(_ columns: [TableColumn]) {
    let titles = columns.map { DisplayText.visible($0.title) }
    let titleWidth = titles.map(DisplayText.width(of:)).max() ?? 0
    let indent = Self.gap + titleWidth + Self.gap
    let room = max((layout.width ?? 80) - indent, Self.leastWidth)
    for (number, row) in rows {
      writeHeadings(above: number)
      output.writeLine(layout.palette.paint("row \(number + 1)", .dim))
      for (title, value) in zip(titles, row) {
        let lines = DisplayText.wrapped(DisplayText.visible(value.plainText), width: room)
        let padding = String(repeating: " ", count: titleWidth - DisplayText.width(of: title))
        let first = lines.first.map { $0.isEmpty ? "" : padding + "  " + $0 } ?? ""
        output.writeLine("  " + layout.palette.paint(title, .bold) + first)
        for line in lines.dropFirst() { output.writeLine(String(repeating: " ", count: indent) + line) }
      }
    }
  }
}

/// A column of a table: what it is called, how wide it is, and on which side its cells stand.
struct TableColumn {
  let title: String
  var width: Int
  /// Whether every value is a number; such cells are set right.
  private(set) var isNumber = true
  /// Whether its cells are set right in any case.
  private let isRight: Bool

  init(_ title: String, isRight: Bool = false) {
    self.title = title
    self.isRight = isRight
    width = DisplayText.width(of: DisplayText.visible(title))
  }

  mutating func measure(_ value: Value) {
    if !value.isNumber, !isRight { isNumber = false }
    width = max(width, DisplayText.width(of: DisplayText.visible(value.plainText)))
  }

  /// The value's lines, each as wide as the column at most.
  func cell(_ value: Value) -> [String] {
    DisplayText.wrapped(DisplayText.visible(value.plainText), width: width)
  }
}
