/// Where bytes stop being UTF-8.
package enum InvalidUTF8 {
  /// The place of the first byte that belongs to no scalar; nil where all bytes are UTF-8.
  package static func offset(in bytes: [UInt8]) -> Int? {
    if (try? UTF8Span(validating: bytes.span)) != nil { return nil }
    var decoder = UTF8()
    var bytesLeft = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&bytesLeft) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }

  package static func message(at offset: Int) -> String { "byte \(offset + 1) is no UTF-8" }
}
