/// Rows on their way to a table, repeated ones among them.
final class RowStaging {
  let columns: Columns
  private(set) var count = 0

  init(width: Int) { columns = Columns(width: width, capacity: 0) }

  func append(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, count length: Int) {
    columns.reserve(count + length)
    columns.write(from: source, count: length, at: count)
    count += length
  }

  func clear() { count = 0 }
}
