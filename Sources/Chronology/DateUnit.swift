/// What a date can be rounded down to.
public enum DateUnit: String, CaseIterable, Sendable {
  case day
  /// From Monday to Sunday, as in ISO 8601.
  case week
  case month
  case quarter
  case year
  /// The years that share all digits but the last: 1990 to 1999.
  case decade
  /// The years that share all digits but the last two: 1900 to 1999.
  case century
}
