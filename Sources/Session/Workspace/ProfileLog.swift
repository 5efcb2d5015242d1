import Engine
import Syntax

/// The file that `--profile` names: the profiles of all questions, in the order asked, as one JSON document.
final class ProfileLog {
  let output: Output
  private var count = 0
  private var isFinished = false

  init(_ output: Output) {
    self.output = output
    output.write("{\n  \"version\": 1,\n  \"questions\": [")
  }

  func add(_ profile: Profile, of statement: Statement, _ answer: Result<Answer, EngineError>) {
    let document = ProfileDocument(profile, of: statement, answer)
    output.write((count == 0 ? "\n    " : ",\n    ") + document.json.text(indent: 4))
    count += 1
  }

  /// Ends the document and puts the file in its place.
  func finish() {
    guard !isFinished else { return }
    isFinished = true
    output.writeLine((count == 0 ? "" : "\n  ") + "]\n}")
    output.close()
  }
}

extension Workspace {
  /// Has all questions from now on profiled, and the profiles written to a file.
  public func recordProfiles(in output: Output) { profileLog = ProfileLog(output) }

  /// Answers a question, profiled where profiles are recorded.
  func answer(_ query: Query, _ statement: Statement) throws(EngineError) -> Answer {
    guard profileLog != nil else {
      return try engine.ask(query, in: statement, dates: settings.dates, keepsFound: true)
    }
    return try profile(query, statement, keepsFound: true).answer.get()
  }

  /// Answers a question with its profile, which is recorded where that was asked for.
  func profile(_ query: Query, _ statement: Statement, keepsFound: Bool = false) -> (
    answer: Result<Answer, EngineError>, profile: Profile
  ) {
    let (answer, profile) = engine.profile(
      query, in: statement, dates: settings.dates, keepsFound: keepsFound)
    profileLog?.add(profile, of: statement, answer)
    return (answer, profile)
  }
}
