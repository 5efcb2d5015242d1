import Glibc
import Testing

@testable import Engine

/// Random sequences of changes, after each of which the answers must be those of computing from nothing.
///
/// `DOSSIER_CHANGES` sets how many programs (120), `DOSSIER_SEED` the seed of the first one; the next has the next seed.
@Suite struct MaintenanceDifferentialTests {
  private static let chunks = 4
  private static let count = UInt64(getenv("DOSSIER_CHANGES").map { String(cString: $0) } ?? "") ?? 120
  private static let seed = UInt64(getenv("DOSSIER_SEED").map { String(cString: $0) } ?? "") ?? 1

  @Test(.timeLimit(.minutes(10)), arguments: 0..<chunks)
  func answersAreThoseOfComputingFromNothing(_ chunk: Int) throws {
    var reports: [String] = []
    for index in stride(from: UInt64(chunk), to: Self.count, by: Self.chunks) {
      let seed = Self.seed &+ index
      if let report = try report(seed: seed) { reports.append(report) }
      if reports.count >= 3 { break }
    }
    for report in reports { Issue.record("\(report)") }
  }

  private func report(seed: UInt64) throws -> String? {
    let program = ProgramGenerator.program(seed: seed)
    guard (try? ReferenceSession.run(program, today: .testDay, budget: DifferentialRun.budget)) != nil else {
      return nil
    }
    var tuning = Tuning(demand: .never, maintenance: .always)
    if seed % 3 == 0 {
      tuning = Tuning(threads: 2, leastSplitRows: 1, leastSortedRows: 1, leastSearchedRows: 0)
      tuning.maintenance = .always
    }
    var changing = try ChangingEngine(program, tuning)
    var random = SplitMix64(seed: seed &+ 77)
    _ = try changing.differences()
    var log: [String] = []
    for _ in 0..<12 where changing.count > 0 {
      for _ in 0..<random.int(1...3) {
        let place = random.int(0...(changing.count - 1))
        try changing.turn(place)
        log.append(changing.describe(place))
      }
      let differences = try changing.differences() + changing.unexplained()
      if !differences.isEmpty {
        return
          (["repeat with DOSSIER_SEED=\(seed) DOSSIER_CHANGES=1", ProgramText.text(of: program)] + log
          + differences.prefix(2)).joined(separator: "\n")
      }
    }
    return nil
  }
}
