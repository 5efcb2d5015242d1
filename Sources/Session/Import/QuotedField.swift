import Engine
import Glibc

/// A field between quotes, whose doubled quotes are made single where they stand.
struct QuotedField {
  let span: TextSpan
  /// The place after the closing quote.
  let end: Int

  /// The field that the quote at `start` opens; nil where it is not closed within the first `count` bytes.
  init?(_ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ count: Int) {
    let quote = UInt8(ascii: "\"")
    var place = start + 1
    var written = place
    while let found = memchr(bytes + place, Int32(quote), count - place) {
      let closing = UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
      if written != place { (bytes + written).update(from: bytes + place, count: closing - place) }
      written += closing - place
      place = closing + 1
      guard place < count, bytes[place] == quote else {
        span = TextSpan(start: start + 1, count: written - start - 1)
        end = place
        return
      }
      bytes[written] = quote
      written += 1
      place += 1
    }
    return nil
  }
}
