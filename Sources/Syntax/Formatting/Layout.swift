/// A text with the places where its lines may end (after Wadler, "A prettier printer").
indirect enum Layout {
  case text(String)
  case space
  /// A space, or a line end where the group around it does not fit.
  case line
  /// Nothing, or a line end where the group around it does not fit.
  case softLine
  /// A line end.
  case hardLine
  case sequence([Layout])
  case indented([Layout])
  /// On one line if it fits and nothing in it breaks, otherwise with all its own `line`s broken.
  case group([Layout])
  /// A comment at the end of whichever line it falls on, at a column if it can.
  case suffix(String, column: Int)
  /// A comment on a line of its own.
  case ownLine(String)

  /// It cannot stand on one line.
  var breaks: Bool {
    switch self {
    case .text(let text): text.utf8.contains(Byte.newline)
    case .space, .line, .softLine: false
    case .hardLine, .suffix, .ownLine: true
    case .sequence(let parts), .indented(let parts), .group(let parts): parts.contains { $0.breaks }
    }
  }
}

/// Writes layouts as lines.
struct LayoutPrinter {
  private struct Command {
    var layout: Layout
    var indent: Int
    var isFlat: Bool
  }

  private(set) var text = ""
  private var column = 0
  private var hasSpace = false
  /// The indent of the line to come.
  private var nextLine: Int?
  private var suffixes: [(text: String, column: Int)] = []
  private var commands: [Command] = []

  static func print(_ layout: Layout) -> String {
    var printer = LayoutPrinter()
    printer.run(layout)
    return printer.text
  }

  private mutating func run(_ layout: Layout) {
    commands = [Command(layout: layout, indent: 0, isFlat: false)]
    while let command = commands.popLast() {
      switch command.layout {
      case .text(let text): write(text)
      case .space: hasSpace = true
      case .line where command.isFlat: hasSpace = true
      case .softLine where command.isFlat: break
      case .line, .softLine, .hardLine: nextLine = command.indent
      case .sequence(let parts): push(parts, command.indent, command.isFlat)
      case .indented(let parts): push(parts, command.indent + Formatter.indentation, command.isFlat)
      case .group(let parts):
        let isFlat = command.isFlat || !command.layout.breaks && fits(parts)
        push(parts, command.indent, isFlat)
      case .suffix(let text, let column): suffixes.append((text, column))
      case .ownLine(let text):
        if column > 0 { nextLine = command.indent }
        write(text)
        nextLine = command.indent
      }
    }
    endLine()
  }

  private mutating func push(_ parts: [Layout], _ indent: Int, _ isFlat: Bool) {
    for part in parts.reversed() { commands.append(Command(layout: part, indent: indent, isFlat: isFlat)) }
  }

  private mutating func write(_ written: String) {
    if let indent = nextLine {
      endLine()
      text += "\n" + String(repeating: " ", count: indent)
      column = indent
      nextLine = nil
    } else if hasSpace, column > 0 {
      text += " "
      column += 1
    }
    hasSpace = false
    text += written
    if let end = written.utf8.lastIndex(of: Byte.newline) {
      column = DisplayWidth.of(written[end...])
    } else {
      column += DisplayWidth.of(written)
    }
  }

  /// Writes the comments that wait for the end of the line.
  ///
  /// Several of them stay on it, where one that goes to the line's end takes in the next: on a line of its own, a `///`
  /// would document what follows.
  private mutating func endLine() {
    guard let first = suffixes.first else { return }
    let gap = max(2, first.column <= Formatter.width ? first.column - column : 0)
    text += String(repeating: " ", count: gap) + first.text
    for suffix in suffixes.dropFirst() {
      let isMultiline = suffix.text.utf8.contains(Byte.newline)
      text += (isMultiline ? "\n" + String(repeating: " ", count: nextLine ?? 0) : "  ") + suffix.text
    }
    suffixes = []
  }

  /// The parts on one line, with what follows up to the next place where a line may end, are within the width.
  private func fits(_ parts: [Layout]) -> Bool {
    var room = Formatter.width - (nextLine ?? column) - (hasSpace ? 1 : 0)
    var ahead = parts.reversed().map { Command(layout: $0, indent: 0, isFlat: true) }
    var rest = commands[...]
    while room >= 0 {
      guard let command = ahead.popLast() ?? rest.popLast() else { return true }
      switch command.layout {
      case .text(let text): room -= DisplayWidth.of(text)
      case .space: room -= 1
      case .line:
        guard command.isFlat else { return true }
        room -= 1
      case .softLine:
        guard command.isFlat else { return true }
      case .hardLine, .ownLine: return true
      case .suffix: break
      case .sequence(let parts), .indented(let parts):
        for part in parts.reversed() {
          ahead.append(Command(layout: part, indent: 0, isFlat: command.isFlat))
        }
      case .group(let parts):
        // What comes after may still be broken.
        for part in parts.reversed() {
          ahead.append(Command(layout: part, indent: 0, isFlat: command.isFlat))
        }
      }
    }
    return false
  }
}
