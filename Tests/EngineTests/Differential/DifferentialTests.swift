import Glibc
import Testing

/// The same generated programs through the reference and every other evaluation path.
///
/// `DOSSIER_PROGRAMS` sets how many programs (2,000), `DOSSIER_SEED` the seed of the first one; the next
/// program has the next seed. With `DOSSIER_TRACE` each seed is printed before its program runs, to find
/// one that crashes.
@Suite struct DifferentialTests {
  private static let chunks = 8
  private static let count = UInt64(setting("DOSSIER_PROGRAMS") ?? "") ?? 2000
  private static let seed: UInt64 = {
    let seed = UInt64(setting("DOSSIER_SEED") ?? "") ?? 1
    print("differential test: \(count) programs from seed \(seed)")
    return seed
  }()

  @Test(.timeLimit(.minutes(10)), arguments: 0..<chunks)
  func everyPathAgreesWithTheReference(_ chunk: Int) {
    let run = DifferentialRun(paths: EvaluationPath.all)
    let isTraced = setting("DOSSIER_TRACE") != nil
    var costly = 0
    var reports: [String] = []
    for index in stride(from: UInt64(chunk), to: Self.count, by: Self.chunks) {
      let seed = Self.seed &+ index
      if isTraced { print("seed \(seed)") }
      if let differences = run.differences(seed: seed) {
        reports += differences
      } else {
        costly += 1
      }
      // A few are enough to mend; each takes a while to shrink.
      if reports.count >= 3 { break }
    }
    for report in reports { Issue.record("\(report)") }
    #expect(costly <= 2 + Int(Self.count) / Self.chunks / 20, "too many programs were not compared")
  }
}

private func setting(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
