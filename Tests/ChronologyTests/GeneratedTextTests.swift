import Chronology
import Testing

/// A small generator with a seed, so that a failure repeats.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct GeneratedTextTests {
  static let pieces = [
    "2026", "1985", "0000", "-0044", "199X", "19XX", "XXXX", "-000X", "Y12345", "Y-5000000", "Y5000000",
    "-02", "-04",
    "-12", "-13", "-21", "-24", "-33", "-XX", "-0X", "-X5", "-29", "-30", "-31", "?", "~", "%", "/", "..",
    "[", "]", "-",
    ".", "X", "Y", "T10:00", " ", ",", "9", "0", "é",
  ]

  static func text(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...8, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  /// Whatever is read is written so that it is read as the same, with the bounds in order; whatever
  /// is refused is refused at a place in it; and no date and no period stops the program.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func anyTextIsReadAsItsCanonicalTextOrRefusedInIt(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    var previous = UncertainDate.unknown
    var read = 0
    for _ in 0..<4000 {
      let text = GeneratedTextTests.text(&generator)
      do throws(DateError) {
        let date = try UncertainDate(text)
        read += 1
        let again = try? UncertainDate(date.description)
        #expect(again == date && again?.hashValue == date.hashValue, "\(text)")
        let (start, finish) = (date.start, date.finish)
        #expect(start.earliest <= finish.earliest && start.latest <= finish.latest, "\(text)")
        let counts = [0, 1, -1, 11, .max, .min, Int32.random(in: .min ... .max, using: &generator)]
        for period in counts.flatMap({ [Period.days($0), .months($0)] }) {
          if let sum = try? date.adding(period) {
            let again = try? UncertainDate(sum.description)
            #expect(again == sum, "\(text) + \(period)")
          }
          _ = date.isWithin(period, of: previous)
          _ = date.isFollowed(within: period, by: previous)
        }
        #expect(
          AllenRelation.allCases.contains { date.allen($0, previous).isPossible }, "\(text), \(previous)")
        #expect(
          AllenRelation.allCases.filter { date.allen($0, previous) == .yes }.count <= 1,
          "\(text), \(previous)")
        #expect((date < previous) != (previous < date) || date == previous, "\(text), \(previous)")
        for unit in DateUnit.allCases { _ = date.truncated(to: unit) }
        _ = (date.length, date.daysUntil(previous), date.weekday, date.startDate, date.finishDate)
        previous = date
      } catch {
        #expect((0...text.utf8.count).contains(error.offset), "\(text)")
        #expect(!error.message.isEmpty)
      }
    }
    #expect(read > 200)
  }

  /// Dates with unspecified digits, against a search for the days whose text fits.
  @Test(arguments: ["2003", "2004", "200X"])
  func unspecifiedDigitsHoldJustTheDaysThatFit(year: String) throws {
    func fits(_ value: Int, _ pattern: String) -> Bool {
      zip(value < 10 ? "0\(value)" : "\(value)", pattern).allSatisfy { $0 == $1 || $1 == "X" }
    }
    let years = (2000...2009).filter { zip(String($0), year).allSatisfy { $0 == $1 || $1 == "X" } }
    let months = ["0", "1", "X"].flatMap { tens in "0123456789X".map { tens + String($0) } }
    let days = ["0", "1", "2", "3", "4", "X"].flatMap { tens in "0123456789X".map { tens + String($0) } }
    for month in months {
      let fittingMonths = (1...12).filter { fits($0, month) }
      for day in days {
        let fittingDays = (1...31).filter { fits($0, day) }
        var found: [Day] = []
        for year in years {
          for month in fittingMonths {
            found += fittingDays.compactMap { Day(year: year, month: month, day: $0) }
          }
        }
        let text = "\(year)-\(month)-\(day)"
        let date = try? UncertainDate(text)
        guard date?.start.earliest == found.first, date?.start.latest == found.last else {
          Issue.record("\(text) is read as \(String(describing: date?.start))")
          return
        }
      }
    }
  }
}
