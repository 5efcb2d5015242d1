import Engine
import Syntax

// Commands that look at the past.
extension Command {
  static let asof = Command(
    "asof", [.required("DATE", .moment(["off"]))], "shows what had been reported by a date",
    detail: """
      A fact with citations is there only where a document that it cites had certainly been published by the end of
      DATE, a day, a month or a year; so is a row of 'document'. Facts without citations are always there. With ':dates
      possible' documents of which that is not certain count as well: those without a date, or with one that is known in
      part. Rules, ':why' and all else follow. Nothing can be changed meanwhile; ':asof off' or ':present' ends it.
      """,
    examples: [":asof 2026-01-01", ":asof 2025", ":asof off"]
  ) { (workspace, line, run) throws(EngineError) in
    let word = line.words[0]
    if word.text == "off" { return try workspace.look(asOf: nil, in: &run) }
    guard let date = PlainDate(word.text) else {
      throw line.invalid(
        "'\(word.text)' is not a day, month or year", at: word,
        mend: "write it as 2026-02-05, 2026-02 or 2026")
    }
    try workspace.look(asOf: date, in: &run)
  }

  static let known = Command(
    "known", [.required("MOMENT", .moment(["off"])), .optional("TIME", .time)],
    "shows what the dossier held at a moment",
    detail: """
      MOMENT is a date, a date with a time of day, or a step's number from ':journal'; 0 is before the first. What later
      steps did, rules and declarations among it, is out of sight; what was taken back by ':undo' was never done. A date
      without a time is known by the end of the day, a year is written @2026. Nothing can be changed meanwhile; ':known
      off' or ':present' ends it. Together with ':asof': what the dossier then held of what had been reported by DATE.
      """,
    examples: [":known 2026-11-28", ":known 2026-11-28T19:30", ":known 4", ":known off"]
  ) { (workspace, line, run) throws(EngineError) in
    if line.words[0].text == "off", line.words.count == 1 {
      return try workspace.look(atKnown: nil, in: &run)
    }
    let (moment, rest) = try workspace.moment(line.words[...], line)
    if let word = rest.first {
      throw line.invalid("'\(word.text)' is no time of day", at: word, mend: "as 09:30")
    }
    try workspace.look(atKnown: moment, in: &run)
  }

  static let present = Command(
    "present", [], "comes back from ':asof' and ':known'", examples: [":present"]
  ) { (workspace, line, run) throws(EngineError) in
    try workspace.look(at: ShownPast(), in: run)
  }

  static let changes = Command(
    "changes", [.required("FROM", .moment([])), .required("TO", .moment([])), .any("TIME", .time)],
    "lists what came (+) and went (-) between two moments",
    detail: """
      FROM and TO are dates, dates with a time, or steps' numbers, as for ':known'. What FROM holds already is left out,
      what TO holds counts: ':changes 0 4' is what the first four steps did. Facts, citations of known facts, rules,
      constraints and declarations, each once: what came and went again is left out.
      """,
    examples: [":changes 2026-11-01 2026-11-28", ":changes 0 4"]
  ) { (workspace, line, run) throws(EngineError) in
    let (from, rest) = try workspace.moment(line.words[...], line)
    guard let second = rest.first else {
      throw line.invalid("':changes' needs TO", mend: "usage: \(line.command.usage)")
    }
    let (to, more) = try workspace.moment(rest, line)
    if let word = more.first {
      throw line.invalid("':changes' takes two moments", at: word, mend: "usage: \(line.command.usage)")
    }
    guard from.lastStep <= to.lastStep else {
      throw line.invalid(
        "\(to.text) is before \(from.text)", at: second, mend: "the earlier one stands first")
    }
    let changes = try workspace.engine.changes(after: from.lastStep, through: to.lastStep)
    workspace.show(changes, in: &run)
  }
}

extension Workspace {
  /// The moment that words start with, and the words after it. A time of day may stand apart from its date.
  fileprivate func moment(
    _ words: ArraySlice<CommandLine.Word>, _ line: CommandLine
  ) throws(EngineError) -> (Moment, ArraySlice<CommandLine.Word>) {
    guard let word = words.first else { throw line.invalid("a moment is missing") }
    var (text, rest) = (word.text, words.dropFirst())
    if let time = rest.first, time.text.contains(":"), !time.text.contains("-"), !text.contains("T") {
      text += "T" + time.text
      rest = rest.dropFirst()
    }
    do throws(Moment.Refusal) {
      return (try Moment(text, steps: engine.steps, now: wallClock.now()), rest)
    } catch {
      throw line.invalid(error.message, at: word, mend: error.mend)
    }
  }

  fileprivate func show(_ changes: [NetChange], in run: inout Run) {
    if changes.isEmpty, settings.mode == .table { return tell("nothing has changed", in: &run) }
    let added = changes.count(where: \.isAdded)
    var result = ResultSet(
      "change", columns: ["change", "kind", "what"],
      rows: changes.map { [.text($0.isAdded ? "+" : "-"), .text($0.kind.rawValue), .text($0.text)] },
      footer: "\(added) came, \(changes.count - added) went")
    result.statement = { (changes[$0].isAdded ? "" : "% no longer: ") + changes[$0].text + "." }
    show(result, in: &run)
  }
}
