import Glibc
import Testing

@testable import Shell

/// The history file, on a real disk.
@Suite struct HistoryFileTests {
  private let folder = Folder()

  private func file(limit: Int = 10_000) -> HistoryFile {
    var file = HistoryFile(path: folder.path + "/state/dossier/history")
    file.limit = limit
    return file
  }

  private func write(_ bytes: [UInt8]) throws {
    // Makes the folders too.
    try file().append("x", known: 0)
    folder.write(bytes, to: "state/dossier/history")
  }

  @Test func withoutAFileThereAreNoEntries() throws {
    #expect(try file().entries() == [])
  }

  @Test func entriesComeBackInTheirOrder() throws {
    try file().append("one.", known: 0)
    try file().append("two,\nlines.", known: 1)
    #expect(try file().entries() == ["one.", "two,\nlines."])
  }

  @Test func filesAndFoldersAreForTheUserOnly() throws {
    try file().append("one.", known: 0)
    #expect(folder.mode("state/dossier/history") == 0o600)
    #expect(folder.mode("state/dossier") == 0o700)
    #expect(folder.mode("state") == 0o700)
  }

  @Test func theNewestEntriesAreRead() throws {
    for number in 1...5 { try file().append("\(number).", known: 0) }
    #expect(try file(limit: 3).entries() == ["3.", "4.", "5."])
  }

  @Test func aFileThatGrewPastItsLimitKeepsItsNewestEntries() throws {
    for number in 1...9 { try file(limit: 8).append("\(number).", known: number) }
    #expect(try file().entries().count == 9)
    try file(limit: 8).append("10.", known: 10)
    try file(limit: 8).append("11.", known: 11)
    #expect(try file().entries() == ["4.", "5.", "6.", "7.", "8.", "9.", "10.", "11."])
    #expect(folder.names("state/dossier") == ["history"])
    #expect(folder.mode("state/dossier/history") == 0o600)
  }

  @Test func aFileThatGrewPastItsLengthIsCutToHalf() throws {
    var small = file()
    small.byteLimit = 100
    for number in 10...29 { try small.append("number \(number).", known: 0) }
    // Eleven bytes a line: the tenth goes past 100, and the newest four stay, twice.
    #expect(try file().entries() == (22...29).map { "number \($0)." })
  }

  @Test func aLinkStaysALink() throws {
    try file().append("0.", known: 0)
    let path = folder.path + "/state/dossier/history"
    rename(path, folder.path + "/real")
    symlink(folder.path + "/real", path)
    for number in 1...3 { try file(limit: 2).append("\(number).", known: 10) }
    #expect(folder.read("real") == "2.\n3.\n")
    #expect(try file().entries() == ["2.", "3."])
  }

  @Test func anEntryAfterAHalfWrittenLineIsALineOfItsOwn() throws {
    try write(Array("one.\nhalf a li".utf8))
    try file().append("two.", known: 2)
    #expect(try file().entries() == ["one.", "half a li", "two."])
  }

  @Test func emptyLinesAndOddBytesDoNoHarm() throws {
    try write(Array("one.\n\n\n".utf8) + [0xFF, 0x0A] + Array("two\\".utf8))
    #expect(try file().entries() == ["one.", "\u{FFFD}", "two\\"])
  }

  @Test func manyWritersAtOnceLoseNothing() async throws {
    let file = file()
    await withTaskGroup { group in
      for writer in 0..<8 {
        group.addTask {
          for number in 0..<50 { try? file.append("writer \(writer), entry \(number).", known: 0) }
        }
      }
    }
    let entries = try file.entries()
    #expect(entries.count == 400)
    for writer in 0..<8 {
      #expect(
        entries.filter { $0.hasPrefix("writer \(writer),") }
          == (0..<50).map { "writer \(writer), entry \($0)." })
    }
  }

  @Test func writersThatShortenTheFileLoseNothingNew() async throws {
    let file = file(limit: 500)
    for number in 0..<600 { try file.append("old \(number).", known: 0) }
    await withTaskGroup { group in
      for writer in 0..<4 {
        group.addTask {
          // Each believes that the file is too long, every time.
          for number in 0..<100 { try? file.append("writer \(writer), entry \(number).", known: 1000) }
        }
      }
    }
    let entries = try file.entries()
    #expect(entries.count == 500)
    #expect(entries.filter { $0.hasPrefix("writer") }.count == 400)
    #expect(entries.first == "old 500.")
  }

  @Test func aFileThatCannotBeReadSaysWhichAndWhy() throws {
    let path = folder.path + "/state"
    mkdir(path, 0o700)
    #expect(throws: HistoryFile.Failure(path: path, code: EISDIR)) {
      try HistoryFile(path: path).entries()
    }
    #expect(HistoryFile.Failure(path: path, code: EISDIR).message == "\(path): Is a directory")
  }

  @Test func aFullDiskLeavesTheFileAsItWas() throws {
    #expect(throws: HistoryFile.Failure(path: "/dev/full", code: ENOSPC)) {
      try HistoryFile(path: "/dev/full").append("one.", known: 0)
    }
  }
}
