import Engine
import Glibc
import SQLite
import Testing

@testable import Archive

struct OpeningTests {
  /// What opening a file says, with the folder's path left out; the file must stay as it was.
  private func refusal(_ bytes: [UInt8], _ access: Archive.Access = .create) throws -> [String] {
    let folder = try TemporaryFiles()
    let path = folder.write("x.dossier", bytes)
    let error = #expect(throws: ArchiveError.self) { try Archive.open(path, access) }
    let isUnchanged = folder.read("x.dossier") == bytes
    #expect(isUnchanged)
    #expect(folder.names == ["x.dossier"])
    return folder.words(of: error)
  }

  private func dossier() throws -> [UInt8] {
    let folder = try TemporaryFiles()
    _ = try Archive.open(folder.path + "/x.dossier", .create)
    return folder.read("x.dossier")
  }

  @Test(arguments: [Archive.Access.create, .readWrite, .readOnly])
  func whatIsNoDossierIsRefusedAndStaysAsItWas(access: Archive.Access) throws {
    #expect(
      try refusal([], access)
        == ["'x.dossier' is an empty file, not a dossier", "give another name, or remove the file"])
    #expect(
      try refusal(Array("visited(a, b).".utf8), access)
        == ["'x.dossier' is not a dossier", "give another name"])
    #expect(
      try refusal([UInt8](repeating: 7, count: 5000), access)
        == ["'x.dossier' is not a dossier", "give another name"])
    let whole = try dossier()
    #expect(
      try refusal(Array(whole.prefix(10_000)), access)
        == [
          "'x.dossier' is cut off: it has 10000 of \(whole.count) bytes",
          "go back to a backup, or see what 'dossier store check' can rescue",
        ])
    var newer = whole
    newer[63] = 9
    #expect(
      try refusal(newer, access)
        == [
          "'x.dossier' was written by a newer version of Dossier (its tables are of version 9, this program knows 1)",
          "use that version, or a later one",
        ])
    var foreign = whole
    foreign[68] = 0
    #expect(
      try refusal(foreign, access)
        == ["'x.dossier' is an SQLite file of another program, not a dossier", "give another name"])
  }

  @Test func aFolderAndAMissingFileAreRefused() throws {
    let folder = try TemporaryFiles()
    let folderError = #expect(throws: ArchiveError.self) { try Archive.open(folder.path, .create) }
    #expect(folderError?.message == "'\(folder.path)' is a folder, not a dossier")
    for access in [Archive.Access.readOnly, .readWrite] {
      let error = #expect(throws: ArchiveError.self) { try Archive.open(folder.path + "/x.dossier", access) }
      #expect(folder.words(of: error) == ["there is no dossier 'x.dossier'", "look at the name"])
    }
    #expect(folder.names == [])
    let error = #expect(throws: ArchiveError.self) {
      try Archive.open(folder.path + "/no/x.dossier", .create)
    }
    #expect(error?.message == "'\(folder.path)/no/x.dossier' cannot be used: no such file or directory")
  }

  @Test func damageWithinIsToldWhenItIsMet() throws {
    let keeper = try Keeper()
    try keeper.say("p(\"a text\", 1).\nq(\"another\").")
    let connection = try Connection(keeper.path, .readWrite)
    try connection.execute("DELETE FROM dossier_value WHERE id = 1")
    let error = #expect(throws: ArchiveError.self) { try keeper.reopen() }
    #expect(error?.reason == .damaged("value 1 is missing"))
    try connection.execute("INSERT INTO dossier_value VALUES (1, 'text', 'a text')")
    try connection.execute("UPDATE dossier_fact_2 SET c1 = 400")
    #expect(
      #expect(throws: ArchiveError.self) { try keeper.reopen() }?.reason
        == .damaged("fact 1 of 'q' has a value that is missing"))
  }

  @Test func aSecondWriterIsToldWhoHasTheFile() throws {
    let folder = try TemporaryFiles()
    let path = folder.path + "/x.dossier"
    var first: Archive? = try Archive.open(path, .create)
    let error = #expect(throws: ArchiveError.self) { try Archive.open(path, .readWrite) }
    let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? ""
    let message = folder.words(of: error).first ?? ""
    #expect(message.hasPrefix("'x.dossier' is being written by process \(getpid()) (\(user) on "))
    #expect(error?.mend == "open it to read only, with --read-only")
    #expect(try Archive.open(path, .readOnly).isReadOnly)
    #expect(first != nil)
    first = nil
    _ = try Archive.open(path, .readWrite)
    #expect(folder.names.contains("x.dossier-lock") == false)
  }

  @Test func readersSeeWhatHeldWhenTheyOpenedIt() throws {
    let keeper = try Keeper()
    try keeper.say("p(1).")
    let (reader, engine) = (try Archive.open(keeper.path, .readOnly), Engine())
    try reader.load(into: engine)
    try keeper.say("p(2).")
    #expect(engine.factCount == 1)
    let later = Engine()
    try Archive.open(keeper.path, .readOnly).load(into: later)
    #expect(later.factCount == 2)
    let step = try #require(engine.makeOneStep("x", at: 0))
    let error = #expect(throws: ArchiveError.self) { try reader.record([step], in: engine) }
    #expect(error?.reason == .openedReadOnly)
  }

  @Test func aFileOfAnEarlierVersionIsBroughtUpToDate() throws {
    let keeper = try Keeper()
    try keeper.say("p(1).")
    let next = Migration(version: 2, summary: "a table more") { connection throws(SQLiteError) in
      try connection.execute("CREATE TABLE dossier_more (a)")
    }
    let broken = Migration(version: 3, summary: "half a table") { connection throws(SQLiteError) in
      try connection.execute("CREATE TABLE dossier_half (a)")
      try connection.execute("CREATE TABLE dossier_half (a)")
    }
    let connection = try Connection(keeper.path, .readWrite)
    #expect(throws: SQLiteError.self) {
      try Migration.migrate(connection, from: 1, by: Migration.all + [next, broken])
    }
    // The migration that failed has left nothing.
    #expect(try connection.integer("PRAGMA user_version") == 2)
    #expect(try connection.integer("SELECT count(*) FROM dossier_more") == 0)
    #expect(try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'dossier_half'") == 0)
    #expect(try connection.text("SELECT title FROM dossier_step") == "p(1).")
  }

  @Test func peopleCanReadFactsThroughViews() throws {
    let keeper = try Keeper()
    try keeper.say(
      """
      relation visited(actor, place, when: date).
      visited(tokayev, "New York", 2026-02-03).
      visited(xi, paris, @2026-02/2026-03).
      planned visited(xi, rome, 1969-12-31).
      paid(-7, 2.5, 30d).
      """)
    let connection = try Connection(keeper.path, .readOnly)
    #expect(
      try connection.text("SELECT actor || ', ' || place || ', ' || \"when\" FROM visited")
        == "tokayev, New York, 2026-02-03")
    #expect(try connection.text("SELECT \"when\" FROM visited WHERE actor = 'xi'") == "2026-02/2026-03")
    #expect(try connection.text("SELECT \"when\" FROM \"planned visited\"") == "1969-12-31")
    #expect(
      try connection.text("SELECT column1 || ' ' || column2 || ' ' || column3 FROM paid") == "-7 2.5 30d")
    try keeper.undo()
    #expect(try connection.integer("SELECT count(*) FROM paid") == 0)
  }
}

/// A folder for one test's files, gone with it.
final class TemporaryFiles {
  let path: String

  init() throws {
    var template = Array("/tmp/dossier-archive-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  var names: [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
    close(file)
    return path + "/" + name
  }

  func read(_ name: String) -> [UInt8] {
    let file = open(path + "/" + name, O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = Glibc.read(file, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  func words(of error: ArchiveError?) -> [String] {
    [error?.message, error?.mend].compactMap(\.self).map {
      $0.split(separator: path + "/", omittingEmptySubsequences: false).joined()
    }
  }
}
