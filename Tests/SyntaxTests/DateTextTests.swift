import Chronology
import Syntax
import Testing

/// Every date, however it was worked out, is written as text that reads back as the same date.
@Suite struct DateTextTests {
  private static let written = [
    "2026-02-04", "2024-02-29", "2026-02", "2026", "199X", "19XX", "1985-04-XX", "1985-XX", "156X-12-25",
    "2001-21", "2001-36", "Y12345", "-0044", "-000X", "2026-02~", "2026-02-04?", "2026%", "[1984..1986]",
    "[..2026-02-04]", "[2026-02-04..]~", "1948/1949", "2025/2027", "2025~/2027?", "2026-02/2026-03-31",
    "../2026-02", "2026/..", "/2026", "2026-02/", "[2024..2025]/[2026..2027]%", "..", "../..",
  ]

  /// All that arithmetic, functions and truncation make of these dates.
  private static let dates: Set<UncertainDate> = {
    var dates = Set(written.compactMap { try? UncertainDate($0) })
    let counts: [Int32] = [1, -1, 5, 30, -45, 400, 1_000_000]
    for date in dates {
      for period in counts.flatMap({ [Period.days($0), .months($0)] }) {
        if let sum = try? date.adding(period) { dates.insert(sum) }
      }
    }
    for date in dates {
      dates.formUnion([date.startDate, date.finishDate, UncertainDate(oneOf: date.span)])
      dates.formUnion(DateUnit.allCases.compactMap { date.truncated(to: $0) })
    }
    return dates
  }()

  private static func values(_ kind: Statement.Kind?) -> [Literal] {
    guard case .fact(let fact) = kind else { return [] }
    return fact.atom.arguments.compactMap {
      if case .literal(let literal) = $0.value.kind { literal } else { nil }
    }
  }

  @Test func aDateOfAFactReadsBackAsItself() {
    #expect(Self.dates.count > 400)
    for date in Self.dates {
      let text = SyntaxPrinter.text(of: date)
      #expect(Self.values(statement("p(\(text), \(text)).")?.kind) == [.date(date), .date(date)], "\(text)")
    }
  }

  @Test func aDateBesideAnOperatorReadsBackAsItself() {
    for date in Self.dates {
      let text = SyntaxPrinter.text(
        of: Term(
          .binary(
            .add, Term(.literal(.date(date)), SourceRange(0, 0)),
            Term(.literal(.duration(.days(1))), SourceRange(0, 0))), SourceRange(0, 0)))
      #expect(reading("W = \(text)?") == ["W = \(text)?"], "\(text)")
    }
  }

  @Test func theEndsOfAnIntervalMayBeRanges() throws {
    let date = try UncertainDate("2025/2027").adding(.months(1))
    #expect(SyntaxPrinter.text(of: date) == "@[2025-02..2026-01]/[2027-02..2028-01]")
    #expect(
      reading("p(@[2025-02..2026-01]/[2027-02..2028-01]).q(@../[2026..2027]~).")
        == ["p(@[2025-02..2026-01]/[2027-02..2028-01]).", "q(@../[2026..2027]~)."])
    #expect(reading("W = @2026[2027..2028]?").count == 1)
  }
}
