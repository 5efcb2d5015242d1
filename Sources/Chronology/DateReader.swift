/// Reads one EDTF text from its start to its end, and says at which byte it goes wrong.
struct DateReader {
  /// One side of an interval, with the days it may be.
  struct Side {
    var written: WrittenDate
    var bounds: Bounds
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The byte so far ahead of the position; nil past the end.
  func peek(_ ahead: Int = 0) -> UInt8? {
    let index = position + ahead
    return index < bytes.count ? bytes[index] : nil
  }

  func isNext(_ character: Unicode.Scalar, ahead: Int = 0) -> Bool { peek(ahead) == UInt8(ascii: character) }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard isNext(character) else { return false }
    position += 1
    return true
  }

  /// The whole text: a point, or two sides of an interval.
  mutating func date() throws(DateError) -> UncertainDate {
    guard !bytes.isEmpty else {
      throw DateError("the date is empty", mend: "write '..' for a date that is not known")
    }
    let first = try side()
    guard skip("/") else {
      try expectEnd()
      if first.written.kind == .open { return .unknown }
      return UncertainDate(first.written, first.bounds)
    }
    let secondOffset = position
    let second = try side()
    if isNext("/") {
      throw DateError("an interval has two dates, not three", offset: position, mend: DateReader.dayExample)
    }
    try expectEnd()
    if first.written.kind == .unknownEnd && second.written.kind == .unknownEnd {
      throw DateError("an interval has at least one date", mend: "write '..' for a date that is not known")
    }
    // An open end is a limit at its own side; an unknown one is anywhere.
    let start = first.written.kind == .open ? Bounds(.distantPast, .distantPast) : first.bounds
    let finish = second.written.kind == .open ? Bounds(.distantFuture, .distantFuture) : second.bounds
    guard let date = UncertainDate(from: first.written, start, to: second.written, finish) else {
      let turned = UncertainDate(from: second.written, second.bounds, to: first.written, first.bounds)
      throw DateError(
        "the interval ends before it starts", offset: secondOffset, mend: turned.map { "write \($0)" })
    }
    return date
  }

  /// One side of an interval, or a point; nothing at all is an unknown end.
  private mutating func side() throws(DateError) -> Side {
    if peek() == nil || isNext("/") { return Side(written: WrittenDate(kind: .unknownEnd), bounds: .all) }
    if isNext("."), isNext(".", ahead: 1) {
      position += 2
      return Side(written: WrittenDate(kind: .open), bounds: .all)
    }
    return isNext("[") ? try range() : try point()
  }

  /// A year, month, day or part of the year, with its qualifier.
  mutating func point() throws(DateError) -> Side {
    let offset = position
    var written = try calendarDate()
    written.marks.formUnion(try qualifier())
    guard let bounds = written.calendarBounds else {
      throw DateError(
        "no day is written \(text(offset..<position))", offset: offset, mend: "X stands for any one digit")
    }
    return Side(written: written, bounds: bounds)
  }

  /// `[a..b]`, `[a..]` or `[..b]`.
  private mutating func range() throws(DateError) -> Side {
    let offset = position
    position += 1
    let first = try rangeEnd()
    if isNext(",") || isNext("]") && first != nil {
      throw DateError(
        "only a range stands in brackets", offset: position,
        mend: "write its first and last date, as in [1984..1986]")
    }
    guard skip("."), skip(".") else { throw unexpected(mend: "write the range as in [1984..1986]") }
    let secondOffset = position
    let second = try rangeEnd()
    guard skip("]") else { throw unexpected(mend: "']' ends the range") }
    guard first != nil || second != nil else {
      throw DateError(
        "the range has no date", offset: offset, mend: "write '..' for a date that is not known")
    }
    let earliest = first?.bounds.earliest ?? .distantPast
    let latest = second?.bounds.latest ?? .distantFuture
    guard earliest <= latest else {
      throw DateError("the range ends before it starts", offset: secondOffset)
    }
    let marks = try qualifier()
    let date = UncertainDate(oneOf: Bounds(earliest, latest), marks: marks)
    return Side(written: date.first, bounds: date.start)
  }

  private mutating func rangeEnd() throws(DateError) -> Side? {
    if isNext(".") || isNext("]") { return nil }
    let end = try point()
    if !end.written.marks.isDisjoint(with: .qualifiers) {
      throw DateError(
        "a qualifier cannot stand in brackets", offset: position - 1, mend: "write it after the ']'")
    }
    return end
  }

  private mutating func qualifier() throws(DateError) -> WrittenDate.Marks {
    let marks: WrittenDate.Marks
    switch peek() {
    case UInt8(ascii: "?"): marks = .uncertain
    case UInt8(ascii: "~"): marks = .approximate
    case UInt8(ascii: "%"): marks = .qualifiers
    default: return []
    }
    position += 1
    if isNext("?") || isNext("~") || isNext("%") {
      throw DateError("a date has one qualifier", offset: position, mend: "write '%' for both '?' and '~'")
    }
    if isNext("-") {
      throw DateError(
        "a qualifier stands at the end of the date", offset: position - 1, mend: "it holds for the whole date"
      )
    }
    return marks
  }

  private func expectEnd() throws(DateError) {
    guard position < bytes.count else { return }
    if isNext("T") || isNext("t") || isNext(" ") && (peek(1).map(DateReader.isDigit) ?? false) {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
      throw DateError(
        "a date has no time of day", offset: position, mend: "leave out '\(text(position..<end))'")
    }
    throw unexpected()
  }
}
