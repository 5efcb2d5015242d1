import Syntax

/// Compares one evaluation path with the reference on a generated program, and shrinks what differs.
struct DifferentialRun {
  /// How many rows the reference may look at for one question before its program is not compared.
  static let budget = 100_000

  enum Verdict {
    case same
    /// The reference would take too long.
    case tooCostly
    /// What to print: the seed, the smallest program, both outcomes.
    case different(String)
  }

  let path: EvaluationPath

  func check(seed: UInt64) -> Verdict {
    let program = ProgramGenerator.program(seed: seed)
    guard let expected = reference(program) else { return .tooCostly }
    guard let difference = difference(program, expected) else { return .same }
    let smallest = ProgramShrinker.shrunk(program) { candidate in
      guard let expected = reference(candidate) else { return false }
      return self.difference(candidate, expected)?.kind == difference.kind
    }
    return .different(report(seed, smallest))
  }

  private func reference(_ program: [Statement.Kind]) -> ProgramOutcome? {
    try? ReferenceSession.run(program, today: .testDay, budget: Self.budget)
  }

  private func difference(_ program: [Statement.Kind], _ expected: ProgramOutcome) -> OutcomeDifference? {
    do {
      return OutcomeDifference.between(expected, try path.run(program))
    } catch {
      return OutcomeDifference(kind: .unusable, statement: 0)
    }
  }

  private func report(_ seed: UInt64, _ program: [Statement.Kind]) -> String {
    var lines = [
      "the \(path.name) disagrees with the reference; repeat with DOSSIER_SEED=\(seed) DOSSIER_PROGRAMS=1",
      ProgramText.text(of: program),
    ]
    guard let expected = reference(program), let difference = difference(program, expected) else {
      return lines.joined(separator: "\n")
    }
    lines.append("statement \(difference.statement + 1): \(difference.kind)")
    if let outcome = difference.expected { lines.append("reference: \(outcome)") }
    if let outcome = difference.actual { lines.append("\(path.name): \(outcome)") }
    if difference.kind == .unusable {
      do { _ = try path.run(program) } catch { lines.append("\(path.name): \(error)") }
    }
    return lines.joined(separator: "\n")
  }
}
