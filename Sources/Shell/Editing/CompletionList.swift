/// Candidates laid out in as many columns as a width allows, each as wide as it has to be, read
/// downwards.
struct CompletionList {
  private static let gap = 2
  /// Notes wider than this would leave no room for a second column.
  private static let widestNote = 48
  /// A note that is cut to less says nothing.
  private static let narrowestNote = 8

  private struct Cell {
    let text: String
    let note: String
    let textWidth: Int
    let noteWidth: Int

    init(text: String, note: String) {
      self.text = text
      self.note = note
      textWidth = TextLayout.width(text)
      noteWidth = TextLayout.width(note)
    }
  }

  /// Cells that stand below each other: all names are as wide as the widest, and so are all notes.
  private struct Column {
    let cells: ArraySlice<Cell>
    private(set) var textWidth = 0
    private(set) var width = 0

    init(_ cells: ArraySlice<Cell>) {
      self.cells = cells
      var noteWidth = 0
      for cell in cells {
        textWidth = max(textWidth, cell.textWidth)
        noteWidth = max(noteWidth, cell.noteWidth)
      }
      width = textWidth + (noteWidth > 0 ? gap + noteWidth : 0)
    }
  }

  /// One line each, without line ends and without blanks at the end.
  let rows: [String]

  /// - Parameter style: makes a note look different from the name before it.
  init(_ candidates: [Candidate], columns: Int, style: (String) -> String = { $0 }) {
    // The last column of a terminal is left free, where some terminals go on to the next row at once.
    let width = max(1, columns - 1)
    let texts = candidates.map { TextLayout.cut($0.text, to: width) }
    let widestText = texts.map(TextLayout.width).max() ?? 0
    let noteRoom = min(Self.widestNote, width - widestText - Self.gap)
    let notes = candidates.map { candidate in
      noteRoom < Self.narrowestNote ? "" : TextLayout.cut(candidate.note ?? "", to: noteRoom)
    }
    let cells = zip(texts, notes).map { Cell(text: $0, note: $1) }
    rows = Self.rows(Self.columns(for: cells, width: width), style: style)
  }

  /// The fewest rows whose columns fit the width together.
  private static func columns(for cells: [Cell], width: Int) -> [Column] {
    guard !cells.isEmpty else { return [] }
    // A column takes three places at least.
    let fewest = (cells.count * (gap + 1) + width - 1) / (width + gap)
    var columns: [Column] = []
    for height in max(1, min(fewest, cells.count))...cells.count {
      columns = stride(from: 0, to: cells.count, by: height).map { start in
        Column(cells[start..<min(start + height, cells.count)])
      }
      if columns.reduce(-gap, { $0 + $1.width + gap }) <= width { break }
    }
    return columns
  }

  private static func rows(_ columns: [Column], style: (String) -> String) -> [String] {
    (0..<(columns.first?.cells.count ?? 0)).map { row in
      var line = ""
      var written = 0
      var start = 0
      for column in columns {
        let index = column.cells.startIndex + row
        guard index < column.cells.endIndex else { break }
        let cell = column.cells[index]
        line += String(repeating: " ", count: start - written) + cell.text
        written = start + cell.textWidth
        if cell.noteWidth > 0 {
          let noteStart = start + column.textWidth + gap
          line += String(repeating: " ", count: noteStart - written) + style(cell.note)
          written = noteStart + cell.noteWidth
        }
        start += column.width + gap
      }
      return line
    }
  }
}
