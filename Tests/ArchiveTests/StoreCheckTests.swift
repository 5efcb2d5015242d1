import Engine
import Glibc
import SQLite
import Testing

@testable import Archive

/// What a check finds in a dossier that was tampered with, and what a rescue saves of it.
struct StoreCheckTests {
  /// No digest of a document: its text, as far as it goes.
  private static func digest(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(8), as: UTF8.self) }

  private func findings(in keeper: Keeper) throws -> [String] {
    try StoreCheck(keeper.path, digest: Self.digest).findings.map { "\($0.part.rawValue): \($0.message)" }
  }

  private func dossier() throws -> Keeper {
    let keeper = try Keeper()
    try keeper.say(
      """
      relation visited(actor, place, when: date).
      visited(tokayev, "Islamabad", @2026-02-03/2026-02-04) from memo(bytes: 3..9, by: curated).
      visited(xi, paris, 2024-05-06) from memo(paragraph: 2).
      paid(tokayev, 2.5, 30d).
      /// Who was anywhere.
      away(X) :- visited(X, _, _).
      :- paid(X, _, _), not visited(X, _, _).
      """)
    try keeper.retract("paid(tokayev, 2.5, 30d).")
    try keeper.undo()
    try keeper.archive.keep(
      document: "memo", path: "memo.txt", sha256: "In Islam", text: Array("In Islamabad.".utf8), at: 9)
    try keeper.archive.save(StoredQuery(name: "who", note: nil, text: "away(X)?", saved: 9))
    return keeper
  }

  private func tamper(_ keeper: Keeper, _ sql: String) throws {
    try Connection(keeper.path, .readWrite).execute(sql)
  }

  @Test func nothingIsWrongInADossierAsItIsKept() throws {
    let keeper = try dossier()
    let check = try StoreCheck(keeper.path, digest: Self.digest)
    #expect(check.findings == [])
    #expect(check.facts == 3 && check.relations == 2 && check.rules == 2 && check.documents == 1)
    #expect(try !Connection(keeper.path, .readOnly).isInTransaction)
  }

  @Test(arguments: [
    (
      "DELETE FROM dossier_value WHERE value = 'paris'",
      "facts: 1 fact of 'visited' has a value that is missing"
    ),
    (
      "UPDATE dossier_value SET value = '2026-99' WHERE kind = 'date'",
      "values: 1 value cannot be read"
    ),
    (
      "UPDATE dossier_value SET value = 'much' WHERE kind = 'decimal'", "values: 1 value is not of its kind"
    ),
    (
      "INSERT INTO dossier_value SELECT NULL, kind, value FROM dossier_value WHERE value = 'xi'",
      "values: 1 value stands there twice"
    ),
    (
      "INSERT INTO dossier_fact_1 SELECT NULL, c1, c2, c3, since, until FROM dossier_fact_1 WHERE row = 1",
      "facts: 1 fact of 'visited' stands there twice"
    ),
    (
      "UPDATE dossier_fact_1 SET since = 99 WHERE row = 1",
      "facts: 1 fact of 'visited' has no step that stated or ended it"
    ),
    (
      "UPDATE dossier_citation SET \"end\" = 2 WHERE first = 3",
      "citations: 1 citation has no relation, step or place"
    ),
    (
      "UPDATE dossier_citation SET \"end\" = 99 WHERE first = 3",
      "documents: 1 citation reaches beyond the end of its document"
    ),
    (
      "UPDATE dossier_citation SET fact = 77 WHERE first = 3",
      "citations: 1 citation of 'visited' is of a fact that is missing"
    ),
    (
      "UPDATE dossier_document SET text = 'In Paris, now'",
      "documents: the text of 'memo' is not what was kept: its SHA-256 differs"
    ),
    (
      "UPDATE dossier_document SET size = 3, sha256 = 'In Islam'",
      "documents: 1 document is not as long as it was"
    ),
    (
      "UPDATE dossier_rule SET text = 'away(X) :-' WHERE id = 1",
      "rules: the rule '1' cannot be read: away(X) :-"
    ),
    ("UPDATE dossier_query SET text = 'away(X'", "rules: the saved query 'who' cannot be read: away(X"),
    ("DELETE FROM dossier_column WHERE place = 2 AND shape = 1", "rules: 1 declaration lacks columns"),
    ("UPDATE dossier_step SET state = NULL WHERE id = 2", "journal: 1 step has no number or state"),
    (
      "UPDATE dossier_step SET target = 99 WHERE kind = 'undo'",
      "journal: 1 step takes back or does again a step that is missing"
    ),
    (
      "UPDATE dossier_change SET item = 99 WHERE kind = 'defined' AND item = 1",
      "journal: 1 change is of something that is missing"
    ),
  ])
  func whatWasTamperedWithIsFound(_ sql: String, _ finding: String) throws {
    let keeper = try dossier()
    try tamper(keeper, "PRAGMA foreign_keys = OFF; " + sql)
    let found = try findings(in: keeper)
    #expect(found.contains(finding), "\(found)")
  }

  @Test(arguments: [-1, 1 << 40])
  func aWrongNumberOfColumnsIsDamage(_ arity: Int) throws {
    let keeper = try dossier()
    try tamper(keeper, "UPDATE dossier_relation SET arity = \(arity) WHERE name = 'visited'")
    #expect(try findings(in: keeper).contains("facts: relation 'visited' has \(arity) columns"))
    let error = #expect(throws: ArchiveError.self) {
      try Archive.open(keeper.path, .readOnly).load(into: Engine())
    }
    #expect(error?.message == "'\(keeper.path)' is damaged: relation 1 has \(arity) columns")
    let rescue = try Rescue(of: keeper.path, to: keeper.folder + "/copy.dossier")
    #expect(
      rescue.losses.prefix(2) == [
        "1 relation whose number of columns is wrong",
        "the name of a relation with 3 columns: its facts are those of 'lost_1'",
      ])
    #expect(rescue.facts == 3)
  }

  @Test func aRescueOfAWholeDossierLosesNothing() throws {
    let keeper = try dossier()
    let rescue = try Rescue(of: keeper.path, to: keeper.folder + "/copy.dossier")
    #expect(rescue.losses == [])
    #expect(rescue.facts == 3)
    let engine = Engine()
    try Archive.open(keeper.folder + "/copy.dossier", .readOnly).load(into: engine)
    #expect(try Keeper.state(of: engine) == keeper.state)
    #expect(try StoreCheck(keeper.folder + "/copy.dossier", digest: Self.digest).findings == [])
    let error = #expect(throws: ArchiveError.self) {
      try Rescue(of: keeper.path, to: keeper.folder + "/copy.dossier")
    }
    #expect(error?.message == "'\(keeper.folder)/copy.dossier' is there already")
  }

  @Test func aRescueLeavesOutWhatIsOfLostValues() throws {
    let keeper = try dossier()
    try tamper(keeper, "DELETE FROM dossier_value WHERE value = 'paris'")
    let rescue = try Rescue(of: keeper.path, to: keeper.folder + "/copy.dossier")
    #expect(
      rescue.losses == [
        "1 fact of 'visited' with lost values", "1 citation of lost facts of 'visited'",
        "what was done before can no longer be taken back",
      ])
    #expect(try StoreCheck(keeper.folder + "/copy.dossier", digest: Self.digest).findings == [])
  }

  /// Pages that are overwritten, one after the other: what a rescue gives can always be opened, and holds all facts
  /// that do not stand on that page.
  @Test func aPageThatIsLostTakesNoOthersAlong() throws {
    let keeper = try dossier()
    let pageSize = 4096
    try keeper.say((0..<400).map { "link(n\($0), n\($0 + 1), \"text \($0)\")." }.joined(separator: "\n"))
    let whole = Set(try keeper.state)
    try keeper.archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let bytes = try Self.bytes(of: keeper.path)
    let pages = bytes.count / pageSize
    #expect(pages > 30)
    var (refused, nearlyWhole) = (0, 0)
    // Every other page stands for the one beside it.
    for page in stride(from: 0, to: pages, by: 2) {
      var damaged = bytes
      for place in page * pageSize..<(page + 1) * pageSize where place >= 100 {
        damaged[place] = UInt8(truncatingIfNeeded: place &* 31 &+ page)
      }
      let path = "\(keeper.folder)/damaged.dossier"
      try Self.write(damaged, to: path)
      defer { unlink(path) }
      let copy = "\(keeper.folder)/copy.dossier"
      defer { for end in ["", "-wal", "-shm", "-lock"] { unlink(copy + end) } }
      do {
        _ = try Rescue(of: path, to: copy)
      } catch {
        // Without the page that says what tables there are, there is nothing to go by.
        #expect(error.reason != .exists)
        refused += 1
        #expect(access(copy, F_OK) != 0)
        continue
      }
      #expect(try StoreCheck(copy, digest: Self.digest).findings == [], "page \(page)")
      let engine = Engine()
      try Archive.open(copy, .readOnly).load(into: engine)
      let kept = Set(try Keeper.state(of: engine)).intersection(whole)
      if kept.count >= whole.count - 200 { nearlyWhole += 1 }
    }
    // The schema takes a few pages.
    #expect(refused <= 5, "\(refused) of \(pages / 2) pages")
    // Only where the page leads to others, or holds values that many facts share, is more lost than stood on it.
    #expect(nearlyWhole > pages / 4, "\(nearlyWhole) of \(pages / 2) pages")
  }

  /// Whatever stands in the file, a session is refused or goes on, and a check and a rescue end.
  @Test func flippedBytesAreNeverMoreThanAnError() throws {
    let seed =
      getenv("DOSSIER_SEED").flatMap { UInt64(String(cString: $0)) } ?? UInt64.random(in: 0...UInt64.max)
    var random = Flips(state: seed)
    let keeper = try dossier()
    try keeper.say((0..<60).map { "link(n\($0), n\($0 + 1), \"text \($0)\")." }.joined(separator: "\n"))
    try keeper.archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let bytes = try Self.bytes(of: keeper.path)
    let path = "\(keeper.folder)/damaged.dossier"
    let copy = "\(keeper.folder)/copy.dossier"
    defer { unlink(path) }
    var (refused, opened) = (0, 0)
    for _ in 0..<60 {
      var damaged = bytes
      for _ in 0..<(1 << Int.random(in: 0..<9, using: &random)) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] ^=
          1 << UInt8.random(in: 0..<8, using: &random)
      }
      if Int.random(in: 0..<8, using: &random) == 0 {
        damaged.removeLast(Int.random(in: 0..<damaged.count, using: &random))
      }
      try Self.write(damaged, to: path)
      do throws(ArchiveError) {
        let engine = Engine()
        try Archive.open(path, .readOnly).load(into: engine)
        _ = try? engine.facts(of: "link")
        opened += 1
      } catch {
        refused += 1
      }
      _ = try? StoreCheck(path, digest: Self.digest)
      _ = try? Rescue(of: path, to: copy)
      for end in ["", "-wal", "-shm", "-lock"] { unlink(copy + end) }
    }
    #expect(refused > 0 && opened > 0, "DOSSIER_SEED=\(seed): \(refused) refused, \(opened) opened")
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private struct Flips: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    return bytes
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }
}
