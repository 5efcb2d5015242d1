/// A delimited file read slowly and obviously: what rows there are, and which of them are bad.
///
/// It takes the whole text as one list of bytes and looks at one after the other; it shares nothing with the reader that
/// imports use.
struct ObviousReader {
  enum Row: Equatable {
    case fields([[UInt8]])
    case bad
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private let hasQuotes: Bool
  private var place = 0

  static func rows(_ bytes: [UInt8], separator: UInt8, hasQuotes: Bool) -> [Row] {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var reader = ObviousReader(bytes: text, separator: separator, hasQuotes: hasQuotes)
    var rows: [Row] = []
    while reader.place < text.count { rows.append(reader.row()) }
    // All rows have as many fields as the first that is one.
    let width = rows.lazy.compactMap { row in if case .fields(let fields) = row { fields.count } else { nil }
    }.first
    return rows.map { row in
      if case .fields(let fields) = row, fields.count != width { return .bad }
      return row
    }
  }

  private init(bytes: [UInt8], separator: UInt8, hasQuotes: Bool) {
    self.bytes = bytes
    self.separator = separator
    self.hasQuotes = hasQuotes
  }

  private mutating func row() -> Row {
    var fields: [[UInt8]] = []
    while true {
      var field: [UInt8] = []
      if hasQuotes, place < bytes.count, bytes[place] == 0x22 {
        place += 1
        while true {
          guard place < bytes.count else { return .bad }
          if bytes[place] != 0x22 {
            field.append(bytes[place])
            place += 1
          } else if place + 1 < bytes.count, bytes[place + 1] == 0x22 {
            field.append(0x22)
            place += 2
          } else {
            place += 1
            break
          }
        }
        if place < bytes.count, bytes[place] != separator, bytes[place] != 0x0A, bytes[place] != 0x0D {
          // What is wrong ends with the line.
          place = (bytes[place...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
          return .bad
        }
        // After the quote there may be more until the field ends: a carriage return and what follows it.
      }
      let quoted = field.count
      while place < bytes.count, bytes[place] != separator, bytes[place] != 0x0A {
        field.append(bytes[place])
        place += 1
      }
      if place == bytes.count {
        fields.append(field)
        return .fields(fields)
      }
      let mark = bytes[place]
      place += 1
      if mark == 0x0A {
        if field.count > quoted, field.last == 0x0D { field.removeLast() }
        fields.append(field)
        return .fields(fields)
      }
      fields.append(field)
      // A separator at the very end begins one more field, which is empty.
      if place == bytes.count {
        fields.append([])
        return .fields(fields)
      }
    }
  }
}
