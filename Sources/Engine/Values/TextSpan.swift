/// Where a text stands in a run of bytes.
package struct TextSpan {
  package var start: Int
  package var count: Int

  @inlinable package init(start: Int, count: Int) {
    self.start = start
    self.count = count
  }

  /// The bytes themselves; the span lies within what `source` addresses.
  @inlinable @inline(__always)
  package func bytes(of source: UnsafePointer<UInt8>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: source + start, count: count)
  }
}
