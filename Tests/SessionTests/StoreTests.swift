import Engine
import Interchange
import SQLite
import Testing

@testable import Archive
@testable import Session

/// What is told of a session that keeps a dossier.
final class StoredSession {
  let folder: TemporaryFolder
  let output = Output.memory()
  let workspace: Workspace

  init(in folder: TemporaryFolder? = nil, isInteractive: Bool = true) throws {
    self.folder = try folder ?? TemporaryFolder()
    workspace = Workspace(results: output, messages: output, isInteractive: isInteractive)
    workspace.wallClock = .standing
  }

  func path(_ name: String) -> String { folder.path + "/" + name }

  /// What was told of statements, with the folder's path left out.
  func say(_ text: String) -> String {
    let before = output.text.utf8.count
    _ = workspace.run(text)
    return strip(String(decoding: output.text.utf8.dropFirst(before), as: UTF8.self))
  }

  func strip(_ text: String) -> String {
    text.split(separator: folder.path + "/", omittingEmptySubsequences: false).joined()
  }

  var told: String { strip(output.text) }
}

struct StoreTests {
  @Test func aNewDossierTakesInWhatTheSessionHas() throws {
    let session = try StoredSession()
    _ = session.say("visited(a, paris).")
    _ = session.say("went(X) :- visited(X, _).")
    #expect(
      session.say(":open \(session.path("x.dossier"))")
        == "x.dossier is new and takes in what this session has: 1 fact and 1 rule\nx.dossier: 1 fact, 1 rule\n"
    )
    #expect(session.say("visited(b, rome).") == "added\n")
    let next = try StoredSession(in: session.folder)
    #expect(next.workspace.openStore(next.path("x.dossier"), .readOnly).status == 0)
    #expect(next.say("went(X)") == "   X\n   -\n1  a\n2  b\n2 rows\n\n")
  }

  @Test func anExistingDossierTakesThePlaceOfTheSession() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    _ = session.say("p(1).")
    let next = try StoredSession(in: session.folder)
    _ = next.say("q(1).")
    _ = next.say(":watch q(X)")
    #expect(
      next.say(":open \(next.path("x.dossier")) --read-only")
        == "what this session did is kept nowhere and is dropped: 1 fact\n1 watch ended\nx.dossier: 1 fact, 0 rules, read-only\n"
    )
    #expect(next.say(":facts p") == "   1\n   -\n1  1\n1 fact\n\n")
  }

  @Test func undoGoesBackBeyondTheSession() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    _ = session.say("p(1).\np(2) from d.\n:retract p(1).")
    session.workspace.store = nil
    let next = try StoredSession(in: session.folder)
    next.workspace.openStore(next.path("x.dossier"))
    #expect(next.say(":undo") == "undone: p(1) retracted\n")
    #expect(next.say(":undo 3") == "undone: p(2) added\nundone: p(1) added\nnothing to undo beyond that\n")
    next.workspace.store = nil
    let last = try StoredSession(in: session.folder)
    last.workspace.openStore(last.path("x.dossier"))
    #expect(
      last.say(":redo 3") == "done again: p(1) added\ndone again: p(2) added\ndone again: p(1) retracted\n")
    #expect(last.say(":source p(2)").hasPrefix("p(2)\n  d\n"))
  }

  @Test func aWhatIfIsKeptWhenItIsEnded() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    _ = session.say("p(1).\n:whatif\np(2).\n:undo\np(3).\np(4).\n:undo")
    #expect(
      session.say(":open \(session.path("y.dossier"))")
        == """
        error: a what-if is open [invalid-command]
         --> <prompt>:1:2
          1 | :open y.dossier
            |  ^^^^ end it with ':keep' or ':discard'

        """)
    #expect(try session.workspace.store?.report().facts == 1)
    #expect(session.say(":keep") == "kept: 1 fact\n")
    #expect(try session.workspace.store?.report().facts == 2)
    // What was taken back within it is new to the file.
    #expect(session.say(":redo") == "done again: p(4) added\n")
    #expect(try session.workspace.store?.report().facts == 3)
    session.workspace.store = nil
    let next = try StoredSession(in: session.folder)
    next.workspace.openStore(next.path("x.dossier"))
    #expect(next.say("p(X)") == "   X\n   -\n1  1\n2  3\n3  4\n3 rows\n\n")
  }

  @Test func whatCannotBeWrittenIsTakenBack() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    _ = session.say("p(1).")
    // Another connection has the file's write lock, and keeps it.
    let other = try Connection(session.path("x.dossier"), .readWrite)
    try session.workspace.store?.connection.execute("PRAGMA busy_timeout = 1")
    try other.execute("BEGIN IMMEDIATE")
    #expect(
      session.say("p(2).")
        == """
        error: 'x.dossier' cannot be used: database is locked [unusable-store]
         --> <prompt>:1:1
          1 | p(2).
            | ^^^^^
          = note: nothing of it is kept, here or in the file

        """)
    #expect(
      session.say(":undo")
        == """
        error: 'x.dossier' cannot be used: database is locked [unusable-store]
         --> <prompt>:1:2
          1 | :undo
            |  ^^^^

        """)
    #expect(session.say("p(X)") == "   X\n   -\n1  1\n1 row\n\n")
    try other.execute("COMMIT")
    #expect(session.say("p(2).") == "added\n")
    #expect(session.say(":undo 2") == "undone: p(2) added\nundone: p(1) added\n")
  }

  @Test func aReaderChangesNothing() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    _ = session.say("p(1).")
    let reader = try StoredSession(in: session.folder)
    reader.workspace.openStore(reader.path("x.dossier"), .readOnly)
    let refusal = "error: 'x.dossier' is open read-only [unusable-store]\n"
    for statement in [
      "p(2).", "q(X) :- p(X).", ":- p(2).", "relation r(a).", ":retract p(1).", ":undo", ":save x \"y\" p(X)",
    ] {
      #expect(reader.say(statement).hasPrefix(refusal), "\(statement)")
    }
    #expect(reader.say(":whatif\np(2).\n:keep").contains(refusal))
    #expect(reader.say(":discard\np(X)") == "discarded: 1 fact\n   X\n   -\n1  1\n1 row\n\n")
    #expect(session.say("p(3).") == "added\n")
    #expect(reader.say(":open \(reader.path("x.dossier")) --read-only\np(X)").hasSuffix("2  3\n2 rows\n\n"))
  }

  @Test func aSecondWriterIsToldWhoWrites() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    let other = try StoredSession(in: session.folder)
    #expect(other.workspace.openStore(other.path("x.dossier")).status == 1)
    let words = other.told
    #expect(words.hasPrefix("error: 'x.dossier' is being written by process "))
    #expect(words.hasSuffix(" [unusable-store]\n  = help: open it to read only, with --read-only\n"))
  }

  @Test func queriesAreSavedWithTheirParameters() throws {
    let session = try StoredSession()
    #expect(
      session.say(":save v \"note\" p(X)")
        == """
        error: no dossier is open: this session is kept nowhere [invalid-command]
         --> <prompt>:1:2
          1 | :save v "note" p(X)
            |  ^^^^ ':open FILE' opens one, or makes it

        """)
    _ = session.say(":open \(session.path("x.dossier"))")
    _ = session.say("p(1, a).\np(2, b).\nparameter who = a.\np(N, $who)")
    #expect(session.say(":save mine \"Those of one\"") == "saved: ':run mine' asks it again\n")
    #expect(session.say(":save all p(N, _)") == "saved: ':run all' asks it again\n")
    session.workspace.store = nil
    let next = try StoredSession(in: session.folder)
    next.workspace.openStore(next.path("x.dossier"), .readOnly)
    #expect(next.say(":run mine who=b") == "   N\n   -\n1  2\n1 row\n\n")
    #expect(next.say(":run mine") == "   N\n   -\n1  1\n1 row\n\n")
    #expect(
      next.say(":set queries \(next.folder.path)\n:queries").contains(
        """
        query  about         parameters
        -----  ------------  ----------
        all
        mine   Those of one  who = a
        2 queries
        """))
    #expect(next.say(":run mina").contains("did you mean 'mine'?"))
    next.workspace.store = nil
    next.workspace.openStore(next.path("x.dossier"))
    #expect(next.say(":save --remove mine") == "removed\n")
    #expect(next.say(":save --remove mine").hasPrefix("error: no saved query 'mine' in the dossier"))
  }

  @Test func settingsOfADossierAreThereAgain() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    _ = session.say(":set dates possible\n:set timing on")
    session.workspace.store = nil
    let next = try StoredSession(in: session.folder)
    next.workspace.openStore(next.path("x.dossier"))
    #expect(next.workspace.settings.dates == .possible)
    #expect(!next.workspace.settings.timing)
  }

  @Test func aBackupIsADossierOfItsOwn() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    _ = session.say("p(1).")
    let other = try session.folder.write("notes.txt", "notes".utf8)
    #expect(session.say(":backup \(other)").hasPrefix("error: 'notes.txt' is there already [unusable-store]"))
    #expect(
      session.say(":backup \(session.path("x.dossier"))").hasPrefix("error: 'x.dossier' is there already"))
    let copy = session.path("copy.dossier")
    #expect(session.say(":backup \(copy)") == "copied to copy.dossier\n")
    _ = session.say("p(2).")
    #expect(session.say(":backup \(copy)") == "copied to copy.dossier\n")
    let next = try StoredSession(in: session.folder)
    #expect(next.workspace.openStore(copy).status == 0)
    #expect(next.say("p(X)") == "   X\n   -\n1  1\n2  2\n2 rows\n\n")
  }

  @Test func textsOfCitedDocumentsAreKeptInside() throws {
    let session = try StoredSession()
    _ = session.say(":open \(session.path("x.dossier"))")
    let text = try session.folder.write("article.txt", "He arrived on Monday.".utf8)
    let digest = SHA256.digest(of: Array("He arrived on Monday.".utf8))
    _ = session.say("document(d, \"An article\", 2026-02-01, \"\(text)\", \"\(digest)\").")
    _ = session.say("arrived(he) from d(bytes: 0..10).")
    try session.folder.remove("article.txt")
    #expect(session.say(":source arrived(he)").contains("He arrived"))
  }
}

