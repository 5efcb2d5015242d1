public import Engine

/// What the user has chosen; the engine's own choices (`today`, the limits) live in the engine.
public struct Settings: Sendable {
  public var mode: ResultFormat = .table
  public var dates: DateView = .certain
  public var timing = false
  public var color: ColorChoice = .auto
  /// Whether a file is kept whole or not at all.
  public var strict = false
  /// Whether notices, warnings and row counts are left out.
  public var quiet = false
  /// Whether a line on the terminal tells how far long work is.
  public var progress: ProgressChoice = .auto
  /// How many threads may compute at the same time; nil for one a core.
  public var threads: Int?
  /// The folder of saved queries; nil for the usual places.
  public var queries: String?
  /// The folder of the cited documents; nil where only their own paths are tried.
  public var documents: String?

  public init() {}
}
