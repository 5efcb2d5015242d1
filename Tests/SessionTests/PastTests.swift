import Engine
import Syntax
import Testing

@testable import Session

/// What the dossier held at a moment by the clock, and what goes on beside a look at the past.
@Suite struct PastTests {
  /// A session in which facts were stated at 9:00:00, 9:01:00, 10:00:00 and a day later, two days before now.
  private func session() -> (Workspace, Output) {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    let start = WallClock.standing.now()
    for (fact, later) in [("a", 0), ("b", 60), ("c", 3600), ("d", 86_400)] {
      workspace.wallClock = WallClock { start + later }
      _ = workspace.run("p(\(fact)).")
    }
    workspace.wallClock = WallClock { start + 2 * 86_400 }
    return (workspace, output)
  }

  private func rows(_ workspace: Workspace, _ output: Output, _ command: String) -> String {
    _ = workspace.run(":present")
    _ = workspace.run(command)
    _ = workspace.run(":mode csv")
    let before = output.text.utf8.count
    _ = workspace.run("p(X)")
    let shown = String(decoding: output.text.utf8.dropFirst(before), as: UTF8.self)
    return shown.split(whereSeparator: \.isNewline).dropFirst().joined(separator: " ")
  }

  @Test(arguments: [
    ("2026-02-11T09:00", "a"), ("2026-02-11T09:00:00", "a"), ("2026-02-11T09:00:59", "a"),
    ("2026-02-11T09:01", "a b"), ("2026-02-11 09:01:00", "a b"), ("2026-02-11 23:59", "a b c"),
    ("2026-02-11", "a b c"), ("@2026-02-12", "a b c d"), ("2026-02", "a b c d"), ("@2026", "a b c d"),
    ("1", "a"), ("4", "a b c d"), ("2030-01-01", "a b c d"), ("20000-01-01", "a b c d"),
  ])
  func aMomentStandsForItsEnd(moment: String, expected: String) {
    let (workspace, output) = session()
    #expect(rows(workspace, output, ":known \(moment)") == expected)
  }

  @Test(arguments: [
    "2026-02-11T9:00", "2026-02-11T09", "2026-02T09:00", "2026-02-11T09:60", "T09:00", "2026-02~", "-1",
  ])
  func whatIsNoMomentIsRefused(moment: String) {
    let (workspace, output) = session()
    _ = workspace.run(":known \(moment)")
    #expect(output.text.contains("error: '\(moment)' is no moment [invalid-command]"))
    #expect(workspace.promptName == "dossier")
  }

  @Test func theJournalIsThatOfThePresent() throws {
    let (workspace, _) = session()
    _ = workspace.run("document(memo, \"\", 2026-05-01, \"\", \"\").")
    _ = workspace.run("p(a) from memo(row: 3), note.")
    let folder = try TemporaryFolder()
    func journal() throws -> String {
      let path = folder.path + "/journal.dl"
      _ = workspace.run(":journal --save \(path)")
      let source = try FileBytes.source(path)
      return source.text(SourceRange(0, source.bytes.count))
    }
    let present = try journal()
    #expect(present.contains("p(a)\n    from memo(row: 3),\n         note."))
    _ = workspace.run(":known 2")
    _ = workspace.run(":asof 2026-02-01")
    #expect(try journal() == present)
    #expect(workspace.promptName == "dossier(known step 2, asof 2026-02-01)")
  }

  @Test func aFileMayLookAtThePastForItself() {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    workspace.settings.mode = .csv
    let script = "p(a).\n:asof 2025-01-01\np(X)? p(b).\n:present\np(b). p(X)?"
    let outcome = workspace.execute(SourceText(name: "past.dl", text: script))
    #expect(outcome.errors == 1)
    #expect(output.text.contains("past.dl:3:7"))
    #expect(output.text.hasSuffix("X\na\nb\n"))
  }

  @Test func momentsAreCompleted() {
    let (workspace, _) = session()
    let completer = Completer(workspace)
    #expect(completer.complete(":known ", cursor: 7).candidates.map(\.text) == ["off", "1", "2", "3", "4"])
    #expect(completer.complete(":asof o", cursor: 7).candidates.map(\.text) == ["off"])
  }
}
