/// The rows of a delimited file.
final class DelimitedRecords: RecordReader {
  private let source: ByteSource
  private var reader: DelimitedReader
  /// How many fields a row has, or may have; the first row decides it.
  private var counts: [Int]

  /// - Parameter counts: how many fields a row may have; where there are several, the first row says which of them.
  ///   With none, all rows have as many as the first.
  init(
    _ source: ByteSource, _ dialect: DelimitedReader.Dialect, skipsHeader: Bool = false, counts: [Int] = []
  ) throws(RowError) {
    self.source = source
    self.counts = counts
    reader = DelimitedReader(source, dialect)
    // A byte order mark says nothing in UTF-8.
    try reader.skip(mark: [0xEF, 0xBB, 0xBF])
    if skipsHeader, try reader.next() { self.counts = [reader.fieldCount] }
  }

  var number: Int { reader.recordLine }
  var fieldCount: Int { reader.fieldCount }
  func field(_ index: Int) -> ArraySlice<UInt8> { reader.field(index) }
  func form(_ index: Int) -> FieldForm { .plain }
  var raw: [UInt8] { reader.raw }
  var consumed: Int { source.consumed }

  func next() throws(RowError) -> Bool {
    do throws(RowError) {
      guard try reader.next() else { return false }
    } catch {
      if !error.isFatal {
        // The rest of the line belongs to the row that it starts in; what follows is read as rows again.
        try reader.skipLine()
      }
      throw error
    }
    let count = reader.fieldCount
    if counts.count != 1, counts.isEmpty || counts.contains(count) { counts = [count] }
    guard counts.contains(count) else {
      let expected = counts.map(String.init).joined(separator: " or ")
      let found = reader.isBlank ? "an empty line" : count == 1 ? "1 field" : "\(count) fields"
      let unit = reader.isBlank ? (counts == [1] ? " field" : " fields") : ""
      throw RowError(line: reader.recordLine, message: "\(found) where \(expected)\(unit) should be")
    }
    return true
  }
}
