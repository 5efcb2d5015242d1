/// The objects of a JSON Lines file, one a line. Lines of spaces alone are none.
final class JSONLineRecords: RecordReader {
  private let source: ByteSource
  private var reader: DelimitedReader
  private let tree: PathTree
  private let width: Int
  private var kept: [UInt8] = []
  private var fields: [(range: Range<Int>, form: FieldForm)] = []

  init(_ source: ByteSource, paths: [[[UInt8]]]) throws(RowError) {
    self.source = source
    tree = PathTree(paths)
    width = paths.count
    reader = DelimitedReader(source, .lines)
    try reader.skip(mark: [0xEF, 0xBB, 0xBF])
  }

  var number: Int { reader.recordLine }
  var fieldCount: Int { width }
  func field(_ index: Int) -> ArraySlice<UInt8> { kept[fields[index].range] }
  func form(_ index: Int) -> FieldForm { fields[index].form }
  var raw: [UInt8] { reader.raw }
  var consumed: Int { source.consumed }

  func next() throws(RowError) -> Bool {
    repeat {
      guard try reader.next() else { return false }
    } while reader.field(0).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    var scanner = JSONScanner(try Self.line(of: reader), fieldCount: width)
    try Self.scan(&scanner, tree, line: number)
    kept = scanner.kept
    fields = scanner.fields
    return true
  }

  /// The line's bytes, which are UTF-8.
  private static func line(of reader: borrowing DelimitedReader) throws(RowError) -> [UInt8] {
    let bytes = Array(reader.field(0))
    if let place = InvalidUTF8.offset(in: bytes) {
      throw RowError(line: reader.recordLine, message: InvalidUTF8.message(at: place))
    }
    return bytes
  }

  private static func scan(_ scanner: inout JSONScanner, _ tree: PathTree?, line: Int) throws(RowError) {
    do throws(JSONScanner.Mistake) {
      scanner.skipSpace()
      guard scanner.next == UInt8(ascii: "{") || scanner.next == UInt8(ascii: "[") else {
        throw JSONScanner.Mistake(message: "an object should stand here", offset: scanner.offset)
      }
      try scanner.value(tree)
      scanner.skipSpace()
      if scanner.next != nil {
        throw JSONScanner.Mistake(message: "the line goes on after its object", offset: scanner.offset)
      }
    } catch {
      throw RowError(line: line, message: "\(error.message) (byte \(error.offset + 1))")
    }
  }

  /// The paths to all leaves of the first `limit` objects, in the order met. Lines that are no JSON are passed over.
  static func paths(_ source: ByteSource, limit: Int) throws(RowError) -> [[[UInt8]]] {
    let tree = PathTree()
    var growth = PathTree.Growth()
    let records = try JSONLineRecords(source, paths: [])
    for _ in 0..<limit {
      do throws(RowError) {
        guard try records.next() else { break }
      } catch {
        if error.isFatal { throw error }
        continue
      }
      var scanner = JSONScanner(Array(records.reader.field(0)), collecting: growth)
      try scan(&scanner, tree, line: records.number)
      growth = scanner.growth ?? growth
    }
    return growth.paths
  }
}
