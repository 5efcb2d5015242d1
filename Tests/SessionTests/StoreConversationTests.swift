import Engine
import Glibc
import Syntax
import Testing

@testable import Archive
@testable import Session

/// A conversation comes to the same whether it is one session or many on a dossier that is closed and opened again.
struct StoreConversationTests {
  @Test func aDossierGoesOnWhereTheSessionEnded() throws {
    let count = getenv("DOSSIER_CONVERSATIONS").flatMap { UInt64(String(cString: $0)) } ?? 20
    let seed = getenv("DOSSIER_SEED").flatMap { UInt64(String(cString: $0)) } ?? 1
    var endings = 0
    for seed in seed..<(seed + count) { endings += try hold(conversationOf: seed) }
    #expect(endings > 0)
  }

  private func hold(conversationOf seed: UInt64) throws -> Int {
    let folder = try TemporaryFolder()
    let path = folder.path + "/x.dossier"
    let whole = workspace()
    var parted = workspace()
    #expect(parted.openStore(path).status == 0)
    var conversation = RandomConversation(seed: seed, files: folder)
    var endings = 0
    for place in 0..<30 {
      let text = try conversation.next()
      // Numbers of rules that were discarded are given again in the next session.
      if try forgetsByNumber(text) { continue }
      _ = whole.run(text)
      _ = parted.run(text)
      try #require(Self.state(whole) == Self.state(parted), "seed \(seed), \(place): \(text)")
      guard place % 3 == 2, parted.engine.scopes.isEmpty, try knowsAll(parted) else { continue }
      parted = try again(parted, path)
      endings += 1
      try #require(Self.state(whole) == Self.state(parted), "seed \(seed), \(place): opened again")
    }
    while !whole.engine.scopes.isEmpty { for one in [whole, parted] { _ = one.run(":keep") } }
    let journal = folder.path + "/journal.dl"
    let (steps, end) = (whole.engine.steps.count, Self.state(whole))
    if try knowsAll(parted) { parted = try again(parted, path) }
    _ = parted.run(":journal --save \(journal)")
    try #require(Self.state(parted) == end, "seed \(seed): the journal was saved")
    let fresh = workspace()
    _ = fresh.execute(try FileBytes.source(journal))
    #expect(Self.state(fresh) == end, "seed \(seed): the journal")
    for step in 0..<steps {
      for one in [whole, parted] { _ = one.run(":undo") }
      try #require(Self.state(whole) == Self.state(parted), "seed \(seed): \(step + 1) taken back")
    }
    parted = try again(parted, path)
    for step in 0..<steps {
      for one in [whole, parted] { _ = one.run(":redo") }
      try #require(Self.state(whole) == Self.state(parted), "seed \(seed): \(step + 1) done again")
    }
    #expect(Self.state(parted) == end, "seed \(seed): all done again")
    return endings
  }

  /// Whether a statement, or one of the file that it reads, forgets a rule by its number.
  private func forgetsByNumber(_ text: String) throws -> Bool {
    var lines = [text]
    if text.hasPrefix(":read "), text.hasSuffix(".dl") {
      let bytes = try FileBytes.contents(of: String(text.dropFirst(6)))
      lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    return lines.contains { $0.hasPrefix(":forget ") && $0.last?.isNumber == true }
  }

  /// Whether the file knows all that can be done again: what was taken back in a what-if that was kept, it does not.
  private func knowsAll(_ workspace: Workspace) throws -> Bool {
    try workspace.engine.undoneSteps.allSatisfy { try workspace.store?.id(of: $0) != nil }
  }

  private func again(_ workspace: Workspace, _ path: String) throws -> Workspace {
    workspace.store = nil
    let next = self.workspace()
    #expect(next.openStore(path).status == 0)
    return next
  }

  private func workspace() -> Workspace {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    workspace.wallClock = .standing
    return workspace
  }

  /// Facts, citations, rules and declarations, as text; rules without their numbers.
  static func state(_ workspace: Workspace) -> [String] {
    var lines: [String] = []
    for relation in workspace.engine.relations {
      let columns = relation.columns.map { "\($0.name ?? "_") \($0.type) \($0.documentation ?? "")" }
      lines.append(
        "\(relation.name) \(relation.isDeclared) \(columns) \(relation.reading ?? "") \(relation.documentation ?? "")"
      )
      for fact in (try? workspace.engine.facts(of: relation.name)) ?? [] {
        lines.append(fact.text + fact.citations.map { " " + SyntaxPrinter.text(of: $0) }.joined())
      }
    }
    for rule in workspace.engine.rules {
      lines.append("\(rule.statement.text) \(rule.statement.documentation ?? "")")
    }
    return lines
  }
}
