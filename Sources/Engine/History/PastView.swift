public import Chronology

/// At what moment an engine is looked at: the present, or one of two pasts, or both at once.
public struct PastView: Hashable, Sendable {
  /// What a publication date says of a document and a day.
  public struct Report: Hashable, Sendable {
    /// The day by whose end it had been published.
    public var day: Day
    /// Whether what has only possibly been published by then counts too.
    public var dates: DateView

    public init(by day: Day, dates: DateView = .certain) {
      self.day = day
      self.dates = dates
    }
  }

  /// The number of the last step that is seen, 0 for what there was before the first; nil where all of them are.
  public var lastStep: Int?
  /// What had been reported by then is seen; nil where all is.
  public var report: Report?

  public init(lastStep: Int? = nil, report: Report? = nil) {
    self.lastStep = lastStep
    self.report = report
  }

  public static let present = PastView()

  public var isPresent: Bool { self == .present }
}

/// How much a view of the past leaves out.
public struct LeftOut: Hashable, Sendable {
  public var steps = 0
  /// Facts whose citing documents were all published later.
  public var laterFacts = 0
  /// Facts of which it is not certain that a citing document had been published.
  public var uncertainFacts = 0
  /// Rows of `document`.
  public var documents = 0

  public init() {}
}

/// What has been taken out of sight while the past is looked at.
struct HiddenPresent {
  let view: PastView
  /// The changes that were taken back, oldest first.
  var changes: [Change] = []
  /// The facts that were taken out, by the numbers of their rows.
  var facts: [(key: FactKey, rows: [Int])] = []
  /// The stores of which citations are hidden.
  var stores: [FactStore] = []
  var leftOut = LeftOut()

  init(_ view: PastView) { self.view = view }
}
