import Syntax

/// Numbers the values that facts hold, for those who keep facts elsewhere: what an engine calls a value differs from one
/// session to the next, a number once given stays.
///
/// A *cell* is a value outside of the engine, 64 bits: `payload << 2 | kind`, where kind 0 is a value's number, 1 an integer
/// and 2 a day since 1970-01-01.
package final class ValueNumbering {
  private let values: ValueStore
  /// By number: the word of each value. Number 0 is none.
  private var words: [UInt32] = [Handle.none.word]
  /// By tag and payload: the number of each value, 0 for none.
  private var numbers: [[UInt32]] = Array(repeating: [], count: 8)
  /// How many were given before the transaction at hand.
  private var settled = 1

  package init(for engine: Engine) { values = engine.catalog.values }

  /// How many values have a number; the greatest number.
  package var count: Int { words.count - 1 }

  /// Gives the next number to a value that comes from outside.
  package func add(_ value: Value) { give(values.handle(of: value).word) }

  /// As ``add(_:)``, for a text that is known to be UTF-8.
  package func add(utf8 text: UnsafeBufferPointer<UInt8>) { give(values.handle(utf8: text).word) }

  private func give(_ word: UInt32) {
    let handle = Handle(word: word)
    let (tag, payload) = (Int(handle.tag.rawValue), Int(handle.payload))
    // The numbers follow the payloads closely, which count up from 0.
    if payload >= numbers[tag].count {
      numbers[tag].append(contentsOf: repeatElement(0, count: payload + 1 - numbers[tag].count))
    }
    numbers[tag][payload] = UInt32(words.count)
    words.append(word)
  }

  // MARK: From words to cells

  /// The cells of some rows of a column. Values without a number get one, which ``forEachNew(_:)`` tells.
  package func putCells(of run: FactRun, column: Int, into cells: UnsafeMutablePointer<Int64>) {
    let source = run.store.table.columns.column(column)
    precondition(run.rows.lowerBound >= 0 && run.rows.upperBound <= run.store.table.count)
    for (place, row) in run.rows.enumerated() { cells[place] = cell(ofWord: source[row]) }
  }

  @inline(__always) private func cell(ofWord word: UInt32) -> Int64 {
    let handle = Handle(word: word)
    switch handle.tag {
    case .smallInteger: return handle.inlineNumber << 2 | 1
    case .day: return handle.inlineNumber << 2 | 2
    case .largeInteger:
      let integer = values.integers[handle.payload]
      if (integer << 2) >> 2 == integer { return integer << 2 | 1 }
    case .text, .decimal, .date, .duration, .none: break
    }
    let (tag, payload) = (Int(handle.tag.rawValue), Int(handle.payload))
    if payload >= numbers[tag].count || numbers[tag][payload] == 0 { give(word) }
    return Int64(numbers[tag][payload]) << 2
  }

  /// The values that got their number since the last ``settle()``, in the order of their numbers.
  package func forEachNew<Failure: Error>(
    _ body: (Int, Value) throws(Failure) -> Void
  ) throws(Failure) {
    for number in settled..<words.count { try body(number, values.value(of: Handle(word: words[number]))) }
  }

  /// Keeps the numbers that were given.
  package func settle() { settled = words.count }

  /// Takes back the numbers that were given since the last ``settle()``.
  package func unsettle() {
    for word in words[settled...] {
      let handle = Handle(word: word)
      numbers[Int(handle.tag.rawValue)][Int(handle.payload)] = 0
    }
    words.removeSubrange(settled...)
  }

  // MARK: From cells to words

  /// The word of a cell; nil for one that stands for nothing.
  @inline(__always) func word(ofCell cell: Int64) -> UInt32? {
    let payload = cell >> 2
    switch cell & 3 {
    case 0: return payload > 0 && payload < words.count ? words[Int(payload)] : nil
    case 1: return values.handle(of: payload).word
    case 2: return Handle.inline(.day, payload)?.word
    default: return nil
    }
  }

  /// Writes the words of a row's cells to a row of columns; false where one stands for nothing.
  @inline(__always)
  func putWords(of cells: UnsafePointer<Int64>, into columns: Columns, at row: Int) -> Bool {
    for column in 0..<columns.width {
      guard let word = word(ofCell: cells[column]) else { return false }
      columns.column(column)[row] = word
    }
    return true
  }
}
