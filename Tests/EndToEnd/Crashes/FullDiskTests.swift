import Glibc
import Testing

/// What happens where a dossier cannot be written any further, or cannot be what it should.
@Suite struct FullDiskTests {
  /// The program with a limit on the size of files, in KiB, which fails as a full disk does.
  private func program(_ path: String, limit: Int, _ arguments: [String] = []) throws -> PipedProgram {
    let words = ([BuiltProgram.path("dossier"), path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    return try PipedProgram("/bin/bash", ["-c", "trap '' XFSZ; ulimit -f \(limit); exec \(words)"])
  }

  @Test func aStatementThatDoesNotFitIsRefusedAndAllBeforeItStays() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/test.dossier"
    let rows = (0..<40_000).map { "\($0),\"a text that takes some room: \($0)\"\n" }.joined()
    try folder.write("k,v\n" + rows, to: "row.csv")
    let full = try program(path, limit: 600, ["--quiet"])
    for line in [
      "item(1).", ":read \(folder.path)/row.csv", "N = count { row(_, _) }?", "item(2).", "item(X)?",
    ] { full.send(line) }
    let lines = try full.rest()
    #expect(
      lines.contains("error: '\(path)' cannot be read or written: disk I/O error [unusable-store]"),
      "\(lines)")
    #expect(lines.contains { $0.hasSuffix(" see whether the disk is full or fails, then say it again") })
    // What was refused is not known either, and the session goes on.
    #expect(lines.suffix(5) == ["X", "-", "1", "2", ""], "\(lines)")
    #expect(full.wait() == .status(1))
    let later = try PipedProgram(BuiltProgram.path("dossier"), [path, "--quiet"])
    for line in ["item(X)?", ":read \(folder.path)/row.csv", "N = count { row(_, _) }?"] { later.send(line) }
    let found = try later.rest().filter { !$0.isEmpty }
    #expect(found == ["X", "-", "1", "2", "    N", "-----", "40000"])
  }

  @Test func anOldCopyStaysWhereABackupDoesNotFit() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/test.dossier"
    let rows = (0..<20_000).map { "\($0),\"a text that takes some room: \($0)\"\n" }.joined()
    try folder.write("k,v\n" + rows, to: "row.csv")
    let first = try PipedProgram(BuiltProgram.path("dossier"), [path, "--quiet"])
    for line in ["item(1).", ":backup \(folder.path)/copy.dossier", ":read \(folder.path)/row.csv"] {
      first.send(line)
    }
    #expect(try first.rest() == [])
    let full = try program(path, limit: 200, ["--read-only", "--quiet"])
    full.send(":backup \(folder.path)/copy.dossier --force")
    full.send(":backup \(folder.path)/other.dossier")
    let lines = try full.rest()
    #expect(full.wait() == .status(1), "\(lines)")
    #expect(access("\(folder.path)/other.dossier", F_OK) != 0)
    let copy = try PipedProgram(BuiltProgram.path("dossier"), ["\(folder.path)/copy.dossier", "--quiet"])
    copy.send("item(X)?")
    #expect(try copy.rest() == ["X", "-", "1", ""])
  }
}
