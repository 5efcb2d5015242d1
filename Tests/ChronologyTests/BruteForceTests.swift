import Chronology
import Testing

/// Every test on dates, against a trial of all days that the two dates may be.
@Suite struct BruteForceTests {
  /// A test, as the module decides it for uncertain dates, and as it is defined for known ones.
  struct Question: Sendable {
    let name: String
    let decide: @Sendable (UncertainDate, UncertainDate) -> Truth
    let define: @Sendable (Ends, Ends) -> Bool
  }

  /// 27 February to 2 March: with periods of a month, days fall together in February and leave gaps
  /// after it.
  static let window = (PlainCalendar.start2026 + 31 + 26)...(PlainCalendar.start2026 + 31 + 29)

  /// The days between the two, 0 where they share one.
  static func gap(_ one: Ends, _ other: Ends) -> (from: Int, to: Int)? {
    if one.finish < other.start { return (one.finish, other.start) }
    if other.finish < one.start { return (other.finish, one.start) }
    return nil
  }

  static let questions: [Question] = {
    var questions = [
      Question(name: "isBefore", decide: { $0.isBefore($1) }, define: { $0.finish < $1.start }),
      Question(name: "isAfter", decide: { $0.isAfter($1) }, define: { $0.start > $1.finish }),
      Question(
        name: "isAtOrBefore", decide: { $0.isAtOrBefore($1) },
        define: { $0.start <= $1.start && $0.finish <= $1.finish }),
      Question(
        name: "isAtOrAfter", decide: { $0.isAtOrAfter($1) },
        define: { $0.start >= $1.start && $0.finish >= $1.finish }),
      Question(
        name: "intersects", decide: { $0.intersects($1) }, define: { gap($0, $1) == nil }),
    ]
    for count in [-1, 0, 1, 2, 3] {
      let period = Period.days(Int32(count))
      questions.append(
        Question(
          name: "isWithin \(period)", decide: { $0.isWithin(period, of: $1) },
          define: { one, other in gap(one, other).map { $0.to - $0.from <= count } ?? (count >= 0) }))
      questions.append(
        Question(
          name: "isFollowed within \(period)", decide: { $0.isFollowed(within: period, by: $1) },
          define: { $0.finish <= $1.start && $1.start - $0.finish <= count }))
    }
    for count in [-1, 0, 1] {
      let period = Period.months(Int32(count))
      questions.append(
        Question(
          name: "isWithin \(period)", decide: { $0.isWithin(period, of: $1) },
          define: { one, other in
            gap(one, other).map { $0.to <= PlainCalendar.adding(months: count, to: $0.from) } ?? (count >= 0)
          }))
      questions.append(
        Question(
          name: "isFollowed within \(period)", decide: { $0.isFollowed(within: period, by: $1) },
          define: {
            count >= 0 && $0.finish <= $1.start
              && $1.start <= PlainCalendar.adding(months: count, to: $0.finish)
          }))
    }
    for relation in AllenRelation.allCases {
      questions.append(
        Question(
          name: relation.rawValue, decide: { $0.allen(relation, $1) },
          define: { BruteForceTests.relation(of: $0, to: $1) == relation }))
    }
    return questions
  }()

  /// The one relation of known intervals: what neither lies apart nor meets is told by which starts
  /// and which finishes first.
  static func relation(of one: Ends, to other: Ends) -> AllenRelation {
    if let gap = gap(one, other) {
      let areAdjacent = gap.to - gap.from == 1
      return one.finish < other.start ? (areAdjacent ? .meets : .before) : (areAdjacent ? .metBy : .after)
    }
    let starts: [AllenRelation] = [.starts, .equals, .startedBy]
    if one.start == other.start {
      return starts[one.finish < other.finish ? 0 : one.finish == other.finish ? 1 : 2]
    }
    if one.start < other.start {
      return one.finish < other.finish ? .overlaps : one.finish == other.finish ? .finishedBy : .contains
    }
    return one.finish < other.finish ? .during : one.finish == other.finish ? .finishes : .overlappedBy
  }

