/// The words of a document that a citation's byte range covers.
enum Quotation {
  case words(String)
  /// Why the range is none of this text's, or why it is not what the citation is of.
  case mismatch(String)

  /// The words of a range; `quote` are some that must be among them.
  init(_ range: Range<Int>, of bytes: [UInt8], holding quote: String?) {
    guard range.upperBound <= bytes.count else {
      self = .mismatch(
        "bytes \(range.lowerBound)..\(range.upperBound) lie past the end of the text (\(bytes.count) bytes)")
      return
    }
    guard let words = String(validating: bytes[range], as: UTF8.self) else {
      self = .mismatch("bytes \(range.lowerBound)..\(range.upperBound) cut a character in two")
      return
    }
    // A line break within a sentence is the file's, not the sentence's.
    let text = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard let quote, !text.contains(quote) else {
      self = .words(text)
      return
    }
    self = .mismatch("\"\(quote)\" is not what stands at bytes \(range.lowerBound)..\(range.upperBound)")
  }
}
