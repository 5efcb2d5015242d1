import Engine
import Glibc
import Syntax
import Testing

@testable import Interchange

/// Malformed files: never a crash, and never a row that is neither taken, left out nor rejected.
///
/// `DOSSIER_IMPORT_FUZZ=N` goes through N seeds instead of a few, from `DOSSIER_IMPORT_SEED` on; a failure names its seed.
@Suite struct ImportFuzzTests {
  private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
  static let first = number("DOSSIER_IMPORT_SEED") ?? 1
  static let seeds = first..<(first + (number("DOSSIER_IMPORT_FUZZ") ?? 400))

  /// Files that are small and quickly read share a few long tests.
  static let blocks = stride(from: seeds.lowerBound, to: seeds.upperBound, by: 100).map { start in
    start..<min(start + 100, seeds.upperBound)
  }

  private let desk = ImportDesk("relation r(a: text, b: text). relation s(a: any).")

  /// What an import did; nil where the file as a whole is refused.
  private func load(
    _ name: String, _ bytes: [UInt8], into templates: [String], seed: Int, _ desk: ImportDesk
  ) -> ImportSummary? {
    do throws(EngineError) {
      let path = desk.write(name, bytes)
      let summary = try desk.load(path: path, into: templates, rejecting: true) { options in
        options.empty = .text
        options.document = "seed_\(seed)"
      }
      if summary.known != nil { return nil }
      #expect(summary.read == summary.taken + summary.leftOutCount + summary.rejected, "seed \(seed)")
      #expect(summary.rejected == desk.rejects.count, "seed \(seed)")
      return summary
    } catch {
      guard case .invalid(let diagnostics) = error else {
        Issue.record("stopped, seed \(seed)")
        return nil
      }
      #expect(!diagnostics.isEmpty && diagnostics.allSatisfy { $0.code != .internalError }, "seed \(seed)")
      return nil
    }
  }

  @Test(arguments: blocks)
  func delimitedFilesAreReadAsAnObviousReaderReadsThem(seeds: Range<Int>) {
    for seed in seeds {
      var random = RandomFile(seed: UInt64(seed))
      let isCSV = random.chance(60)
      let bytes = random.delimited(isCSV ? 0x2C : 0x09)
      let rows = ObviousReader.rows(bytes, separator: isCSV ? 0x2C : 0x09, hasQuotes: isCSV)
      let desk = ImportDesk("relation r(a: text, b: text).")
      let summary = load(isCSV ? "f.csv" : "f.facts", bytes, into: ["r($1, $2)"], seed: seed, desk)
      guard let summary else {
        // The first row says how many columns there are.
        if case .fields(let fields)? = rows.first, fields.count > 1, fields[0].first != 0xFF {
          Issue.record("refused, seed \(seed)")
        }
        continue
      }
      let texts = rows.map { row -> [[UInt8]]? in
        guard case .fields(let fields) = row,
          fields.prefix(2).allSatisfy({ String(validating: $0, as: UTF8.self) != nil })
        else { return nil }
        return Array(fields.prefix(2))
      }
      #expect(summary.read == rows.count, "seed \(seed)")
      #expect(summary.rejected == texts.count { $0 == nil }, "seed \(seed)")
      let expected = Set(texts.compactMap(\.self))
      let found = ((try? desk.engine.facts(of: "r")) ?? []).map { $0.values.map { Array($0.plainText.utf8) } }
      #expect(Set(found) == expected && found.count == expected.count, "seed \(seed)")
      #expect(
        (summary.imported, summary.duplicates) == (expected.count, summary.taken - expected.count),
        "seed \(seed)")
    }
  }

  @Test(arguments: blocks)
  func jsonLinesAreTakenOrRejectedOneByOne(seeds: Range<Int>) {
    for seed in seeds {
      var random = RandomFile(seed: UInt64(seed))
      var (bytes, good, bad) = random.jsonLines()
      let isDamaged = random.chance(30)
      if isDamaged { random.damage(&bytes) }
      let summary = load("f.jsonl", bytes, into: ["s(a: a)"], seed: seed, ImportDesk("relation s(a: any)."))
      if isDamaged { continue }
      #expect(summary?.taken == good, "seed \(seed)")
      #expect(summary?.rejected == bad, "seed \(seed)")
    }
  }

  @Test(arguments: blocks)
  func eventsAndArraysAndPackedFilesAreTakenOrRefused(seeds: Range<Int>) {
    for seed in seeds {
      var random = RandomFile(seed: UInt64(seed))
      let events = random.events()
      _ = load("f.export.CSV", events, into: [], seed: seed, ImportDesk())
      var array = Array("[".utf8) + random.jsonLines().bytes.map { $0 == 0x0A ? 0x2C : $0 } + Array("]".utf8)
      if random.chance(50) { random.damage(&array) }
      _ = load("f.json", array, into: ["s(a: a)"], seed: seed, ImportDesk("relation s(a: any)."))
      var packed = ImportDesk.packed(random.delimited(0x2C))
      random.damage(&packed)
      _ = load(
        "f.csv.gz", packed, into: ["r($1, $2)"], seed: seed, ImportDesk("relation r(a: text, b: text)."))
      var database = Array("SQLite format 3\0".utf8) + events
      random.damage(&database)
      _ = load("f.db", database, into: ["s($1)"], seed: seed, ImportDesk("relation s(a: any)."))
    }
  }

  @Test func filesWithoutAnythingAreRefused() {
    for name in ["f.csv", "f.tsv", "f.facts", "f.jsonl", "f.json", "f.db"] {
      #expect(load(name, [], into: ["s($1)"], seed: 0, desk) == nil, "\(name)")
    }
    #expect(load("f.export.CSV", [], into: [], seed: 0, desk)?.read == 0)
  }
}