  /// What a trial of all cases says of each question.
  static func tried(_ one: Concretised, _ other: Concretised, _ questions: [Question]) -> [Truth] {
    questions.map { question in
      var (isEverTrue, isEverFalse) = (false, false)
      for first in one.cases {
        for second in other.cases {
          if question.define(first, second) { isEverTrue = true } else { isEverFalse = true }
          if isEverTrue && isEverFalse { return .unknown }
        }
      }
      return isEverTrue ? .yes : .no
    }
  }

  static func compare(_ ones: [Concretised], _ others: [Concretised], _ questions: [Question]) {
    for one in ones {
      for other in others {
        for (question, truth) in zip(questions, tried(one, other, questions)) {
          let decided = question.decide(one.date, other.date)
          if decided != truth {
            Issue.record("\(one.date) \(question.name) \(other.date) is \(truth), not \(decided)")
            return
          }
        }
      }
    }
  }

  @Test func testsOnAllDatesOfAWindowAreSoundAndAsDecidedAsCanBe() throws {
    let dates = try Concretised.all(in: BruteForceTests.window, margin: 35)
    // 10 points, 85 intervals between them, 43 with an open or unknown end, and the unknown date.
    #expect(dates.count == 139)
    let bounded = dates.filter { $0.cases.count <= 16 }
    BruteForceTests.compare(bounded, bounded, BruteForceTests.questions)
  }

  @Test func testsOnDatesWithoutLimitsAreSoundAndAsDecidedAsCanBe() throws {
    let dates = try Concretised.all(in: BruteForceTests.window, margin: 35)
    let unbounded = dates.filter { $0.cases.count > 16 }
    let few = Array(dates.filter { $0.cases.count <= 2 })
    BruteForceTests.compare(unbounded, few, BruteForceTests.questions)
    BruteForceTests.compare(few, unbounded, BruteForceTests.questions)
  }

  @Test func coarseDatesAreTestedAsAnyOfTheirDays() throws {
    let january = PlainCalendar.start2026
    let months = try [
      Concretised.coarse("2026-01", january...(january + 30)),
      .coarse("2026-02", (january + 31)...(january + 58)),
      .coarse("2026-33", january...(january + 89)), .point((january + 31)...(january + 31)),
      .point((january + 58)...(january + 58)), .point((january + 59)...(january + 59)),
    ]
    BruteForceTests.compare(months, months, BruteForceTests.questions)
  }

  /// The container is taken as a whole where it is a coarse point, otherwise in each of its cases.
  @Test func dateIsInAnotherWhenAllItsDaysAre() throws {
    let january = PlainCalendar.start2026
    let question = Question(
      name: "isIn", decide: { $0.isIn($1) }, define: { $1.start <= $0.start && $0.finish <= $1.finish })
    let dates = try Concretised.all(in: BruteForceTests.window, margin: 40)
    let coarse = try [
      Concretised.coarse("2026-02", (january + 31)...(january + 58)),
      .coarse("2026-33", january...(january + 89)),
      .coarse("2026", january...(january + 364)), .coarse("2026-04", (january + 90)...(january + 119)),
    ]
    let containers = (dates + coarse).map { date in
      Concretised(date: date.date, cases: date.whole.map { [$0] } ?? date.cases)
    }
    BruteForceTests.compare(dates + coarse, containers, [question])
    let covers = Question(
      name: "covers", decide: { $0.covers($1) }, define: { $0.start <= $1.start && $1.finish <= $0.finish })
    BruteForceTests.compare(containers, dates + coarse, [covers])
  }

