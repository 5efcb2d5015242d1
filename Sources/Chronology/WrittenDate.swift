/// One end of a date, in the form it is written in: eight bytes from which text and days are worked
/// out.
struct WrittenDate: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    /// A year, month or day, with digits unspecified or not.
    case calendar
    /// `[a..b]`: one of the days of the bounds, which are kept beside this.
    case range
    /// `..` by itself: a date of which nothing is known.
    case unknownDate
    /// `..` before or after the `/`: the interval has no such end.
    case open
    /// Nothing before or after the `/`: the interval has such an end, of which nothing is known.
    case unknownEnd
    /// The finish of a date that is not an interval.
    case absent
  }

  /// Digits that are written as `X`; such a digit is 0 in the number.
  struct Unspecified: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let dayUnits = Unspecified(rawValue: 1)
    static let dayTens = Unspecified(rawValue: 2)
    static let monthUnits = Unspecified(rawValue: 4)
    static let monthTens = Unspecified(rawValue: 8)
    static let yearUnits = Unspecified(rawValue: 16)
    static let yearTens = Unspecified(rawValue: 32)
    static let yearHundreds = Unspecified(rawValue: 64)
    static let yearThousands = Unspecified(rawValue: 128)
    static let anyDay: Unspecified = [.dayUnits, .dayTens]
    static let anyMonth: Unspecified = [.monthUnits, .monthTens]
    static let anyYear: Unspecified = [.yearUnits, .yearTens, .yearHundreds, .yearThousands]
  }

  struct Marks: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    /// `?`
    static let uncertain = Marks(rawValue: 1)
    /// `~`
    static let approximate = Marks(rawValue: 2)
    /// The year has a minus sign, which for `-000X` its number does not show.
    static let negativeYear = Marks(rawValue: 4)
    /// `?`, `~` and, for both, `%`.
    static let qualifiers: Marks = [.uncertain, .approximate]
  }

  /// The digits of the year without its sign.
  var yearDigits: UInt32 = 0
  /// 1 to 12, or the code of a ``YearPart``; 0 where no month is written, or only as `XX`.
  var month: UInt8 = 0
  /// 1 to 31; 0 where no day is written, or only as `XX`.
  var day: UInt8 = 0
  var unspecified: Unspecified = []
  /// The marks above the kind.
  private var flags: UInt8

  init(kind: Kind, marks: Marks = []) {
    flags = marks.rawValue << 4 | kind.rawValue
  }

  var kind: Kind { Kind(rawValue: flags & 0xf) ?? .absent }

  var marks: Marks {
    get { Marks(rawValue: flags >> 4) }
    set { flags = newValue.rawValue << 4 | flags & 0xf }
  }

  func hash(into hasher: inout Hasher) {
    let date = UInt64(month) << 24 | UInt64(day) << 16 | UInt64(unspecified.rawValue) << 8 | UInt64(flags)
    hasher.combine(UInt64(yearDigits) << 32 | date)
  }
}
