import Engine
import Interchange
import Syntax

/// Reads the rows of blocks of lines into a buffer, as long as they fit the columns exactly.
///
/// Unsafe memory. The invariants: `integers` and `spans` address `fields.count` runs of `FactBuffer.batchCapacity`
/// elements that belong to this object alone, a run a field; spans lie within the block that is being
/// scanned. A block ends with a line feed, where every search for a field's end ends too.
final class RowScanner {
  /// What a field of a row fills.
  struct Field {
    var column: DataColumn
    /// Which column of the relation that is.
    var place: Int
  }

  private let fields: [Field]
  private let dialect: DelimitedReader.Dialect
  /// Whether the columns' types are guesses that every field has to bear out.
  private let isGuess: Bool
  private let buffer: FactBuffer
  private let integers: UnsafeMutablePointer<Int64>
  private let spans: UnsafeMutablePointer<TextSpan>

  init(_ fields: [Field], _ dialect: DelimitedReader.Dialect, isGuess: Bool, into buffer: FactBuffer) {
    self.fields = fields
    self.dialect = dialect
    self.isGuess = isGuess
    self.buffer = buffer
    let room = fields.count * FactBuffer.batchCapacity
    integers = .allocate(capacity: room)
    integers.initialize(repeating: 0, count: room)
    spans = .allocate(capacity: room)
    spans.initialize(repeating: TextSpan(start: 0, count: 0), count: room)
  }

  deinit {
    integers.deallocate()
    spans.deallocate()
  }

  /// Takes in all rows of a block; false where one does not fit, or would have to be read with more care. What
  /// the buffer has then is of no use.
  func scan(_ block: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    guard let bytes = block.baseAddress, (try? UTF8Span(validating: UnsafeBufferPointer(block).span)) != nil
    else { return false }
    let areIntegers = fields.map { $0.column.type == .integer }
    return areIntegers.withUnsafeBufferPointer { areIntegers in
      // One call a dialect, so that each has a loop of its own.
      switch dialect {
      case .facts: scan(bytes, block.count, areIntegers, UInt8(ascii: "\t"), escapes: false, quotes: false)
      case .tsv: scan(bytes, block.count, areIntegers, UInt8(ascii: "\t"), escapes: true, quotes: false)
      case .csv: scan(bytes, block.count, areIntegers, UInt8(ascii: ","), escapes: false, quotes: true)
      default: false
      }
    }
  }

  @inline(__always)
  private func scan(
    _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ areIntegers: UnsafeBufferPointer<Bool>,
    _ separator: UInt8, escapes: Bool, quotes: Bool
  ) -> Bool {
    let last = areIntegers.count - 1
    var place = 0
    var row = 0
    while place < count {
      for field in 0...last {
        let cell = field * FactBuffer.batchCapacity + row
        if areIntegers[field] {
          let (number, length) = IntegerField.prefix(of: bytes + place, isCanonical: isGuess)
          let end = place + length
          if length > 0, let next = FieldEnd.next(bytes, end, separator, isLast: field == last) {
            integers[cell] = number
            place = next
            continue
          }
        }
        var span: TextSpan
        if quotes, bytes[place] == UInt8(ascii: "\"") {
          guard let quoted = QuotedField(bytes, place, count),
            let next = FieldEnd.next(bytes, quoted.end, separator, isLast: field == last)
          else { return false }
          span = quoted.span
          place = next
        } else {
          let (end, isEscaped) = FieldEnd.find(bytes, place, separator, escapes: escapes)
          guard bytes[end] == (field == last ? UInt8(ascii: "\n") : separator) else { return false }
          span = TextSpan(start: place, count: end - place)
          place = end + 1
          if field == last, span.count > 0, bytes[end - 1] == UInt8(ascii: "\r") { span.count -= 1 }
          if isEscaped { span.count = EscapedField.resolve(bytes + span.start, span.count) }
        }
        if areIntegers[field] {
          let text = UnsafeBufferPointer(start: bytes + span.start, count: span.count)
          guard let number = IntegerField.number(of: text[...], isCanonical: isGuess) else { return false }
          integers[cell] = number
        } else {
          spans[cell] = span
        }
      }
      row += 1
      if row == FactBuffer.batchCapacity {
        guard flush(row, bytes) else { return false }
        row = 0
      }
    }
    return flush(row, bytes)
  }

  private func flush(_ rows: Int, _ bytes: UnsafePointer<UInt8>) -> Bool {
    guard rows > 0 else { return true }
    for (index, field) in fields.enumerated() {
      let first = index * FactBuffer.batchCapacity
      let spans = UnsafeBufferPointer(start: spans + first, count: rows)
      switch field.column.type {
      case .integer:
        buffer.put(
          integers: UnsafeBufferPointer(start: integers + first, count: rows), column: field.place)
      case .text: buffer.put(texts: spans, in: bytes, column: field.place)
      case .decimal, .date, .duration, .any:
        let isComplete = buffer.put(fields: spans, in: bytes, column: field.place) { text in
          field.column.value(of: ArraySlice(text), isGuess: isGuess)
        }
        guard isComplete else { return false }
      }
    }
    buffer.endBatch(rows)
    return true
  }
}