  @Test func daysBetweenAreKnownWhenAllCasesAgree() throws {
    let dates = try Concretised.all(in: BruteForceTests.window, margin: 3)
    for one in dates {
      for other in dates {
        var distances: Set<Int> = []
        for first in one.cases {
          for second in other.cases {
            guard let gap = BruteForceTests.gap(first, second) else {
              distances.insert(0)
              continue
            }
            distances.insert(first.finish < second.start ? gap.to - gap.from : gap.from - gap.to)
          }
        }
        let expected = distances.count == 1 ? distances.first : nil
        guard one.date.daysUntil(other.date) == expected else {
          Issue.record("\(one.date) to \(other.date): \(String(describing: one.date.daysUntil(other.date)))")
          return
        }
      }
    }
  }

  /// A function of a date is known when all days of all its cases have the same value.
  @Test func functionsAreKnownWhenAllDaysAgree() throws {
    let dates = try Concretised.all(in: BruteForceTests.window, margin: 3)
    func single<Value: Hashable>(_ date: Concretised, _ value: (Int) -> Value) -> Value? {
      // Days without limit are of every year and month.
      guard !date.cases.contains(where: { $0.start == Ends.past || $0.finish == Ends.future }) else {
        return nil
      }
      let values = Set(date.cases.flatMap { $0.start...$0.finish }.map(value))
      return values.count == 1 ? values.first : nil
    }
    for date in dates {
      #expect(date.date.year == single(date) { _ in 2026 }, "\(date.date)")
      #expect(date.date.quarter == single(date) { _ in 1 }, "\(date.date)")
      #expect(date.date.month == single(date) { PlainCalendar.civil($0).month }, "\(date.date)")
      #expect(date.date.dayOfMonth == single(date) { PlainCalendar.civil($0).day }, "\(date.date)")
      // 2026-01-01 is a Thursday.
      #expect(
        date.date.weekday == single(date) { ($0 - PlainCalendar.start2026 + 3) % 7 + 1 }, "\(date.date)")
    }
  }

  @Test func lengthIsKnownWhenTheIntervalHasOneCase() throws {
    for date in try Concretised.all(in: BruteForceTests.window, margin: 3) {
      let ends = date.cases.count == 1 ? date.cases.first : nil
      let isLimited = ends?.start != Ends.past && ends?.finish != Ends.future
      let expected = isLimited ? ends.map { Period.days(Int32($0.finish - $0.start + 1)) } : nil
      #expect(date.date.length == expected, "\(date.date)")
    }
  }

  /// Of each case, the case a period later is among those of the result.
  @Test(arguments: [Period.days(0), .days(1), .days(-2), .months(0), .months(1), .months(-1)])
  func sumHoldsEveryCaseMoved(period: Period) throws {
    let january = PlainCalendar.start2026
    let coarse = try [
      Concretised.coarse("2026-02", (january + 31)...(january + 58)),
      .coarse("2026-03~", (january + 31)...(january + 119)),
      .coarse("2026-02-28~", (january + 57)...(january + 59)),
      .coarse("2026-03-30~", (january + 87)...(january + 89)),
      .coarse("2026-03-XX", (january + 59)...(january + 89)),
      .coarse("2026-02-2X", (january + 50)...(january + 58)),
      .coarse("2026-34", (january + 90)...(january + 180)),
    ]
    func moved(_ number: Int) -> Int {
      guard number != Ends.past, number != Ends.future else { return number }
      return period.unit == .days
        ? number + Int(period.count) : PlainCalendar.adding(months: Int(period.count), to: number)
    }
    for date in try Concretised.all(in: BruteForceTests.window, margin: 2) + coarse {
      let sum = try date.date.adding(period)
      for ends in date.cases {
        let start = Day(number: Int32(moved(ends.start)))
        let finish = Day(number: Int32(moved(ends.finish)))
        guard sum.start.contains(start), sum.finish.contains(finish) else {
          Issue.record("\(date.date) + \(period) is \(sum), without \(ends)")
          return
        }
      }
    }
  }
}
