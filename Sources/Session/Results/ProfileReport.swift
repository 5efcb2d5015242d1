import Engine
import Syntax

/// A profile as a table: each rule in the order computed, a row a step, with rows and times; then what the rounds of
/// recursive rules have added.
struct ProfileReport {
  private let profile: Profile
  /// What the answer was; nil where the question was stopped.
  private let rowCount: Int?

  init(_ profile: Profile, rows: Int?) {
    self.profile = profile
    rowCount = rows
  }

  private static let other = "other"

  /// One row of the table.
  private struct Line {
    var step: String
    var text: String
    var rowsIn: Int?
    var rowsOut: Int?
    var expected: Double?
    /// Nil where it is part of another line's.
    var time: Int?
  }

  // MARK: For people

  func table(hasRoom: Bool) -> ResultSet {
    var lines: [Line] = []
    var headings: [ResultSet.Heading] = []
    func head(_ text: String, _ style: Palette.Style = .bold) {
      headings.append(ResultSet.Heading(row: lines.count, text: text, style: style))
    }
    if !profile.known.isEmpty {
      head("known")
      for known in profile.known {
        lines.append(Line(step: known.kind.rawValue, text: known.relation.label, rowsOut: known.rows))
      }
    }
    for stratum in profile.strata {
      head(heading(of: stratum))
      for work in stratum.works where work.isBeforeRules { lines.append(line(work)) }
      for rule in stratum.rules {
        // A question has but one, unless it has alternatives.
        if rule.plan.rule != nil || stratum.rules.count > 1 { head("  " + heading(of: rule), .dim) }
        lines += self.lines(of: rule)
      }
      for work in stratum.works where !work.isBeforeRules { lines.append(line(work)) }
    }
    head("the answer")
    for work in profile.works { lines.append(line(work)) }
    lines.append(Line(step: Self.other, text: "analysis, clearing up", time: other))
    return table(of: lines, headings, hasRoom)
  }

  private func table(of lines: [Line], _ headings: [ResultSet.Heading], _ hasRoom: Bool) -> ResultSet {
    let heaviest = lines.map { $0.step == Self.other ? 0 : $0.time ?? 0 }.max() ?? 0
    var isMarked = false
    let rows: [[Value]] = lines.map { line in
      func text(_ number: Int?) -> Value { .text(number.map(String.init) ?? "") }
      var cells: [Value] = [.text(line.step), .text(line.text), text(line.rowsIn), text(line.rowsOut)]
      if hasRoom { cells.append(.text(line.expected.map(PlanReport.rounded) ?? "")) }
      guard let time = line.time else { return cells + [.text(""), .text("")] }
      let isHeaviest = !isMarked && time == heaviest && heaviest > 0 && line.step != Self.other
      isMarked = isMarked || isHeaviest
      return cells + [.text(Clock.milliseconds(time)), .text((isHeaviest ? "* " : "") + share(time))]
    }
    var result = ResultSet(
      "step", columns: ["step", "atom", "in", "out"] + (hasRoom ? ["expected"] : []) + ["ms", "share"],
      rows: rows, footer: footer(isMarked))
    result.headings = headings
    result.rightColumns = Set(2..<result.columns.count)
    return result
  }

  private func footer(_ isMarked: Bool) -> String {
    var parts = [
      (rowCount.map(ResultSet.rowCount) ?? "stopped") + " in \(Clock.milliseconds(profile.time)) ms"
    ]
    if profile.strata.contains(where: { $0.rules.contains(where: \.isSplit) }) {
      parts.append("times of steps are the sum over \(profile.threads) threads")
    }
    if isMarked { parts.append("* takes the most") }
    return parts.joined(separator: "; ")
  }

  private func heading(of stratum: StratumProfile) -> String {
    let names = stratum.relations.map(\.label).joined(separator: ", ")
    if stratum.isAbandoned {
      return
        "\(names): given up for computing all, \(Clock.milliseconds(stratum.time)) ms, \(share(stratum.work))"
    }
    guard stratum.isComplete else { return "\(names): stopped after \(Clock.milliseconds(stratum.time)) ms" }
    let rounds = stratum.isRecursive ? " in \(ProfileReport.rounds(stratum.rounds.count - 1))" : ""
    let rows = ResultSet.rowCount(stratum.rows)
    return "\(names): \(rows)\(rounds), \(Clock.milliseconds(stratum.time)) ms, \(share(stratum.work))"
  }

  private func heading(of rule: RuleProfile) -> String {
    var parts = [rule.plan.words]
    if rule.plan.steps.contains(where: { $0.kind == .reuse }) { return parts[0] }
    if rule.firstRound > 1 { parts.append("ordered anew in round \(rule.firstRound)") }
    var counts: [String] = []
    if rule.plan.newest != nil { counts.append(ProfileReport.rounds(rule.rounds)) }
    if rule.plan.steps.last?.kind != .feed { counts.append("\(rule.new) new") }
    counts.append(
      "\(Clock.milliseconds(rule.time)) ms" + (rule.isSplit ? " on \(profile.threads) threads" : ""))
    return parts.joined(separator: ", ") + ": " + counts.joined(separator: ", ")
  }

  private static func rounds(_ count: Int) -> String { count == 1 ? "1 round" : "\(max(0, count)) rounds" }

