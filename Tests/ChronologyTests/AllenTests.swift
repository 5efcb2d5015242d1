import Chronology
import Testing

@Suite struct AllenTests {
  static func date(_ text: String) throws -> UncertainDate { try UncertainDate(text) }

  @Test(arguments: [
    ("2026-02-01/2026-02-03", "2026-02-05/2026-02-06", AllenRelation.before),
    ("2026-02-01/2026-02-03", "2026-02-04/2026-02-06", .meets),
    ("2026-02-01/2026-02-03", "2026-02-03/2026-02-06", .overlaps),
    ("2026-02-01/2026-02-03", "2026-02-02/2026-02-06", .overlaps),
    ("2026-02-01/2026-02-03", "2026-02-01/2026-02-06", .starts),
    ("2026-02-02/2026-02-03", "2026-02-01/2026-02-06", .during),
    ("2026-02-05/2026-02-06", "2026-02-01/2026-02-06", .finishes),
    ("2026-02-01/2026-02-03", "2026-02-01/2026-02-03", .equals),
    ("2026-02-05/2026-02-06", "2026-02-01/2026-02-03", .after),
    ("2026-02-04/2026-02-06", "2026-02-01/2026-02-03", .metBy),
    ("2026-02-03/2026-02-06", "2026-02-01/2026-02-03", .overlappedBy),
    ("2026-02-01/2026-02-06", "2026-02-01/2026-02-03", .startedBy),
    ("2026-02-01/2026-02-06", "2026-02-02/2026-02-03", .contains),
    ("2026-02-01/2026-02-06", "2026-02-05/2026-02-06", .finishedBy),
    // Single days.
    ("2026-02-28", "2026-03-01", .meets), ("2026-02-28", "2026-03-02", .before),
    ("2026-02-28", "2026-02-28", .equals),
    ("2026-02-01", "2026-02-01/2026-02-03", .starts), ("2026-02-02", "2026-02-01/2026-02-03", .during),
    ("2026-02-03", "2026-02-01/2026-02-03", .finishes), ("2026-02-04", "2026-02-01/2026-02-03", .metBy),
    ("2026-02-01/2026-02-03", "2026-02-03", .finishedBy), ("2026-02-01", "2026-02-01/2026-02-01", .equals),
    // Without limit.
    ("../2026-02-03", "../2026-02-04", .starts), ("../2026-02-03", "2026-02-03/..", .overlaps),
    ("2026-02-03/..", "../..", .finishes), ("../..", "../..", .equals), ("2026-02-03", "../..", .during),
  ])
  func knownIntervalsAreInOneRelation(one: String, other: String, relation: AllenRelation) throws {
    let (one, other) = (try AllenTests.date(one), try AllenTests.date(other))
    for candidate in AllenRelation.allCases {
      #expect(one.allen(candidate, other) == Truth(candidate == relation), "\(candidate)")
      #expect(other.allen(candidate, one) == Truth(candidate == relation.inverse), "inverse, \(candidate)")
    }
  }

  @Test(arguments: [
    // A point is one day, even where it may be any of a month.
    ("2026-02", "2026-02", [AllenRelation.before, .meets, .equals, .after, .metBy]),
    ("2026-02", "2026-03", [.before, .meets]),
    ("2026-02-04~", "2026-02-04", [.meets, .equals, .metBy]),
    ("2026-02-04", "2026-02/2026-03", [.before, .meets, .starts, .during]),
    ("2026-02", "2026-02-10/2026-02-12", [.before, .meets, .starts, .during, .finishes, .after, .metBy]),
    // An interval may turn out to be a single day.
    (
      "2026-02/2026-02", "2026-02-04",
      [
        .before, .meets, .equals, .after, .metBy, .startedBy, .contains, .finishedBy,
      ]
    ),
    // What starts the other can only be settled together with what finishes it.
    ("2026-02-01/2026-02", "2026-02-01/2026-02-28", [.starts, .equals]),
    ("/2026-02-03", "../2026-02-03", [.finishes, .equals]),
    ("..", "2026-02-04", [.before, .meets, .equals, .after, .metBy]),
  ])
  func uncertainDatesMayBeInSeveralRelations(one: String, other: String, relations: [AllenRelation]) throws {
    let (one, other) = (try AllenTests.date(one), try AllenTests.date(other))
    let possible = AllenRelation.allCases.filter { one.allen($0, other) == .unknown }
    #expect(Set(possible) == Set(relations))
    #expect(AllenRelation.allCases.allSatisfy { one.allen($0, other) != .yes })
  }

  @Test func namesAreThoseOfTheLanguage() {
    #expect(
      AllenRelation.allCases.map(\.rawValue) == [
        "before", "meets", "overlaps", "starts", "during", "finishes", "equals", "after", "met_by",
        "overlapped_by",
        "started_by", "contains", "finished_by",
      ])
    #expect(AllenRelation.allCases.allSatisfy { $0.inverse.inverse == $0 })
    #expect(AllenRelation.allCases.filter { $0.inverse == $0 } == [.equals])
  }
}
