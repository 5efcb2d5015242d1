import CEdit

/// Where text falls on a terminal: the row and column after each character, by libedit's own rules
/// (a row that is exactly full moves on to the next one, a wide character never straddles two).
struct TextLayout {
  let columns: Int
  private(set) var row = 0
  private(set) var column = 0

  init(columns: Int) {
    self.columns = max(1, columns)
  }

  mutating func add(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        row += 1
        column = 0
      case "\t":
        repeat { advance(1) } while column % 8 != 0
      default:
        advance(Self.width(scalar))
      }
    }
  }

  private mutating func advance(_ width: Int) {
    if width > 1, column + width > columns {
      row += 1
      column = 0
    }
    column += width
    if column >= columns {
      row += 1
      column = 0
    }
  }

  /// The columns a character takes; a control character is shown as `^X`.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x20 || scalar.value == 0x7F { return 2 }
    if scalar.isASCII { return 1 }
    return max(0, Int(wcwidth(wchar_t(bitPattern: scalar.value))))
  }

  /// The columns a text takes on one row.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// The text cut to at most `columns` columns, with `…` for what is left out.
  static func cut(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = ""
    var used = 1
    for character in text {
      let next = width(String(character))
      guard used + next <= columns else { break }
      kept.append(character)
      used += next
    }
    return kept + "…"
  }
}
