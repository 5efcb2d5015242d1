/// What a question, an explanation or the loading of a file may use.
public struct Limits: Hashable, Sendable {
  /// Seconds of wall time; nil for no limit.
  public var timeout: Double?
  /// Bytes of resident memory of the whole process; nil for no limit.
  public var memory: Int?
  /// Rows of an answer; nil for no limit. An answer that has more is cut and marked.
  public var rows: Int?

  public init(timeout: Double? = nil, memory: Int? = nil, rows: Int? = nil) {
    self.timeout = timeout
    self.memory = memory
    self.rows = rows
  }
}
