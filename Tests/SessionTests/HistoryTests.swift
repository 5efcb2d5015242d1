import Engine
import Glibc
import Syntax
import Testing

@testable import Session

/// What was done can be taken back, done again, and written as a script that does the same.
///
/// `DOSSIER_CONVERSATIONS` sets how many random conversations are held (50), `DOSSIER_SEED` the seed of the first one.
@Suite struct HistoryTests {
  /// All that can be seen of a dossier, derived rows included.
  static func state(_ workspace: Workspace) -> [String] {
    let engine = workspace.engine
    var seen: [String] = []
    for relation in engine.relations where !relation.isBuiltIn || relation.factCount > 0 {
      let columns = relation.columns.map { "\($0.name ?? "-"): \($0.type) \($0.documentation ?? "")" }
      seen.append(
        "\(relation.name)(\(columns.joined(separator: ", "))) \(relation.isDeclared) \(relation.reading ?? "") "
          + (relation.documentation ?? ""))
      seen += ((try? engine.facts(of: relation.name)) ?? []).map(\.statement)
    }
    seen += engine.rules.map {
      "\(SyntaxPrinter.text(of: $0.statement.kind)) % \($0.statement.documentation ?? "")"
    }
    for relation in engine.relations {
      let variables = (0..<relation.arity).map { "V\($0)" }.joined(separator: ", ")
      for modality in ["", "any "] {
        seen.append(answer("\(modality)\(relation.name)(\(variables))?", engine))
      }
    }
    return seen
  }

  private static func answer(_ question: String, _ engine: Engine) -> String {
    let statement = Parser.parse(SourceText(name: "question", text: question)).statements[0]
    guard case .query(let query) = statement.kind else { return "" }
    do throws(EngineError) {
      let answer = try engine.ask(query, in: statement)
      let rows = (0..<answer.count).map {
        answer[$0].map { SyntaxPrinter.text(of: $0) }.joined(separator: ", ")
      }
      return question + " " + rows.joined(separator: "; ")
    } catch {
      guard case .invalid(let diagnostics) = error else { return "stopped" }
      return question + " " + diagnostics.map(\.message).sorted().joined(separator: "; ")
    }
  }

  private static func workspace() -> (Workspace, Output) {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    _ = workspace.execute(
      SourceText(name: "start.dl", text: "p(a) from memo. q(a, b). q(b, c). path(X, Y) :- q(X, Y)."))
    workspace.engine.forgetHistory()
    return (workspace, output)
  }

  @Test func conversationsAreTakenBackDoneAgainAndWrittenDown() throws {
    let count = getenv("DOSSIER_CONVERSATIONS").flatMap { UInt64(String(cString: $0)) } ?? 50
    let seed = getenv("DOSSIER_SEED").flatMap { UInt64(String(cString: $0)) } ?? 1
    var stepCount = 0
    for seed in seed..<(seed + count) {
      stepCount += try hold(conversationOf: seed)
    }
    #expect(stepCount > 0)
  }

  private func hold(conversationOf seed: UInt64) throws -> Int {
    let folder = try TemporaryFolder()
    let (workspace, output) = Self.workspace()
    let start = Self.state(workspace)
    var conversation = RandomConversation(seed: seed, files: folder)
    for _ in 0..<30 {
      let text = try conversation.next()
      let scopes = workspace.engine.scopes.count
      let before = text == ":diff" ? Self.state(workspace) : nil
      _ = workspace.run(text)
      if let before { #expect(Self.state(workspace) == before, "seed \(seed): \(text)") }
      #expect(abs(workspace.engine.scopes.count - scopes) <= 1)
    }
    while !workspace.engine.scopes.isEmpty { _ = workspace.run(":keep") }
    #expect(!output.text.contains("internal error"), "seed \(seed)")
    let end = Self.state(workspace)
    let steps = workspace.engine.steps.count
    let journal = folder.path + "/journal.dl"
    _ = workspace.run(":journal --save \(journal)")

    let (fresh, _) = Self.workspace()
    _ = fresh.execute(try FileBytes.source(journal))
    #expect(Self.state(fresh) == end, "seed \(seed): the journal")
    #expect(fresh.engine.steps.count <= 1, "seed \(seed): a file is one step")
    _ = fresh.run(":undo")
    #expect(Self.state(fresh) == start, "seed \(seed): the journal taken back")

    _ = workspace.run(":undo 1000")
    #expect(Self.state(workspace) == start, "seed \(seed): all taken back")
    for _ in 0..<steps {
      let last = workspace.engine.steps.count
      _ = workspace.run(":redo")
      #expect(workspace.engine.steps.count == last + 1)
    }
    #expect(Self.state(workspace) == end, "seed \(seed): all done again")
    return steps
  }
}
