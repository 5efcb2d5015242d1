import Glibc
import Syntax
import Testing

@testable import Engine

/// Explanations of rows of generated programs, checked by the reference.
///
/// `DOSSIER_EXPLANATIONS` sets how many programs (400), `DOSSIER_SEED` the seed of the first one.
@Suite struct ExplanationDifferentialTests {
  private static let chunks = 4
  private static let count = setting("DOSSIER_EXPLANATIONS") ?? 400
  private static let seed = setting("DOSSIER_SEED") ?? 1
  private static let mostRows = 4
  private static let mostWays = 3

  private static func setting(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }

  @Test(.timeLimit(.minutes(5)), arguments: 0..<chunks)
  func everyStepHoldsInTheReference(_ chunk: Int) throws {
    var checked = 0
    var reports: [String] = []
    for index in stride(from: UInt64(chunk), to: Self.count, by: Self.chunks) where reports.count < 3 {
      let seed = Self.seed &+ index
      let program = ProgramGenerator.program(seed: seed)
      guard (try? ReferenceSession.run(program, today: .testDay, budget: DifferentialRun.budget)) != nil
      else {
        continue
      }
      do {
        checked += try check(program, &reports, seed)
      } catch ReferenceError.tooCostly {
        continue
      }
    }
    for report in reports { Issue.record("\(report)") }
    #expect(checked >= Int(Self.count) / Self.chunks / 2, "too few explanations were checked")
  }

  private func check(
    _ program: [Statement.Kind], _ reports: inout [String], _ seed: UInt64
  ) throws -> Int {
    var checked = 0
    let text = ProgramText.text(of: program)
    let statements = try ProgramText.statements(text)
    var dumps: [[String]] = []
    for demand in [DemandPolicy.never, .always] {
      let engine = Engine(today: .testDay)
      engine.evaluator.tuning = Tuning(demand: demand)
      var dump: [String] = []
      for (place, statement) in statements.enumerated() {
        guard case .query(let query) = statement.kind else {
          _ = try engine.outcome(of: statement)
          continue
        }
        for view in DateView.allCases {
          guard let answer = try? engine.ask(query, in: statement, dates: view) else { continue }
          for row in 0..<min(answer.count, Self.mostRows) {
            func report(_ mistake: String) {
              reports.append(
                "seed \(seed), demand \(demand), \(statement.text) row \(row + 1) \(view): \(mistake)\n\(text)"
              )
            }
            let explanation: Explanation?
            do {
              explanation = try engine.explain(row: row, of: answer)
            } catch {
              report("\(error)")
              continue
            }
            guard let explanation else {
              report("no explanation")
              continue
            }
            checked += 1
            dump.append(Self.text(of: explanation))
            var parts = explanation.parts
            if row == 0 {
              let all = try? engine.explain(row: row, of: answer, alternatives: Self.mostWays)
              guard let all, let found = all.alternatives, let first = found.shown.first else {
                report("no ways")
                continue
              }
              dump.append("\(found.count) \(found.isMore) \(found.undecided)")
              dump.append(contentsOf: found.shown.map { Self.text(of: $0) })
              if first.height != explanation.parts[0].height {
                report("the first way is of height \(first.height)")
              }
              // The other ways refer to the parts before them, and are checked as parts too.
              parts = all.parts + found.shown.dropFirst()
            }
            if demand == .always { continue }
            var check = try ReferenceCheck(statements[..<place].map(\.kind), budget: 200_000)
            if let mistake = try check.mistake(in: Explanation(parts: parts, alternatives: nil)) {
              report(mistake)
            }
          }
        }
      }
      dumps.append(dump)
    }
    if dumps[0] != dumps[1], let place = zip(dumps[0], dumps[1]).first(where: { $0 != $1 }) {
      reports.append("seed \(seed): with and without demand\n\(place.0)\n\(place.1)\n\(text)")
    }
    return checked
  }

  /// Heights, rows and values of variables, part by part.
  static func text(of explanation: Explanation) -> String {
    explanation.parts.map(text).joined(separator: "\n")
  }

  private static func text(of part: Derivation) -> String {
    var text = "\(part.height) \(part.fact?.text ?? "")"
    if case .derived(let use) = part.reason {
      text += " by " + use.statement.text + " with "
      text += use.bindings.map { "\($0.name)=\(SyntaxPrinter.text(of: $0.value))" }.joined(separator: " ")
    }
    return text
  }
}
