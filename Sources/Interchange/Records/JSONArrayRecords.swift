/// The elements of a JSON array, which is read in one piece.
final class JSONArrayRecords: RecordReader {
  private let source: ByteSource
  private let bytes: [UInt8]
  private let tree: PathTree
  private let width: Int
  private var offset = 0
  private var start = 0
  private(set) var number = 0
  private var hasEnded = false
  private var kept: [UInt8] = []
  private var fields: [(range: Range<Int>, form: FieldForm)] = []

  init(_ source: ByteSource, paths: [[[UInt8]]]) throws(RowError) {
    self.source = source
    tree = PathTree(paths)
    width = paths.count
    do throws(ReadingError) {
      let all = try source.rest()
      bytes = all.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(all.dropFirst(3)) : all
    } catch {
      throw RowError(line: 0, message: error.reason, isFatal: true)
    }
    if let place = InvalidUTF8.offset(in: bytes) {
      throw RowError(line: 0, message: InvalidUTF8.message(at: place), isFatal: true)
    }
    var scanner = JSONScanner(bytes, fieldCount: 0)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "[")) else {
      throw RowError(
        line: 0, message: "a JSON array should start with '['; one object a line is JSON Lines", isFatal: true
      )
    }
    scanner.skipSpace()
    offset = scanner.offset
  }

  var fieldCount: Int { width }
  func field(_ index: Int) -> ArraySlice<UInt8> { kept[fields[index].range] }
  func form(_ index: Int) -> FieldForm { fields[index].form }
  var raw: [UInt8] { Array(bytes[start..<max(start, offset)]) }
  var consumed: Int { source.consumed }

  func next() throws(RowError) -> Bool {
    var scanner = JSONScanner(bytes, from: offset, fieldCount: width)
    return try advance(&scanner, tree)
  }

  /// Reads one element and what follows it. Behind a mistake no element can be told from another, so that it takes the
  /// rest of the array.
  private func advance(_ scanner: inout JSONScanner, _ tree: PathTree) throws(RowError) -> Bool {
    guard !hasEnded else { return false }
    do throws(JSONScanner.Mistake) {
      if number == 0, scanner.take(UInt8(ascii: "]")) {
        hasEnded = true
      } else {
        start = scanner.offset
        number += 1
        guard scanner.next == UInt8(ascii: "{") || scanner.next == UInt8(ascii: "[") else {
          throw JSONScanner.Mistake(message: "an object should stand here", offset: scanner.offset)
        }
        try scanner.value(tree)
        offset = scanner.offset
        (kept, fields) = (scanner.kept, scanner.fields)
        scanner.skipSpace()
        if scanner.take(UInt8(ascii: ",")) {
          scanner.skipSpace()
          offset = scanner.offset
          return true
        }
        guard scanner.take(UInt8(ascii: "]")) else {
          throw JSONScanner.Mistake(message: "a ',' or ']' should stand here", offset: scanner.offset)
        }
        hasEnded = true
      }
      scanner.skipSpace()
      guard scanner.next == nil else {
        throw JSONScanner.Mistake(message: "the file goes on after its array", offset: scanner.offset)
      }
      return number > 0
    } catch {
      hasEnded = true
      let line = bytes[..<min(error.offset, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
      offset = bytes.count
      throw RowError(
        line: number,
        message: "\(error.message) (line \(line)), and what follows it cannot be read")
    }
  }

  /// The paths to all leaves of the first `limit` elements, in the order met.
  static func paths(_ source: ByteSource, limit: Int) throws(RowError) -> [[[UInt8]]] {
    let tree = PathTree()
    var growth = PathTree.Growth()
    let records = try JSONArrayRecords(source, paths: [])
    for _ in 0..<limit {
      var scanner = JSONScanner(records.bytes, from: records.offset, collecting: growth)
      guard (try? records.advance(&scanner, tree)) == true else { break }
      growth = scanner.growth ?? growth
    }
    return growth.paths
  }
}
