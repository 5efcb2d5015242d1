extension UncertainDate {
  /// Reads EDTF, without the `@` that stands before it in a program.
  ///
  /// The whole text must be a date. The error says where it is not, as a UTF-8 offset.
  @inlinable
  public init(_ text: some StringProtocol) throws(DateError) {
    try self.init(utf8: text.utf8)
  }

  /// Reads EDTF from its UTF-8 bytes; a plain day is read without allocation.
  @inlinable
  public init(utf8 bytes: some Collection<UInt8>) throws(DateError) {
    // `withContiguousStorageIfAvailable` would lose the type of an error that its closure throws.
    let reading =
      bytes.withContiguousStorageIfAvailable(UncertainDate.reading)
      ?? Array(bytes).withUnsafeBufferPointer(UncertainDate.reading)
    self = try reading.get()
  }

  @usableFromInline
  static func reading(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<UncertainDate, DateError> {
    if let day = plainDay(bytes) { return .success(day) }
    return Result { () throws(DateError) in
      var reader = DateReader(bytes)
      return try reader.date()
    }
  }

  /// Reads `YYYY-MM-DD`; nil when the text is anything else, or there is no such day.
  private static func plainDay(_ bytes: UnsafeBufferPointer<UInt8>) -> UncertainDate? {
    guard bytes.count == 10 else { return nil }
    var number = 0
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
    }
    let (year, month, date) = (number / 10_000, number / 100 % 100, number % 100)
    guard let day = Day(year: year, month: month, day: date) else { return nil }
    return UncertainDate(WrittenDate(year: year, month: month, day: date), Bounds(day, day))
  }
}
