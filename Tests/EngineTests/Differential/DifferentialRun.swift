import Syntax

/// Compares evaluation paths with the reference on generated programs, and shrinks what differs.
struct DifferentialRun {
  /// How many rows the reference may look at for one question before its program is not compared.
  static let budget = 100_000

  let paths: [EvaluationPath]

  /// What to print of each path that differs: the seed, the smallest program, both outcomes. Nil where
  /// the reference would take too long.
  func differences(seed: UInt64) -> [String]? {
    let program = ProgramGenerator.program(seed: seed)
    guard let expected = reference(program) else { return nil }
    return paths.filter { seed % $0.interval == 0 }.compactMap { path in
      guard let difference = difference(program, path, expected) else { return nil }
      let smallest = ProgramShrinker.shrunk(program) { candidate in
        guard let expected = reference(candidate) else { return false }
        return self.difference(candidate, path, expected)?.kind == difference.kind
      }
      return report(seed, smallest, path)
    }
  }

  private func reference(_ program: [Statement.Kind]) -> ProgramOutcome? {
    try? ReferenceSession.run(program, today: .testDay, budget: Self.budget)
  }

  private func difference(
    _ program: [Statement.Kind], _ path: EvaluationPath, _ expected: ProgramOutcome
  ) -> OutcomeDifference? {
    do {
      return OutcomeDifference.between(
        expected, try path.run(program), avoidsFailures: path.avoidsFailures)
    } catch {
      return OutcomeDifference(kind: .unusable, statement: 0)
    }
  }

  private func report(_ seed: UInt64, _ program: [Statement.Kind], _ path: EvaluationPath) -> String {
    var lines = [
      "the \(path.name) disagrees with the reference; repeat with DOSSIER_SEED=\(seed) DOSSIER_PROGRAMS=1",
      ProgramText.text(of: program),
    ]
    guard let expected = reference(program), let difference = difference(program, path, expected) else {
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
