/// The tests of the language, which look like atoms: `before(D, E)`.
public enum BuiltinTest: String, CaseIterable, Sendable {
  case before, after, within
  case soonAfter = "soon_after"
  case intersects, covers
  case inside = "in"
  case allen
  case contains
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case matches

  public init?(name: String) { self.init(rawValue: name) }

  public var name: String { rawValue }

  public var parameters: [String] {
    switch self {
    case .before, .after, .intersects, .covers: ["date", "date"]
    case .inside: ["date", "interval"]
    case .within, .soonAfter: ["date", "date", "duration"]
    case .allen: ["interval", "relation", "interval"]
    case .contains: ["text", "part"]
    case .startsWith: ["text", "prefix"]
    case .endsWith: ["text", "suffix"]
    case .matches: ["text", "regex"]
    }
  }

  /// One sentence for help and completion.
  public var documentation: String {
    switch self {
    case .before: "The first date ends before the second starts."
    case .after: "The first date starts after the second ends."
    case .within: "At most the duration lies between the two dates, in either order."
    case .soonAfter: "The second date follows the first within the duration."
    case .intersects: "The two dates share a day."
    case .covers: "The first date holds every day of the second."
    case .inside: "Every day of the date lies in the interval."
    case .allen: "One of Allen's thirteen relations holds between two intervals: allen(I, overlaps, J)."
    case .contains: "The text holds the part."
    case .startsWith: "The text starts with the prefix."
    case .endsWith: "The text ends with the suffix."
    case .matches: "The regular expression matches somewhere in the text."
    }
  }

  /// Whether the test is of dates, and so may be unknown.
  var isOfDates: Bool {
    switch self {
    case .before, .after, .within, .soonAfter, .intersects, .covers, .inside, .allen: true
    case .contains, .startsWith, .endsWith, .matches: false
    }
  }

  /// The kinds that each argument must have.
  var kinds: [KindSet] {
    parameters.map { parameter in
      switch parameter {
      case "date", "interval": .date
      case "duration": .duration
      default: .text
      }
    }
  }
}