/// A dossier's file as a folder of text files, and back.
@Suite struct StoredFolderTests {
  private func open(_ path: String) -> (workspace: Workspace, output: Output) {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    #expect(workspace.openStore(path).status == 0, "\(output.text)")
    return (workspace, output)
  }

  @Test func allOfItComesBackWithItsSteps() throws {
    let folder = try TemporaryFolder()
    let (first, _) = open("\(folder.path)/one.dossier")
    first.wallClock = .standing
    for text in [
      "relation visited(actor, place, when: date) reads \"{actor} visited {place}, {when}\".",
      "visited(xi, paris, 2024-05-06) from memo(paragraph: 2), table(row: 7, by: import).",
      "visited(tokayev, \"New York\", @2023-09~).", "/// Who was away.\naway(X) :- visited(X, _, _).",
      ":retract visited(xi, paris, 2024-05-06)", "visited(xi, rome, 2024).", "visited(xi, rome, @2024).",
      ":save travellers \"Who travels\" away(X)", ":set dates possible", ":undo", ":redo",
    ] { _ = first.run(text) }
    _ = try folder.write("guests.csv", Array("name,day\nAnn,2024-01-02\nBo,2024-02-03\n".utf8))
    _ = first.run(":import \(folder.path)/guests.csv")
    #expect(first.export([], format: .folder, to: "\(folder.path)/a").status == 0)

    let (second, output) = open("\(folder.path)/two.dossier")
    second.wallClock = .standing
    _ = second.run(":import \(folder.path)/a")
    #expect(second.engine.steps.map(\.title) == first.engine.steps.map(\.title), "\(output.text)")
    #expect(second.export([], format: .folder, to: "\(folder.path)/b").status == 0, "\(output.text)")
    #expect(folder.files(of: "a") == folder.files(of: "b"))
    #expect(folder.files(of: "a").keys.contains("queries/travellers.dl"))

    // All of them can be taken back in a later session.
    let count = second.engine.steps.count
    _ = second.finish()
    let (third, shown) = open("\(folder.path)/copy.dossier")
    _ = third.run(":import \(folder.path)/b")
    _ = third.run(":undo \(count)")
    #expect(third.engine.factCount == 0 && third.engine.rules.isEmpty, "\(shown.text)")
  }

  @Test func anEditedFolderIsTakenInAsOneStep() throws {
    let folder = try TemporaryFolder()
    let (first, _) = open("\(folder.path)/one.dossier")
    for text in ["p(a).", "p(b).", ":retract p(a)"] { _ = first.run(text) }
    #expect(first.export([], format: .folder, to: "\(folder.path)/a").status == 0)
    _ = try folder.write("a/facts/p.dl", Array("p(b).\np(c).\n".utf8))
    let (second, output) = open("\(folder.path)/two.dossier")
    _ = second.run(":import \(folder.path)/a")
    #expect(second.engine.steps.count == 1, "\(output.text)")
    _ = second.run(":mode csv")
    _ = second.run("p(X)?")
    #expect(output.text.hasSuffix("X\nb\nc\n"), "\(output.text)")
  }
}
