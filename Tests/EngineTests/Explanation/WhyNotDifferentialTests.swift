import Glibc
import Syntax
import Testing

@testable import Engine

/// Why random facts do not hold in generated programs, checked by the reference: what is said to hold together does,
/// and with the literal that is said to fail nothing is left.
///
/// A program has dozens of facts that are looked at, so there are a tenth as many programs as `DOSSIER_EXPLANATIONS`
/// says (400); `DOSSIER_SEED` sets the seed of the first one.
@Suite struct WhyNotDifferentialTests {
  private static let chunks: UInt64 = 4
  private static let count = max((setting("DOSSIER_EXPLANATIONS") ?? 400) / 10, chunks)
  private static let seed = setting("DOSSIER_SEED") ?? 1
  private static let mostFacts = 4

  private static func setting(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }

  @Test(.timeLimit(.minutes(10)), arguments: 0..<chunks)
  func whatHoldsAndWhatFailsIsSoInTheReference(_ chunk: UInt64) throws {
    var tally = WhyNotCheck.Tally()
    var reports: [String] = []
    for index in stride(from: chunk, to: Self.count, by: Int(Self.chunks)) where reports.count < 3 {
      let seed = Self.seed &+ index
      let program = ProgramGenerator.program(seed: seed)
      guard (try? ReferenceSession.run(program, today: .testDay, budget: DifferentialRun.budget)) != nil
      else { continue }
      do {
        for mistake in try check(program, seed, &tally) { reports.append("seed \(seed): \(mistake)") }
      } catch ReferenceError.tooCostly {
        continue
      }
    }
    for report in reports { Issue.record("\(report)") }
    let programs = Int(Self.count / Self.chunks)
    #expect(tally.rules >= programs, "too few rules were looked at: \(tally)")
    #expect(tally.held >= programs / 2 && tally.failed >= programs / 2, "too little was checked: \(tally)")
  }

  private func check(
    _ program: [Statement.Kind], _ seed: UInt64, _ tally: inout WhyNotCheck.Tally
  ) throws -> [String] {
    let text = ProgramText.text(of: program)
    let statements = try ProgramText.statements(text)
    var check = try WhyNotCheck(statements.map(\.kind), budget: 200_000)
    var mistakes: [String] = []
    var dumps: [[String: String]] = []
    for demand in [DemandPolicy.never, .always] {
      let engine = Engine(today: .testDay)
      engine.evaluator.tuning = Tuning(demand: demand)
      var questions: [Statement] = []
      for statement in statements {
        if case .query = statement.kind {
          questions.append(statement)
        } else {
          _ = try engine.outcome(of: statement)
        }
      }
      var random = SplitMix64(seed: seed)
      questions += try facts(of: engine, &random)
      var dump: [String: String] = [:]
      for statement in questions {
        guard case .query(let query) = statement.kind else { continue }
        for view in DateView.allCases {
          guard let answer = try? engine.ask(query, in: statement, dates: view) else { continue }
          func report(_ mistake: String) {
            mistakes.append("demand \(demand), \(view) \(statement.text): \(mistake)\n\(text)")
          }
          do throws(EngineError) {
            guard let whyNot = try engine.explainAbsence(of: query, in: statement, dates: view) else {
              if answer.count == 0, query.limit != 0 { report("said to hold") }
              continue
            }
            if answer.count > 0 { report("said not to hold") }
            dump["\(view) \(statement.text)"] = Self.text(of: whyNot)
            if demand == .never, let mistake = check.mistakeOrCost(in: whyNot, view, &tally) {
              report(mistake)
            }
          } catch {
            report("\(error)")
          }
        }
      }
      dumps.append(dump)
    }
    for (question, first) in dumps[0].sorted(by: { $0.key < $1.key }) {
      guard let second = dumps[1][question], second != first else { continue }
      mistakes.append("\(question) with and without demand\n\(first)\n\(second)\n\(text)")
    }
    return mistakes
  }

  /// Questions for facts made of values that the program has.
  private func facts(of engine: Engine, _ random: inout SplitMix64) throws -> [Statement] {
    var values: Set<String> = []
    let relations = engine.relations.filter { !$0.isBuiltIn && $0.arity > 0 }
    for relation in relations {
      let columns = (1...relation.arity).map { "C\($0)" }.joined(separator: ", ")
      let statement = try ProgramText.statements("\(relation.name)(\(columns))?")[0]
      guard case .query(let query) = statement.kind, let answer = try? engine.ask(query, in: statement) else {
        continue
      }
      for row in 0..<min(answer.count, 8) { values.formUnion(answer[row].map { SyntaxPrinter.text(of: $0) }) }
    }
    let pool = values.sorted()
    guard !pool.isEmpty else { return [] }
    var statements: [Statement] = []
    for relation in relations where relation.ruleCount > 0 || random.chance(30) {
      for _ in 0..<Self.mostFacts {
        let arguments = (0..<relation.arity).map { _ in
          random.chance(15) ? random.chance(50) ? "_" : "V" : pool[random.int(0...pool.count - 1)]
        }
        let modality = random.chance(10) ? "any " : random.chance(5) ? "planned " : ""
        let text = "\(modality)\(relation.name)(\(arguments.joined(separator: ", ")))?"
        // Some computed intervals have ends that cannot be written in a program.
        statements += (try? ProgramText.statements(text)) ?? []
      }
    }
    return statements
  }

  /// The state of each rule's literals, and how many ways there are.
  private static func text(of whyNot: WhyNot) -> String {
    whyNot.attempts.map { attempt in
      let literals = attempt.literals.map { "\($0.state) \($0.written)" }.joined(separator: "; ")
      return "rule \(attempt.rule ?? 0): \(literals) in \(attempt.ways.count) \(attempt.failure.kind)"
    }.joined(separator: "\n")
  }
}
