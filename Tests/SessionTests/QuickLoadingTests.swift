import Syntax
import Testing

@testable import Engine
@testable import Session

/// Files that are read in one pass are what they are when they are read with care.
@Suite struct QuickLoadingTests {
  private let temporary: TemporaryFolder

  init() throws { temporary = try TemporaryFolder() }

  private func engine(_ declaration: String = "", threads: Int = 1) -> Engine {
    let engine = Engine()
    engine.threads = threads
    for statement in Parser.parse(SourceText(name: "d", text: declaration)).statements {
      guard case .declaration(let declaration) = statement.kind else { continue }
      try? engine.declare(declaration, in: statement)
    }
    return engine
  }

  /// All that can be seen of the relation after a load, or why there was none.
  private func outcome(_ engine: Engine, _ load: (Engine) throws(EngineError) -> Int?) -> [String] {
    let count: Int
    do throws(EngineError) {
      guard let loaded = try load(engine) else { return ["nothing"] + relation(of: engine) }
      count = loaded
    } catch {
      guard case .invalid(let diagnostics) = error else { return ["stopped"] + relation(of: engine) }
      return diagnostics.map { "\($0.message) \($0.notes)" } + relation(of: engine)
    }
    return ["\(count)"] + relation(of: engine)
  }

  private func relation(of engine: Engine) -> [String] {
    guard let known = engine.relation(named: "e") else { return [] }
    return known.columns.map { "\($0.name ?? "-") \($0.type)" }
      + ((try? engine.facts(of: "e")) ?? []).map(\.text)
  }

  private func quickly(
    _ text: String, _ name: String = "e.facts", sizes: ReadingSizes = ReadingSizes(), declaration: String = ""
  ) throws -> [String] {
    let path = try temporary.write(name, text.utf8)
    let file = try #require(RelationFile(path, sizes: sizes))
    return outcome(engine(declaration)) { engine throws(EngineError) in
      try file.loadQuickly(into: engine, engine.budget())
    }
  }

