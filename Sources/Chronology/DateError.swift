/// Why a text is not a date, or a calculation has no date as its result.
public struct DateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, as a phrase without a capital or a full stop.
  public let message: String
  /// Where in the text, as a UTF-8 offset from its start; 0 for a calculation.
  public let offset: Int
  /// What would put it right, where that is known.
  public let mend: String?

  public init(_ message: String, offset: Int = 0, mend: String? = nil) {
    self.message = message
    self.offset = offset
    self.mend = mend
  }

  public var description: String {
    if let mend { "\(message) (\(mend))" } else { message }
  }
}
