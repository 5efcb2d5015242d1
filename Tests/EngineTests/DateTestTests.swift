import Testing

@Suite struct DateTestTests {
  /// `yes`, `no`, or `unknown` where it is only possible.
  func truth(_ test: String) throws -> String {
    let desk = try Desk()
    if try desk.holds("\(test)?") { return "yes" }
    return try desk.holds("possibly \(test)?") ? "unknown" : "no"
  }

  @Test func beforeAndAfter() throws {
    #expect(try truth("before(2026-02-04, 2026-02-05)") == "yes")
    #expect(try truth("before(2026-02-04, 2026-02-04)") == "no")
    #expect(try truth("before(@2026, 2026-02-04)") == "unknown")
    #expect(try truth("before(@2025, 2026-02-04)") == "yes")
    #expect(try truth("after(2026-02-05, 2026-02-04)") == "yes")
    #expect(try truth("after(2026-02-04, 2026-02-05)") == "no")
    #expect(try truth("before(@2026-02-01/2026-02-03, @2026-02-03/2026-02-05)") == "no")
  }

  @Test func comparisonsOfDates() throws {
    #expect(try truth("2026-02-04 < 2026-02-05") == "yes")
    #expect(try truth("2026-02-04 <= 2026-02-04") == "yes")
    #expect(try truth("2026-02-04 > @2026-02") == "unknown")
    #expect(try truth("@2026-02 >= 2026-02-01") == "yes")
    #expect(try truth("@2026 < @2027") == "yes")
  }

  @Test func withinHoldsInEitherOrder() throws {
    #expect(try truth("within(2026-02-04, 2026-02-14, 10d)") == "yes")
    #expect(try truth("within(2026-02-14, 2026-02-04, 10d)") == "yes")
    #expect(try truth("within(2026-02-04, 2026-02-15, 10d)") == "no")
    #expect(try truth("within(@2026-02, 2026-03-10, 10d)") == "unknown")
    #expect(try truth("within(2026-01-31, 2026-02-28, 1mo)") == "yes")
  }

  @Test func soonAfterHoldsInOneOrder() throws {
    #expect(try truth("soon_after(2026-02-04, 2026-02-14, 10d)") == "yes")
    #expect(try truth("soon_after(2026-02-14, 2026-02-04, 10d)") == "no")
    #expect(try truth("soon_after(2026-02-04, 2026-02-15, 10d)") == "no")
  }

  @Test func intervalsMeetAndHoldOneAnother() throws {
    #expect(try truth("intersects(@2026-02-01/2026-02-05, @2026-02-05/2026-02-07)") == "yes")
    #expect(try truth("intersects(@2026-02-01/2026-02-05, @2026-02-06/2026-02-07)") == "no")
    #expect(try truth("covers(@2026-02-01/2026-02-05, 2026-02-03)") == "yes")
    #expect(try truth("covers(2026-02-03, @2026-02-01/2026-02-05)") == "no")
    #expect(try truth("in(2026-02-03, @2026-02)") == "yes")
    #expect(try truth("in(2026-03-03, @2026-02)") == "no")
    #expect(try truth("in(@2026, @2026-02)") == "unknown")
  }

  @Test(arguments: [
    ("before", "@2026-02-01/2026-02-02", "@2026-02-05/2026-02-06"),
    ("meets", "@2026-02-01/2026-02-04", "@2026-02-05/2026-02-06"),
    ("overlaps", "@2026-02-01/2026-02-05", "@2026-02-03/2026-02-06"),
    ("starts", "@2026-02-01/2026-02-02", "@2026-02-01/2026-02-06"),
    ("during", "@2026-02-02/2026-02-03", "@2026-02-01/2026-02-06"),
    ("finishes", "@2026-02-05/2026-02-06", "@2026-02-01/2026-02-06"),
    ("equals", "@2026-02-01/2026-02-06", "@2026-02-01/2026-02-06"),
  ])
  func allensRelationsExcludeOneAnother(relation: String, first: String, second: String) throws {
    let inverses = [
      "before": "after", "meets": "met_by", "overlaps": "overlapped_by", "starts": "started_by",
      "during": "contains",
      "finishes": "finished_by", "equals": "equals",
    ]
    #expect(try truth("allen(\(first), \(relation), \(second))") == "yes")
    #expect(try truth("allen(\(second), \(inverses[relation] ?? ""), \(first))") == "yes")
    for other in inverses.keys where other != relation {
      #expect(try truth("allen(\(first), \(other), \(second))") == "no", "\(other)")
    }
  }

  @Test func anUnknownRelationOfAllenIsRefused() throws {
    #expect(
      try Desk().mistakes("allen(2026-01-01, overlap, 2026-01-02)?") == [
        "invalid-argument at 'allen(2026-01-01, overlap, 2026-01-02)': 'overlap' is not one of Allen's relations (did you mean 'overlaps'?)"
      ])
  }

  @Test func testsOfOtherKindsAreRefused() throws {
    #expect(
      try Desk().mistakes("before(a, 2026-01-01)?") == [
        "type-mismatch at 'a': 'before' takes a date here, not a text"
      ])
    #expect(
      try Desk().mistakes("before(x: 2026-01-01, 2026-01-02)?") == [
        "unknown-column at 'x': the arguments of 'before' have no names"
      ])
    #expect(
      try Desk().mistakes("planned before(2026-01-01, 2026-01-02)?").first?.hasSuffix(
        "'before' is a test: it has no modality and no citations") == true)
  }
}
