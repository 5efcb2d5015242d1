import Chronology
import Syntax

/// The values of a generated program, few of each kind so that joins meet.
struct ValuePools {
  private var pools: [ColumnType: [Literal]] = [:]

  /// - Parameter size: about how many integers and texts there are.
  init(size: Int, _ random: inout SplitMix64) {
    pools[.integer] = (0..<size).map { .integer(Int64($0)) } + [.integer(-1)]
    pools[.text] =
      (0..<max(2, size - 1)).map { .text("t\($0)") } + Self.oddTexts.shuffled(using: &random).prefix(1)
    // Halves and quarters, whose sums are exact in whatever order they are added.
    pools[.decimal] = [0, 0.5, 1, 1.5, 2.25, -0.5, 4].shuffled(using: &random).prefix(4).map { .decimal($0) }
    pools[.date] = Self.dates.shuffled(using: &random).prefix(5).compactMap { text in
      (try? UncertainDate(text)).map { .date($0) }
    }
    pools[.duration] = Self.durations.shuffled(using: &random).prefix(3).compactMap { text in
      Period(text).map { .duration($0) }
    }
  }

  func value(of type: ColumnType, _ random: inout SplitMix64) -> Literal {
    pools[type].flatMap { random.pick($0) } ?? .integer(0)
  }

  private static let oddTexts: [Literal] = [
    .text("Joint Declaration"), .text("say \"so\""), .text("Zürich"), .text(""), .text("not"),
    .text("2026-02-03"),
    .text("a\\b\nc"), .text("order"),
  ]

  private static let dates = [
    "2026-02-03", "2026-02-04", "2026-02-28", "2026-03-01", "2026-02", "2026", "2026-02-03/2026-02-04",
    "2026-01-15/2026-03-15", "2026-02-01/2026-02-28", "2026-02~", "2026-02-04?", "2026-02-03%", "..",
    "../2026-02-04",
    "2026-02-10/..", "202X", "2026-02-XX", "2025/2027", "1948/1949", "2026-02-04/2026-02",
  ]

  private static let durations = ["1d", "7d", "2w", "30d", "1mo", "6mo", "1y", "12mo"]
}
