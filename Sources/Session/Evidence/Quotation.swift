/// The words of a document that a citation's byte range covers.
enum Quotation {
  case words(String)
  /// Why the range is none of this text's.
  case mismatch(String)

  init(_ range: Range<Int>, of bytes: [UInt8]) {
    guard range.upperBound <= bytes.count else {
      self = .mismatch("bytes \(range.lowerBound)..\(range.upperBound) lie past the end of the text (\(bytes.count) bytes)")
      return
    }
    guard let words = String(validating: bytes[range], as: UTF8.self) else {
      self = .mismatch("bytes \(range.lowerBound)..\(range.upperBound) cut a character in two")
      return
    }
    // A line break within a sentence is the file's, not the sentence's.
    self = .words(words.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}
