import Chronology
import Testing

@Suite struct RefusalTests {
  static let noMonth = "months are 01 to 12, seasons 21 to 24, quarters 33 to 36"
  static let example = "dates are written year-month-day, as in 2026-02-04"
  static let bracketExample = "write its first and last date, as in [1984..1986]"

  @Test(arguments: [
    // No such day.
    ("2026-02-30", 8, "there is no 30 February 2026", "February 2026 has 28 days"),
    ("2023-02-29", 8, "there is no 29 February 2023", "February 2023 has 28 days"),
    ("1900-02-29", 8, "there is no 29 February 1900", "February 1900 has 28 days"),
    ("2024-02-30", 8, "there is no 30 February 2024", "February 2024 has 29 days"),
    ("2026-04-31", 8, "there is no 31 April 2026", "April 2026 has 30 days"),
    ("2026-12-32", 8, "there is no 32 December 2026", "December 2026 has 31 days"),
    ("-0044-02-30", 9, "there is no 30 February -0044", "February -0044 has 29 days"),
    ("Y10001-02-29", 10, "there is no 29 February Y10001", "February Y10001 has 28 days"),
    ("1948/2026-02-30", 13, "there is no 30 February 2026", "February 2026 has 28 days"),
    ("19XX-02-30", 8, "there is no 30 February 19XX", "February has at most 29 days"),
    ("1X00-02-30", 8, "there is no 30 February 1X00", "February has at most 29 days"),
    ("2026-02-3X", 8, "no day of February 2026 is written 3X", "February 2026 has 28 days"),
    ("2026-XX-32", 8, "no month has a day 32", "days are 01 to 31"),
    ("XXXX-XX-4X", 8, "no month has a day 4X", "days are 01 to 31"),
    ("2026-02-00", 8, "there is no day 00", "write XX, or leave the day out, where it is not known"),
    // No such month or year.
    ("2026-13", 5, "there is no month 13", noMonth), ("2026-42", 5, "there is no month 42", noMonth),
    ("2026-20", 5, "there is no month 20", noMonth), ("2026-13-01", 5, "there is no month 13", noMonth),
    ("2026-00", 5, "there is no month 00", "write XX, or leave the month out, where it is not known"),
    ("2026-2X", 5, "no month is written 2X", noMonth), ("2026-3X", 5, "no month is written 3X", noMonth),
    ("2026-21-01", 7, "a part of the year has no days", noMonth),
    ("-0000", 0, "there is no year -0000", "write 0000 for the year before 0001"),
    ("Y5000001", 0, "the year is out of range", "years reach from Y-5000000 to Y5000000"),
    ("Y-170000002", 0, "the year is out of range", "years reach from Y-5000000 to Y5000000"),
    ("Y99999999999999999999999999", 0, "the year is out of range", "years reach from Y-5000000 to Y5000000"),
    // Number of digits.
    ("20260204", 0, "a year has four digits", "write 2026-02-04"),
    ("12345", 0, "a year has four digits", "write Y12345"),
    ("-12345", 0, "a year has four digits", "write Y-12345"), ("985", 0, "a year has four digits", example),
    ("012345", 0, "a year has four digits", example),
    ("04/02/2026", 0, "a year has four digits", example),
    ("2026/02/04", 5, "a year has four digits", example),
    ("2026-02-03/04", 11, "a year has four digits", example),
    ("1234567890", 0, "a year has four digits", "write Y123456789"),
    ("2026-2-4", 5, "a month has two digits", "write 02"),
    ("2026-02-4", 8, "a day has two digits", "write 04"),
    ("2026-X", 5, "a month has two digits", nil), ("2026-035", 5, "a month has two digits", nil),
    ("2026-02-040", 8, "a day has two digits", nil),
    ("Y1234", 0, "'Y' stands before a year of five or more digits", "write 1234"),
    ("Y-985", 0, "'Y' stands before a year of five or more digits", "write -0985"),
    ("Y012345", 0, "'Y' stands before a year of five or more digits", "leave out the zeros"),
    ("2026-", 5, "the date is cut short", "a month of two digits follows the '-'"),
    ("2026-02-", 8, "the date is cut short", "a day of two digits follows the '-'"),
    ("-", 1, "the date is cut short", example), ("Y", 1, "the date is cut short", nil),
    ("", 0, "the date is empty", "write '..' for a date that is not known"),
    // Times of day, weeks, exponents.
    ("1985-04-12T23:20:30Z", 10, "a date has no time of day", "leave out 'T23:20:30Z'"),
    ("1985-04-12t23:20", 10, "a date has no time of day", "leave out 't23:20'"),
    ("1985-04-12 23:20", 10, "a date has no time of day", "leave out ' 23:20'"),
    ("1985-04-12T23:20/1986", 10, "a date has no time of day", "leave out 'T23:20'"),
    ("1985/1986-04-12T23:20", 15, "a date has no time of day", "leave out 'T23:20'"),
    ("2026-W05", 5, "a date has no week number", "write its days, as in 2026-02-02/2026-02-08"),
    ("Y17E7", 3, "a year has no exponent", "write its digits, as in Y17000"),
    ("Y1X345", 1, "a year written with 'Y' has no X", "write a range: [Y12000..Y12999]"),
    ("1950S2", 4, "'S' has no place here in a date", "write a range, as in [1950..1959]"),
    // Qualifiers.
    ("2004?-06", 4, "a qualifier stands at the end of the date", "it holds for the whole date"),
    ("?2004", 0, "'?' has no place here in a date", "a qualifier stands at the end of the date"),
    ("2004-06-~11", 8, "'~' has no place here in a date", "a qualifier stands at the end of the date"),
    ("2004?~", 5, "a date has one qualifier", "write '%' for both '?' and '~'"),
    ("..?", 2, "'?' has no place here in a date", "a qualifier stands at the end of the date"),
    // Letters for digits, and other characters.
    ("199x", 3, "'x' has no place here in a date", "write 'X' for a digit that is not known"),
    ("19uu", 2, "'u' has no place here in a date", "write 'X' for a digit that is not known"),
    ("y12345", 0, "'y' has no place here in a date", "write 'Y' before a year of five or more digits"),
    ("@2026", 0, "'@' has no place here in a date", "leave out the '@'"),
    ("1948–1949", 4, "'–' has no place here in a date", "write '-' within a date and '/' between two dates"),
    ("2026 ", 4, "' ' has no place here in a date", nil),
    ("2026.", 4, "'.' has no place here in a date", nil),
    ("2026\n", 4, "a control character has no place here in a date", nil),
    ("February", 0, "'F' has no place here in a date", example),
    ("é", 0, "'é' has no place here in a date", example),
    // Intervals.
    ("2026-02/2026-01", 8, "the interval ends before it starts", "write 2026-01/2026-02"),
    ("2026-02-04/2026-02-03", 11, "the interval ends before it starts", "write 2026-02-03/2026-02-04"),
    ("2026~/2024?", 6, "the interval ends before it starts", "write 2024?/2026~"),
    ("2026/2027/2028", 9, "an interval has two dates, not three", example),
    ("../../..", 5, "an interval has two dates, not three", example),
    ("/", 0, "an interval has at least one date", "write '..' for a date that is not known"),
    // Brackets.
    ("[1984,1985]", 5, "only a range stands in brackets", bracketExample),
    ("[1984]", 5, "only a range stands in brackets", bracketExample),
    ("{1984}", 0, "'{' has no place here in a date", "write each date by itself"),
    ("[..]", 0, "the range has no date", "write '..' for a date that is not known"),
    ("[]", 1, "']' has no place here in a date", "write the range as in [1984..1986]"),
    ("[1984.1985]", 6, "'1' has no place here in a date", "write the range as in [1984..1986]"),
    ("[1986..1984]", 7, "the range ends before it starts", nil),
    ("[1984?..1985]", 5, "a qualifier cannot stand in brackets", "write it after the ']'"),
    ("[1984..1985", 11, "the date is cut short", "']' ends the range"),
    ("[1984..[1985..1986]]", 7, "'[' has no place here in a date", example),
  ])
  func textThatIsNoDateIsRefusedAtItsPlace(text: String, offset: Int, message: String, mend: String?) {
    #expect(throws: DateError(message, offset: offset, mend: mend)) { try UncertainDate(text) }
  }

  @Test func bytesThatAreNotUnicodeAreRefused() {
    #expect(throws: DateError.self) { try UncertainDate(utf8: [0xff, 0xfe]) }
    #expect(throws: DateError.self) { try UncertainDate(utf8: Array("2026-02-0".utf8) + [0xc3]) }
    #expect(throws: DateError.self) { try UncertainDate(utf8: Array("2026".utf8) + [0]) }
  }

  @Test func errorReadsAsOneLine() {
    #expect(DateError("wrong", offset: 3, mend: "write it right").description == "wrong (write it right)")
    #expect(DateError("wrong").description == "wrong")
  }
}
