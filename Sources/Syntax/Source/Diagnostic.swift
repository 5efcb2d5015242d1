/// A user's mistake, or a doubt about what was written: what, where, why, and how to mend it.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Sendable { case error, warning, note }

  /// A further place that explains the first one: "first used here".
  public struct Label: Hashable, Sendable {
    public var range: SourceRange
    public var message: String

    public init(_ range: SourceRange, _ message: String) {
      self.range = range
      self.message = message
    }
  }

  public var severity: Severity
  public var code: DiagnosticCode
  /// One line without a full stop: `unknown relation 'signd'`.
  public var message: String
  /// Where it is; nil where the mistake has no place in a text.
  public var source: SourceText?
  public var range: SourceRange?
  /// What stands after the carets: `did you mean 'signed/3'?`
  public var mend: String?
  public var labels: [Label]
  /// Lines printed below the source, each as `= note: …`.
  public var notes: [String]

  public init(
    _ severity: Severity = .error, _ code: DiagnosticCode, _ message: String, at range: SourceRange? = nil,
    in source: SourceText? = nil, mend: String? = nil, labels: [Label] = [], notes: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.source = source
    self.mend = mend
    self.labels = labels
    self.notes = notes
  }

  public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.severity == right.severity && left.code == right.code && left.message == right.message
      && left.range == right.range && left.source === right.source && left.mend == right.mend
      && left.labels == right.labels && left.notes == right.notes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(message)
    hasher.combine(range)
  }
}
