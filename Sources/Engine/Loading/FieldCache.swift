/// The handles of fields that were seen before: dates and numbers occur again and again in a column.
final class FieldCache {
  /// With so many distinct fields it starts anew, so that it stays small.
  private static let capacity = 1 << 16

  private var fields = TextPool()
  /// The handle of each field of the pool.
  private var handles: [Handle] = []

  /// The words of fields; `handle` gives those of fields that are not here. False where it has none.
  func putWords(
    of spans: UnsafeBufferPointer<TextSpan>, in source: UnsafePointer<UInt8>,
    into words: UnsafeMutablePointer<UInt32>, handle: (UnsafeBufferPointer<UInt8>) -> Handle?
  ) -> Bool {
    if fields.count >= FieldCache.capacity { forgetAll() }
    fields.number(spans, of: source, into: words)
    for (index, span) in spans.enumerated() {
      let number = Int(words[index])
      if number == handles.count {
        guard let handle = handle(UnsafeBufferPointer(start: source + span.start, count: span.count)) else {
          forgetAll()
          return false
        }
        handles.append(handle)
      }
      words[index] = handles[number].word
    }
    return true
  }

  private func forgetAll() {
    fields = TextPool()
    handles = []
  }
}
