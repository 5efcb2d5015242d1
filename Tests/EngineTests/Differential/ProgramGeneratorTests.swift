import Syntax
import Testing

@Suite struct ProgramGeneratorTests {
  @Test func theSameSeedGivesTheSameProgram() {
    #expect(ProgramGenerator.program(seed: 7) == ProgramGenerator.program(seed: 7))
    #expect(ProgramGenerator.program(seed: 7) != ProgramGenerator.program(seed: 8))
  }

  @Test func splitMix64GivesTheNumbersOfItsPaper() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  /// A generator that only makes refused or empty programs would let every bug pass.
  @Test func programsAreAcceptedAndMostQueriesHaveRows() throws {
    var refused: [String] = []
    var (programs, queries, withRows, withDoubt, failing) = (0, 0, 0, 0, 0)
    for seed in 0..<UInt64(200) {
      let program = ProgramGenerator.program(seed: seed)
      guard let outcome = try? ReferenceSession.run(program, today: .testDay, budget: DifferentialRun.budget)
      else {
        continue
      }
      programs += 1
      for (statement, result) in zip(program, outcome.statements) {
        switch result {
        case .accepted: break
        case .error(.divisionByZero), .error(.integerOverflow): failing += 1
        case .error(let code): refused.append("seed \(seed): \(code) in \(SyntaxPrinter.text(of: statement))")
        case .answer(_, let possible, let leftOut):
          queries += 1
          withRows += possible.rows.isEmpty ? 0 : 1
          withDoubt += leftOut > 0 ? 1 : 0
        }
      }
    }
    #expect(refused == [])
    #expect(programs >= 195)
    #expect(withRows * 100 >= queries * 60)
    #expect(withDoubt >= 10)
    #expect(failing < 20)
  }

  @Test func everyFormOfTheLanguageOccurs() {
    let text = (0..<UInt64(300)).map { ProgramText.text(of: ProgramGenerator.program(seed: $0)) }.joined()
    for form in [
      "relation ", "not ", "not (", "possibly ", "not possibly ", "; ", "count {", "sum ", "avg(", "first(",
      "list(",
      "min(", " order by ", " desc", " limit ", " show ", "planned ", "any ", " from doc", " from ",
      "evidence(",
      "within(", "allen(", "before(", " mod ", " / ", "concat(", "year(", ":- ", "c0: ", "@", "_",
    ] {
      #expect(text.contains(form), "no program has '\(form)'")
    }
  }
}
