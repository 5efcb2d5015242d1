/// Hashing and comparing texts eight bytes at a time.
enum TextHash {
  /// 32 bits, all of them well spread.
  @inline(__always) static func hash(_ text: UnsafeRawBufferPointer) -> UInt32 {
    let count = text.count
    guard let base = text.baseAddress, count > 0 else { return 0 }
    var hash = mixed(UInt64(truncatingIfNeeded: count) ^ 0x9e37_79b9_7f4a_7c15)
    if count >= 8 {
      var offset = 0
      while offset < count - 8 {
        hash = mixed(hash ^ word(base + offset))
        offset += 8
      }
      // The last eight overlap those before, so that nothing past the end is read.
      hash = mixed(hash ^ word(base + (count - 8)))
    } else if count >= 4 {
      hash = mixed(hash ^ (UInt64(half(base)) | UInt64(half(base + (count - 4))) << 32))
    } else {
      let bytes = UInt64(text[0]) | UInt64(text[count / 2]) << 8 | UInt64(text[count - 1]) << 16
      hash = mixed(hash ^ bytes)
    }
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  /// Whether `other` holds the same bytes; it has as many.
  @inline(__always)
  static func areEqual(_ text: UnsafeRawBufferPointer, _ other: UnsafePointer<UInt8>) -> Bool {
    let count = text.count
    let other = UnsafeRawPointer(other)
    guard let base = text.baseAddress, count > 0 else { return true }
    if count >= 8 {
      var offset = 0
      while offset < count - 8 {
        if word(base + offset) != word(other + offset) { return false }
        offset += 8
      }
      return word(base + (count - 8)) == word(other + (count - 8))
    }
    if count >= 4 {
      return half(base) == half(other) && half(base + (count - 4)) == half(other + (count - 4))
    }
    for offset in 0..<count where text[offset] != other.load(fromByteOffset: offset, as: UInt8.self) {
      return false
    }
    return true
  }

  @inline(__always) private static func word(_ place: UnsafeRawPointer) -> UInt64 {
    place.loadUnaligned(as: UInt64.self)
  }

  @inline(__always) private static func half(_ place: UnsafeRawPointer) -> UInt32 {
    place.loadUnaligned(as: UInt32.self)
  }

  /// A multiplication whose upper half, where all bits meet, is folded onto the lower.
  @inline(__always) private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
    return product.high ^ product.low
  }
}
