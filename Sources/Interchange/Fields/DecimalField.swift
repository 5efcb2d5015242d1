/// Decimals of few digits read from bytes, exactly.
package enum DecimalField {
  /// The decimal that digits, a point and digits are, with or without a minus sign; nil for any other text, and
  /// for more digits than a division gives exactly (Clinger, "How to read floating point numbers accurately",
  /// PLDI 1990: both the digits and the power of ten are doubles without loss).
  package static func number(of field: ArraySlice<UInt8>) -> Double? {
    let isNegative = field.first == UInt8(ascii: "-")
    let digits = isNegative ? field.dropFirst() : field
    guard digits.count <= 16, let point = digits.firstIndex(of: UInt8(ascii: ".")),
      point > digits.startIndex, point + 1 < digits.endIndex
    else { return nil }
    // A zero before other digits makes a code of it.
    guard digits.first != UInt8(ascii: "0") || point == digits.startIndex + 1 else { return nil }
    var whole = 0.0
    var scale = 1.0
    for (index, byte) in zip(digits.indices, digits) where index != point {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      whole = whole * 10 + Double(byte - UInt8(ascii: "0"))
      if index > point { scale *= 10 }
    }
    return isNegative ? -(whole / scale) : whole / scale
  }
}
