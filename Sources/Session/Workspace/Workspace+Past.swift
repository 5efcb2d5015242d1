import Engine
import Syntax

/// What of the past is being looked at, in the user's words.
struct ShownPast: Equatable {
  /// The date by which it had been reported.
  var asof: String?
  /// The moment at which it was known.
  var known: String?
  var view = PastView.present
  /// Whether it was chosen from outside, as on the command line.
  var isGiven = false

  /// `known 2026-02-11 09:30, asof 2026-01-01`
  var words: String? {
    let parts = [known.map { "known \($0)" }, asof.map { "asof \($0)" }].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension Workspace {
  /// Looks at what had been reported by a date, as `--asof` does; the message where that is no date.
  public func look(asOf date: String) -> String? {
    guard let date = PlainDate(date) else { return Workspace.noDate(date) }
    var run = Run(mode: .script, isFile: false, purpose: .execute, isStrict: false)
    do throws(EngineError) {
      try look(asOf: date, in: &run)
      past.isGiven = true
    } catch {
      report(error, in: &run)
    }
    return nil
  }

  /// Why a text is no date that can be looked at; nil where it is one.
  public static func refusal(asOf date: String) -> String? { PlainDate(date) == nil ? noDate(date) : nil }

  static func noDate(_ text: String) -> String {
    "'\(text)' is not a day, month or year; write it as 2026-02-05"
  }

  func look(asOf date: PlainDate?, in run: inout Run) throws(EngineError) {
    var wanted = past
    wanted.isGiven = false
    wanted.asof = date?.text
    wanted.view.report = date.map { PastView.Report(by: $0.last, dates: settings.dates) }
    try look(at: wanted, in: run)
  }

  func look(atKnown moment: Moment?, in run: inout Run) throws(EngineError) {
    var wanted = past
    wanted.isGiven = false
    wanted.known = moment?.text
    wanted.view.lastStep = moment?.lastStep
    try look(at: wanted, in: run)
  }

  /// Shows a moment, and says what it leaves out.
  func look(at wanted: ShownPast, in run: Run) throws(EngineError) {
    if past.words == nil, wanted.words == nil { return notice("this is the present") }
    past = ShownPast()
    let leftOut = try engine.look(at: wanted.view)
    past = wanted
    if let words = wanted.words {
      notice("\(words): \(PastWords.text(of: leftOut))")
    } else {
      say(in: run, "back to the present")
    }
  }

  /// Shows again what was shown before a text, without a word.
  func restorePast(_ before: ShownPast) {
    if past == before { return }
    past = before
    if (try? engine.look(at: before.view)) == nil { past = ShownPast() }
  }

  /// What had been reported depends on whether possible dates count.
  func datesChanged() {
    guard past.view.report != nil else { return }
    past.view.report?.dates = settings.dates
    do throws(EngineError) {
      let leftOut = try engine.look(at: past.view)
      if let words = past.words { notice("\(words): \(PastWords.text(of: leftOut))") }
    } catch {
      past = ShownPast()
      notice("this was stopped; back to the present")
    }
  }

  /// Refuses what would change the past that is being looked at.
  func checkIsPresent(_ range: SourceRange, of statement: Statement) throws(EngineError) {
    guard let words = past.words else { return }
    throw .invalid([
      Diagnostic(
        .error, .pastUnchangeable, "the past is being looked at (\(words)), and cannot be changed", at: range,
        in: statement.source,
        mend: past.isGiven && !isInteractive
          ? "load facts with --load: --asof shows what is loaded" : "':present' comes back to the present")
    ])
  }
}

/// What a view of the past leaves out, in words.
enum PastWords {
  static func text(of leftOut: LeftOut) -> String {
    var parts: [String] = []
    if leftOut.steps > 0 { parts.append(StepWords.number(leftOut.steps, "later step")) }
    if leftOut.laterFacts > 0 {
      parts.append(StepWords.number(leftOut.laterFacts, "fact") + " reported later")
    }
    if leftOut.uncertainFacts > 0 {
      parts.append(
        StepWords.number(leftOut.uncertainFacts, "fact") + " perhaps reported later (:dates possible)")
    }
    if leftOut.documents > 0 { parts.append(StepWords.number(leftOut.documents, "document")) }
    guard let last = parts.popLast() else { return "nothing is left out" }
    return "without " + (parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last)
  }
}
