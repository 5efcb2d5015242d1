/// What a person sees: the rows of a terminal that understands what xterm does, as far as the shell
/// and libedit make use of it. Rows wrap again when the width changes, as in most terminals of today.
struct Screen {
  private struct Row {
    /// One text for each column; empty under the right half of a wide character.
    var cells: [String] = []
    /// The row goes on in the next one.
    var isWrapped = false
  }

  private(set) var columns: Int
  private(set) var height: Int
  private(set) var cursor = (row: 0, column: 0)
  private(set) var isBracketedPasteOn = false
  private(set) var bells = 0
  /// Rows that have left the screen at its top.
  private(set) var scrolledOff: [String] = []
  private var grid: [Row]
  /// The cursor stands after the last column, and the next character begins a row.
  private var mustWrap = false
  private var insertsCharacters = false
  private var parser = EscapeParser()

  init(columns: Int, height: Int) {
    self.columns = columns
    self.height = height
    grid = Array(repeating: Row(), count: height)
  }

  /// The rows down to the last one that is not blank, without blanks at their ends.
  var rows: [String] {
    var rows = grid.map(Self.text)
    while rows.last == "" { rows.removeLast() }
    return rows
  }

  /// The row that the cursor is in, up to the cursor.
  var beforeCursor: String {
    grid[cursor.row].cells.prefix(cursor.column).joined()
  }

  private static func text(_ row: Row) -> String {
    var text = row.cells.joined()[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  // MARK: Output of the program

  mutating func show(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      guard let action = parser.next(byte) else { continue }
      switch action {
      case .character(let scalar): put(scalar)
      case .control(let code): control(code)
      case .sequence(let parameters, let final): sequence(parameters, final)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(scalar)
    if width == 0 {
      let column = max(0, cursor.column - 1)
      if grid[cursor.row].cells.indices.contains(column) {
        grid[cursor.row].cells[column].unicodeScalars.append(scalar)
      }
      return
    }
    if mustWrap || cursor.column + width > columns {
      grid[cursor.row].isWrapped = true
      lineFeed()
      cursor.column = 0
      mustWrap = false
    }
    while grid[cursor.row].cells.count < cursor.column + width { grid[cursor.row].cells.append(" ") }
    if insertsCharacters {
      grid[cursor.row].cells.insert(contentsOf: Array(repeating: " ", count: width), at: cursor.column)
      grid[cursor.row].cells.removeLast(max(0, grid[cursor.row].cells.count - columns))
    }
    grid[cursor.row].cells[cursor.column] = String(Character(scalar))
    if width == 2 { grid[cursor.row].cells[cursor.column + 1] = "" }
    cursor.column += width
    if cursor.column == columns {
      cursor.column = columns - 1
      mustWrap = true
    }
  }

  private mutating func control(_ code: UInt8) {
    switch code {
    case 0x07: bells += 1
    case 0x08:
      cursor.column = max(0, cursor.column - 1)
      mustWrap = false
    case 0x09:
      cursor.column = min(columns - 1, (cursor.column / 8 + 1) * 8)
    case 0x0A:
      grid[cursor.row].isWrapped = false
      lineFeed()
      mustWrap = false
    case 0x0D:
      cursor.column = 0
      mustWrap = false
    default: break
    }
  }

  private mutating func lineFeed() {
    if cursor.row + 1 < height {
      cursor.row += 1
    } else {
      scrolledOff.append(Self.text(grid.removeFirst()))
      grid.append(Row())
    }
  }

  private mutating func sequence(_ parameters: String, _ final: Character) {
    let number = Int(parameters)
    let count = max(1, number ?? 1)
    if final != "m" { mustWrap = false }
    switch final {
    case "A": cursor.row = max(0, cursor.row - count)
    case "B": cursor.row = min(height - 1, cursor.row + count)
    case "C": cursor.column = min(columns - 1, cursor.column + count)
    case "D": cursor.column = max(0, cursor.column - count)
    case "G": cursor.column = min(columns - 1, count - 1)
    case "H":
      let place = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 1 }
      cursor.row = min(height, max(1, place.first ?? 1)) - 1
      cursor.column = min(columns, max(1, place.dropFirst().first ?? 1)) - 1
    case "J": clearScreen(number ?? 0)
    case "K": if (number ?? 0) == 0 { clearRow(cursor.row, from: cursor.column) }
    case "P":
      let cells = grid[cursor.row].cells.indices
      grid[cursor.row].cells.removeSubrange(
        min(cursor.column, cells.count)..<min(cursor.column + count, cells.count))
    case "@":
      let column = min(cursor.column, grid[cursor.row].cells.count)
      grid[cursor.row].cells.insert(contentsOf: Array(repeating: " ", count: count), at: column)
      grid[cursor.row].cells.removeLast(max(0, grid[cursor.row].cells.count - columns))
    case "h", "l":
      if parameters == "?2004" { isBracketedPasteOn = final == "h" }
      if parameters == "4" { insertsCharacters = final == "h" }
    default: break
    }
  }

  private mutating func clearScreen(_ part: Int) {
    let first = part == 0 ? cursor.row + 1 : 0
    if part == 0 { clearRow(cursor.row, from: cursor.column) }
    for row in first..<max(first, height) { grid[row] = Row() }
  }

  private mutating func clearRow(_ row: Int, from column: Int) {
    grid[row].cells.removeLast(max(0, grid[row].cells.count - column))
    grid[row].isWrapped = false
  }

  // MARK: Size

  /// Changes the size; rows that went on in the next one are joined and cut anew.
  mutating func resize(columns newColumns: Int, height newHeight: Int) {
    var lines: [[String]] = []
    var place = (line: 0, offset: 0)
    var isContinued = false
    for (index, row) in grid.enumerated() {
      if !isContinued { lines.append([]) }
      var cells = row.cells
      if row.isWrapped { cells += Array(repeating: " ", count: max(0, columns - cells.count)) }
      if index == cursor.row {
        place = (lines.count - 1, lines[lines.count - 1].count + cursor.column + (mustWrap ? 1 : 0))
      }
      lines[lines.count - 1] += cells
      isContinued = row.isWrapped
    }
    while let last = lines.last, last.isEmpty, place.line < lines.count - 1 { lines.removeLast() }
    var rows: [Row] = []
    for (index, line) in lines.enumerated() {
      if index == place.line {
        cursor = (rows.count + place.offset / newColumns, place.offset % newColumns)
      }
      let pieces = stride(from: 0, to: max(1, line.count), by: newColumns)
      for start in pieces {
        let end = min(start + newColumns, line.count)
        rows.append(Row(cells: Array(line[start..<end]), isWrapped: end < line.count))
      }
    }
    while rows.count <= cursor.row { rows.append(Row()) }
    while rows.count > newHeight {
      scrolledOff.append(Self.text(rows.removeFirst()))
      cursor.row -= 1
    }
    grid = rows + Array(repeating: Row(), count: newHeight - rows.count)
    columns = newColumns
    height = newHeight
    mustWrap = false
  }

  // MARK: Widths

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }
}
