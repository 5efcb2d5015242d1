import Engine
import Glibc
import Syntax

/// One file on its way into the engine.
///
/// The way of an import: ``plan(for:_:)`` (the file's digest, its layout, what the rows become) →
/// ``run(_:into:_:reject:)`` (each record is staged as facts, and taken in). Nothing is known of the file's facts to the
/// engine before that has returned; where it throws, the engine's mark is to be rolled back.
package final class FileImport {
  package let path: String
  let options: ImportOptions
  /// What is told of the reading while it goes on.
  let work: LoadingWork
  private let size: Int
  private let changed: (seconds: Int, nanoseconds: Int)

  /// The file is read up to three times: for its digest, for the kinds of its values, for its facts.
  package init(_ path: String, _ options: ImportOptions) {
    self.path = path
    self.options = options
    var status = stat()
    size = stat(path, &status) == 0 ? Int(status.st_size) : 0
    changed = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    work = LoadingWork(path: path, size: 3 * size)
  }

  /// The file's SHA-256.
  func digest(_ budget: Budget) throws(EngineError) -> String {
    budget.work = work
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    let source: ByteSource
    do throws(ReadingError) { source = try ByteSource(path, unpacks: false) } catch {
      throw unreadable(error.reason)
    }
    guard source.isRegular else { throw unreadable("it is no file that can be read more than once") }
    while true {
      try budget.poll()
      let count: Int
      do throws(ReadingError) {
        count = try piece.withMutableBytes { bytes throws(ReadingError) in try source.read(into: bytes) }
      } catch {
        throw unreadable(error.reason)
      }
      if count == 0 { return hash.finish() }
      piece.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      work.add(bytes: count, rows: 0)
    }
  }

  private func unreadable(_ reason: String) -> EngineError { ImportMistake.unreadable(path, reason) }

  private enum Advance {
    case record, end
    case mistake(RowError)
  }

  private func advance(_ records: any RecordReader) throws(EngineError) -> Advance {
    do throws(RowError) {
      return try records.next() ? .record : .end
    } catch {
      if error.isFatal {
        throw unreadable(error.line > 0 ? "\(error.message) (line \(error.line))" : error.message)
      }
      return .mistake(error)
    }
  }

  /// Goes through all records. `body` gets each, and what is wrong where it cannot be read; a file that cannot be read
  /// on is an error.
  func forEachRecord(
    of layout: FileLayout, _ budget: Budget, counting: Bool,
    _ body: (any RecordReader, RowError?) throws(EngineError) -> Void
  ) throws(EngineError) {
    var told = 0
    var rows = 0
    // An empty file has no records.
    if layout.width > 0 {
      let records: any RecordReader
      do throws(RowError) { records = try layout.records() } catch { throw unreadable(error.message) }
      reading: while true {
        switch try advance(records) {
        case .record: try body(records, nil)
        case .mistake(let mistake): try body(records, mistake)
        case .end: break reading
        }
        rows += 1
        if rows % 256 == 0 {
          try budget.poll()
          work.add(bytes: records.consumed - told, rows: counting ? 256 : 0)
          told = records.consumed
        }
      }
    }
    work.add(bytes: max(0, size - told), rows: 0)
  }

  /// Throws where the file is not what it was at first: its digest and the kinds of its values would be those of another.
  func checkIsUnchanged() throws(EngineError) {
    var status = stat()
    guard stat(path, &status) == 0, Int(status.st_size) == size,
      (status.st_mtim.tv_sec, status.st_mtim.tv_nsec) == changed
    else { throw unreadable("it was changed while it was read") }
  }

  /// Notes that the file is not read for the kinds of its values.
  func passOver() { work.add(bytes: size, rows: 0) }
}