  @Test(arguments: 0..<100)
  func randomFilesAreReadAsWithCare(block: Int) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      let random = RandomRelationFile(seed: UInt64(seed))
      let path = try temporary.write(random.name, random.bytes)
      var numbers = SeededNumbers(seed: UInt64(seed) + 1_000_000)
      let sizes = ReadingSizes(
        sampleRows: numbers.of([1, 2, 5, 1000]), block: numbers.upTo(80), part: numbers.upTo(200))
      let threads = numbers.upTo(2)
      let file = try #require(RelationFile(path, sizes: sizes))
      let careful = outcome(engine(random.declaration)) { engine throws(EngineError) in
        try file.loadCarefully(into: engine, engine.budget())
      }
      let quick = outcome(engine(random.declaration, threads: threads)) { engine throws(EngineError) in
        try file.loadQuickly(into: engine, engine.budget())
      }
      let text = String(decoding: random.bytes, as: UTF8.self)
      if quick.first == "nothing" {
        #expect(quick.dropFirst().count(where: { $0.hasPrefix("e(") }) == 0, "seed \(seed): \(text)")
        let both = outcome(engine(random.declaration, threads: threads)) { engine throws(EngineError) in
          try file.load(into: engine)
        }
        #expect(both == careful, "seed \(seed): \(text)")
      } else {
        #expect(quick == careful, "seed \(seed), \(sizes), \(random.declaration) \(random.name): \(text)")
      }
    }
  }

  @Test func mostRandomFilesAreReadInOnePass() throws {
    var quick = 0
    for seed in UInt64(0)..<200 {
      let random = RandomRelationFile(seed: seed)
      let file = try #require(RelationFile(try temporary.write(random.name, random.bytes)))
      let engine = engine(random.declaration)
      if (try? file.loadQuickly(into: engine, engine.budget())) != nil { quick += 1 }
    }
    #expect(quick > 100, "\(quick) of 200")
  }

  @Test func integersUpToTheLimits() throws {
    let numbers = [
      "0", "-0", "-1", "12345678", "123456789012345", "1234567890123456", "9223372036854775807",
      "-9223372036854775808", "268435455", "268435456", "-268435456", "-268435457",
    ]
    let sorted = [
      "-9223372036854775808", "-268435457", "-268435456", "-1", "0", "12345678", "268435455", "268435456",
      "123456789012345", "1234567890123456", "9223372036854775807",
    ]
    #expect(
      try quickly(numbers.joined(separator: "\n") + "\n") == ["12", "- any"] + sorted.map { "e(\($0))" })
  }

  @Test(arguments: ["007", "+1", "9223372036854775808", "1.5", "x", ""])
  func aLateFieldThatIsNoIntegerEndsThePass(field: String) throws {
    let sizes = ReadingSizes(sampleRows: 2, block: 8, part: 4 << 20)
    let text = "1\n2\n3\n\(field)\n"
    #expect(try quickly(text, sizes: sizes) == ["nothing"])
    let file = try #require(RelationFile(temporary.path + "/e.facts", sizes: sizes))
    let loaded = outcome(engine()) { engine throws(EngineError) in try file.load(into: engine) }
    #expect(loaded.first == "4")
    #expect(loaded.contains("e(1)") || loaded.contains("e(\"1\")") || loaded.contains("e(1.0)"))
  }

  @Test func declaredIntegersMayBeginWithZeros() throws {
    #expect(
      try quickly("007\n-0\n", declaration: "relation e(n: integer).") == ["2", "n integer", "e(0)", "e(7)"])
  }

  @Test func yearsAreDatesWhereTheColumnSaysSo() throws {
    #expect(
      try quickly("2026-02\n2025\n2024-01-01\n", sizes: ReadingSizes(sampleRows: 1, block: 4, part: 9))
        == ["3", "- any", "e(2024-01-01)", "e(@2025)", "e(@2026-02)"])
  }

  @Test func linesOfOtherSystemsAndNoLastLineEnd() throws {
    #expect(
      try quickly("a\t1\r\nb\t2\r\nc\t") == [
        "3", "- any", "- any", "e(a, \"1\")", "e(b, \"2\")", "e(c, \"\")",
      ])
    #expect(try quickly("a\t1\r\nb\t2\r\nc\t3") == ["3", "- any", "- any", "e(a, 1)", "e(b, 2)", "e(c, 3)"])
  }

  @Test func quotedFieldsSpanBlocks() throws {
    let sizes = ReadingSizes(sampleRows: 1, block: 5, part: 1)
    #expect(
      try quickly("a,b\nx,\"p\nq\"\"r,\"\n\"y\",z\n", "e.csv", sizes: sizes)
        == ["2", "a text", "b text", "e(x, \"p\\nq\\\"r,\")", "e(y, z)"])
  }

  @Test func escapedAndQuotedCarriageReturnsBelongToTheText() throws {
    let tsv = try quickly("a\tb\nx\ty\\r\n", "e.tsv")
    #expect(tsv.last == "e(x, \"y\\u{d}\")")
    let csv = try quickly("a,b\nx,\"y\r\"\r\n", "e.csv")
    #expect(csv.last == "e(x, \"y\\u{d}\")")
    for (name, last) in [("e.tsv", tsv.last), ("e.csv", csv.last)] {
      let file = try #require(RelationFile(temporary.path + "/" + name))
      let loaded = outcome(engine()) { engine throws(EngineError) in
        try file.loadCarefully(into: engine, engine.budget())
      }
      #expect(loaded.last == last)
    }
  }

  @Test func bytesThatAreNoTextEndThePass() throws {
    let path = try temporary.write("e.facts", [0x61, 0x0a, 0xc3, 0x0a])
    let file = try #require(RelationFile(path, sizes: ReadingSizes(sampleRows: 1, block: 2, part: 9)))
    let fresh = engine()
    #expect(try file.loadQuickly(into: fresh, fresh.budget()) == nil)
  }

  @Test func anInterruptEndsThePassAndNothingIsKept() throws {
    let path = try temporary.write("e.facts", "1\n2\n".utf8)
    let file = try #require(RelationFile(path))
    let engine = engine()
    engine.interrupt.request()
    #expect(throws: EngineError.self) { try file.load(into: engine) }
    engine.interrupt.clear()
    #expect(engine.relation(named: "e") == nil)
  }

  @Test func twoThreadsReadWhatOneReads() throws {
    var text = ""
    for row in 0..<5000 {
      text += "t\(row % 700)\t\(row * 7_919_777_777 % 1_000_003)\t\(row * 1_000_003)\t2026-02-0\(row % 9)\n"
    }
    let path = try temporary.write("e.facts", text.utf8)
    let file = try #require(
      RelationFile(path, sizes: ReadingSizes(sampleRows: 100, block: 4096, part: 10_000)))
    func load(_ threads: Int) throws -> (seen: [String], words: [UInt32]) {
      let engine = engine(threads: threads)
      let seen = outcome(engine) { engine throws(EngineError) in
        try file.loadQuickly(into: engine, engine.budget())
      }
      let store = try #require(engine.catalog.facts[FactKey(relation: "e", modality: .actual)])
      return (seen, store.table.words(ofRows: 0..<store.table.count))
    }
    let one = try load(1)
    #expect(one.seen.count == 5005)
    let two = try load(2)
    #expect(two.seen == one.seen)
    #expect(two.words == one.words)
  }
}
