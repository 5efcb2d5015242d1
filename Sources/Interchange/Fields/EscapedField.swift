/// A field with the escapes of TSV.
package enum EscapedField {
  /// Writes what a field means over it; gives its new length, which is no greater.
  package static func resolve(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    var written = 0
    var place = 0
    while place < count {
      var byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\\"), place < count, let meant = meaning(of: bytes[place]) {
        byte = meant
        place += 1
      }
      bytes[written] = byte
      written += 1
    }
    return written
  }

  /// What a byte after a backslash stands for; nil where the backslash is the text's own.
  package static func meaning(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "\\"): byte
    default: nil
    }
  }

  /// How a byte of a field is written.
  package static func escaped(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "\t"): Array("\\t".utf8)
    case UInt8(ascii: "\n"): Array("\\n".utf8)
    case UInt8(ascii: "\r"): Array("\\r".utf8)
    case UInt8(ascii: "\\"): Array("\\\\".utf8)
    default: [byte]
    }
  }
}
