import Chronology
import Syntax

/// The tests that look like atoms: `before(D, E)`, `contains(T, "treaty")`.
enum ReferenceTests {
  static let names: Set<String> = [
    "before", "after", "within", "soon_after", "intersects", "covers", "in", "allen", "contains",
    "starts_with",
    "ends_with", "matches",
  ]

  static func apply(_ name: String, _ row: [Literal]) throws(ReferenceError) -> Truth {
    switch (name, row.first, row.dropFirst().first, row.dropFirst(2).first, row.count) {
    case ("before", .date(let left)?, .date(let right)?, nil, 2): return left.isBefore(right)
    case ("after", .date(let left)?, .date(let right)?, nil, 2): return left.isAfter(right)
    case ("intersects", .date(let left)?, .date(let right)?, nil, 2): return left.intersects(right)
    case ("covers", .date(let left)?, .date(let right)?, nil, 2): return left.covers(right)
    case ("in", .date(let left)?, .date(let right)?, nil, 2): return left.isIn(right)
    case ("within", .date(let left)?, .date(let right)?, .duration(let period)?, 3):
      return left.isWithin(period, of: right)
    case ("soon_after", .date(let first)?, .date(let second)?, .duration(let period)?, 3):
      return first.isFollowed(within: period, by: second)
    case ("allen", .date(let left)?, .text(let name)?, .date(let right)?, 3):
      guard let relation = AllenRelation(rawValue: name) else { throw .failed(.invalidArgument) }
      return left.allen(relation, right)
    case ("contains", .text(let text)?, .text(let part)?, nil, 2):
      return part.isEmpty || text.contains(part) ? .yes : .no
    case ("starts_with", .text(let text)?, .text(let part)?, nil, 2): return text.hasPrefix(part) ? .yes : .no
    case ("ends_with", .text(let text)?, .text(let part)?, nil, 2): return text.hasSuffix(part) ? .yes : .no
    case ("matches", .text(let text)?, .text(let pattern)?, nil, 2):
      guard let regex = try? Regex(pattern) else { throw .failed(.invalidArgument) }
      return text.contains(regex) ? .yes : .no
    default: throw .failed(.typeMismatch)
    }
  }
}