  private func lines(of rule: RuleProfile) -> [Line] {
    var lines: [Line] = []
    if isWorthMention(rule.planning) {
      lines.append(Line(step: "plan", text: "choose the order", time: rule.planning))
    }
    for (index, (step, measured)) in zip(rule.plan.steps, rule.steps).enumerated() {
      if step.kind == .reuse {
        lines.append(Line(step: step.words, text: step.text))
        continue
      }
      if measured.madeIndex || isWorthMention(measured.preparation) {
        let columns = step.indexes.map { " " + $0.words }.joined()
        let name = step.indexes.isEmpty ? "prepare" : "index"
        lines.append(Line(step: name + columns, text: step.text, time: measured.preparation))
      }
      lines.append(
        Line(
          step: step.words, text: step.text, rowsIn: measured.rowsIn,
          rowsOut: step.kind == .feed ? nil : measured.rowsOut, expected: rule.expected(afterStep: index),
          time: measured.time))
      for (part, counted) in zip(step.parts, measured.parts) {
        for (inner, count) in zip(part, counted) {
          lines.append(
            Line(step: "  " + inner.words, text: inner.text, rowsIn: count.rowsIn, rowsOut: count.rowsOut))
        }
      }
    }
    return lines
  }

  private func line(_ work: WorkProfile) -> Line {
    Line(
      step: work.kind.rawValue, text: work.text, rowsIn: work.rowsIn, rowsOut: work.rowsOut, time: work.time)
  }

  /// Whether work that is always done takes a share that one would see.
  private func isWorthMention(_ time: Int) -> Bool { time > 100_000 && time * 100 >= profile.work + other }

  /// What is no part of a line: by the clock on the wall.
  private var other: Int {
    var known = profile.works.reduce(0) { $0 + $1.time }
    for stratum in profile.strata {
      known += stratum.works.reduce(0) { $0 + $1.time }
      for rule in stratum.rules {
        known += rule.steps.reduce(rule.time + rule.planning) { $0 + $1.preparation }
      }
    }
    return max(0, profile.time - known)
  }

  private func share(_ time: Int) -> String {
    let all = profile.work + other
    return all == 0 ? "0%" : "\((time * 100 + all / 2) / all)%"
  }

  // MARK: Rounds

  /// What each round has added, for each stratum that had several.
  var rounds: [ResultSet] {
    profile.strata.filter { $0.isRecursive && $0.rounds.count > 2 }.map { stratum in
      let shown = ProfileReport.chosen(stratum.rounds)
      var rows: [[Value]] = []
      for (index, round) in shown.enumerated() {
        if index > 0, round.number > shown[index - 1].number + 1 {
          rows.append([.text("…"), .text(""), .text("")])
        }
        rows.append([
          .text(String(round.number)), .text(String(round.new)), .text(Clock.milliseconds(round.time)),
        ])
      }
      let names = stratum.relations.map(\.label).joined(separator: ", ")
      var result = ResultSet(
        "round", columns: ["round", "new", "ms"], rows: rows,
        footer: ProfileReport.rounds(stratum.rounds.count - 1))
      result.title = "rounds of \(names)"
      result.rightColumns = [0, 1, 2]
      return result
    }
  }

  /// Of many rounds the first five, the slowest, and the last two.
  static func chosen(_ rounds: [RoundProfile]) -> [RoundProfile] {
    guard rounds.count > 10 else { return rounds }
    var chosen = Set(0..<5).union([rounds.count - 2, rounds.count - 1])
    if let slowest = rounds.indices.max(by: { rounds[$0].time < rounds[$1].time }) { chosen.insert(slowest) }
    return chosen.sorted().map { rounds[$0] }
  }

  // MARK: For programs

  /// A row for each step with all that was measured.
  var rows: ResultSet {
    let columns = [
      "stratum", "relation", "rule", "place", "newest", "rounds", "step", "reads", "atom", "index", "in",
      "out",
      "expected_out", "ms", "index_ms",
    ]
    func number(_ number: Int?) -> Value { number.map { .integer(Int64($0)) } ?? .text("") }
    func time(_ time: Int) -> Value { .decimal(Double(time) / 1e6) }
    var rows: [[Value]] = []
    func add(_ stratum: Int?, _ relation: String, _ work: WorkProfile) {
      rows.append(
        [number(stratum), .text(relation), .text(""), .text(""), .text(""), .text("")]
          + [.text(work.kind.rawValue), .text(""), .text(work.text), .text("")]
          + [number(work.rowsIn), number(work.rowsOut), .text(""), time(work.time), .text("")])
    }
    for (place, stratum) in profile.strata.enumerated() {
      for rule in stratum.rules {
        for (index, (step, measured)) in zip(rule.plan.steps, rule.steps).enumerated() {
          let expected = rule.expected(afterStep: index).flatMap { $0 < 9e18 ? Int($0.rounded()) : nil }
          rows.append([
            number(place + 1), .text(rule.plan.relation.label), number(rule.plan.rule),
            .text("\(rule.plan.source):\(rule.plan.line)"), .text(rule.plan.newest ?? ""),
            number(rule.rounds),
            .text(step.kind.rawValue), .text(step.rows == .all ? "" : step.rows.rawValue), .text(step.text),
            .text(step.indexes.map(\.words).joined(separator: " ")), number(measured.rowsIn),
            number(measured.rowsOut), number(expected), time(measured.time), time(measured.preparation),
          ])
        }
      }
      let names = stratum.relations.map(\.label).joined(separator: ", ")
      for work in stratum.works { add(place + 1, names, work) }
    }
    for work in profile.works { add(nil, "", work) }
    return ResultSet("step", columns: columns, rows: rows)
  }
}

extension WorkProfile {
  /// Whether it comes before the rules are run.
  fileprivate var isBeforeRules: Bool {
    switch kind {
    case .facts, .citations: true
    case .aggregate, .sort, .index, .best, .order: false
    }
  }
}
