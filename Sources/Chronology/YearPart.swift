/// A part of the year that is written in the place of the month, as in `2001-21` for the spring of
/// 2001.
///
/// EDTF leaves open when a season begins. Here seasons are the meteorological ones, of three whole
/// months; a season whose place is not given (21 to 24) is that of the northern hemisphere. A
/// winter that goes over into the next year belongs to the year in which it begins, so that the
/// four seasons of a year follow each other.
///
/// Source: ISO 8601-2:2019, 4.8, table 1; EDTF level 1 (21 to 24) and level 2 (25 to 41).
struct YearPart: Equatable {
  let code: UInt8
  /// 1 to 12.
  let firstMonth: Int
  /// How many months it has; all parts of a kind have the same number.
  let length: Int
  /// The codes of its kind.
  let kind: ClosedRange<UInt8>

  init?(code: UInt8) {
    self.code = code
    switch code {
    case 21...24: (kind, firstMonth, length) = (21...24, Int(code - 21) * 3 + 3, 3)
    case 25...28: (kind, firstMonth, length) = (25...28, Int(code - 25) * 3 + 3, 3)
    // Southern: spring starts in September, summer in December, autumn in March, winter in June.
    case 29...32: (kind, firstMonth, length) = (29...32, (Int(code - 29) * 3 + 8) % 12 + 1, 3)
    case 33...36: (kind, firstMonth, length) = (33...36, Int(code - 33) * 3 + 1, 3)
    case 37...39: (kind, firstMonth, length) = (37...39, Int(code - 37) * 4 + 1, 4)
    case 40...41: (kind, firstMonth, length) = (40...41, Int(code - 40) * 6 + 1, 6)
    default: return nil
    }
  }

  /// The part of this kind that begins with a month; nil when there is none.
  func sibling(beginningIn month: Int) -> YearPart? {
    kind.lazy.compactMap(YearPart.init).first { $0.firstMonth == month }
  }

  /// The days of this part of a year, within the days that can be written.
  func bounds(in year: Int) -> Bounds {
    let next = Day.month(year, firstMonth, adding: length)
    let last = Day(number: Int32(clamping: Day.number(next.year, next.month, 1) - 1))
    return Bounds(Day(unchecked: year, firstMonth, 1), min(last, .last))
  }
}
