import Glibc
import SQLite

/// The rows of a question to an SQLite file.
final class SQLiteRecords: RecordReader {
  private let statement: PreparedStatement
  private let size: Int
  private(set) var number = 0
  private let width: Int
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var forms: [FieldForm] = []

  init(_ file: SQLiteDatabase, _ question: String) throws(RowError) {
    size = file.size
    do throws(SQLiteError) {
      statement = try file.connection.prepare(question)
    } catch {
      throw RowError(line: 0, message: error.message, isFatal: true)
    }
    width = Int(statement.columnCount)
  }

  var columns: [String] { (0..<width).map { statement.name(Int32($0)) } }
  var fieldCount: Int { width }
  func field(_ index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }
  func form(_ index: Int) -> FieldForm { forms[index] }
  /// SQLite does not say how far it is.
  var consumed: Int { 0 }

  /// The row's values with tabs between them, as TSV escapes them.
  var raw: [UInt8] {
    var line: [UInt8] = []
    for index in ends.indices {
      if index > 0 { line.append(UInt8(ascii: "\t")) }
      for byte in field(index) { line += EscapedField.escaped(byte) }
    }
    return line
  }

  func next() throws(RowError) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    forms.removeAll(keepingCapacity: true)
    number += 1
    do throws(SQLiteError) {
      guard try statement.step() else { return false }
    } catch {
      throw RowError(line: number, message: error.message, isFatal: true)
    }
    var blob: Int?
    for column in 0..<Int32(width) {
      var form = FieldForm.plain
      switch statement.kind(column) {
      case .integer: bytes += String(statement.integer(column)).utf8
      case .real: bytes += String(statement.real(column)).utf8
      case .text:
        statement.withBytes(column) { bytes += $0 }
        form = .string
      case .blob:
        blob = blob ?? Int(column)
        form = .string
      case .null: form = .absent
      }
      ends.append(bytes.count)
      forms.append(form)
    }
    if let blob {
      throw RowError(line: number, message: "bytes that are no text (column \(statement.name(Int32(blob))))")
    }
    return true
  }
}

/// An SQLite file that is read; a packed one is unpacked into a file of its own, which is gone with this.
final class SQLiteDatabase {
  let connection: Connection
  let size: Int
  private let temporary: String?

  init(_ path: String) throws(RowError) {
    do throws(ReadingError) {
      let source = try ByteSource(path, unpacks: true)
      size = source.size
      temporary = source.isPacked ? try Self.unpack(source) : nil
    } catch {
      throw RowError(line: 0, message: error.reason, isFatal: true)
    }
    do throws(SQLiteError) {
      connection = try Connection(temporary ?? path, .readOnly)
      // A file of another kind shows at the first question.
      _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
    } catch {
      if let temporary { unlink(temporary) }
      throw RowError(line: 0, message: error.message, isFatal: true)
    }
  }

  deinit { if let temporary { unlink(temporary) } }

  /// The names of its tables and views, sorted.
  func tables() throws(RowError) -> [String] {
    do throws(SQLiteError) {
      let statement = try connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY 1"
      )
      var names: [String] = []
      while try statement.step() { names.append(statement.text(0)) }
      return names
    } catch {
      throw RowError(line: 0, message: error.message, isFatal: true)
    }
  }

  /// A name as SQL has it between quotes.
  static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

  private static func unpack(_ source: ByteSource) throws(ReadingError) -> String {
    var template = Array("/tmp/dossier-import-XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    guard descriptor >= 0 else { throw .last() }
    defer { close(descriptor) }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    do throws(ReadingError) {
      while true {
        let count = try piece.withMutableBytes { bytes throws(ReadingError) in try source.read(into: bytes) }
        if count == 0 { return path }
        var sent = 0
        while sent < count {
          let written = piece.withUnsafeBytes { bytes in
            write(descriptor, bytes.baseAddress?.advanced(by: sent), count - sent)
          }
          if written < 0, errno == EINTR { continue }
          guard written >= 0 else { throw .last() }
          sent += written
        }
      }
    } catch {
      unlink(path)
      throw error
    }
  }
}
