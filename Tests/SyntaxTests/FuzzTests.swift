import Syntax
import Testing

/// Good programs damaged at random: each is read to its end, and what is said of it is said of it.
@Suite struct FuzzTests {
  private static let seed = UInt64.random(in: 0..<1_000_000)

  private static let pieces = [
    "(", ")", "{", "}", ",", ";", ".", "?", ":", ":-", "?-", "@", "\"", "'", "\\", "/*", "*/", "//", "///",
    "%", "\n", " ",
    "-", "not ", "from ", "any ", "count ", "@2026?", "2026-02-04", "042", "1e9", "..", "\0", "\u{301}", "é",
    "X", "_",
    "$", "today", "relation ", "show X", "limit 1", "\r\n", "\t", "[", "=", "<", "!", "#", "“",
  ]

  @Test func damagedProgramsAreReadToTheirEnd() {
    for number in 0..<2_000 {
      let seed = Self.seed &+ UInt64(number)
      var random = RandomTree(seed: seed)
      var bytes: [UInt8] = []
      for _ in 0..<random.int(1..<4) {
        bytes += Array(SyntaxPrinter.text(of: random.statement()).utf8) + [0x0A]
      }
      for _ in 0..<random.int(1..<6) { damage(&bytes, &random) }
      check(bytes, seed)
    }
  }

  @Test func noiseIsReadToItsEnd() {
    for number in 0..<1_000 {
      let seed = Self.seed &+ UInt64(number)
      var random = RandomTree(seed: seed)
      check((0..<random.int(0..<80)).map { _ in UInt8(random.int(0..<256)) }, seed)
      check(
        (0..<random.int(0..<40)).flatMap { _ in Array(Self.pieces[random.int(0..<Self.pieces.count)].utf8) },
        seed)
    }
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout RandomTree) {
    let offset = random.int(0..<bytes.count + 1)
    switch random.int(0..<4) {
    case 0:
      let end = min(bytes.count, offset + random.int(1..<8))
      bytes.removeSubrange(offset..<end)
    case 1 where offset < bytes.count: bytes[offset] = UInt8(random.int(0..<256))
    case 2:
      let end = min(bytes.count, offset + random.int(1..<20))
      bytes.insert(contentsOf: bytes[offset..<end], at: random.int(0..<bytes.count + 1))
    default: bytes.insert(contentsOf: Array(Self.pieces[random.int(0..<Self.pieces.count)].utf8), at: offset)
    }
  }

  /// Reads the text in every way there is; the events are fewer than its bytes, and each place is in it.
  private func check(_ bytes: [UInt8], _ seed: UInt64) {
    let source = SourceText(name: "fuzz.dl", bytes: bytes)
    let renderer = DiagnosticRenderer(color: true, width: 40)
    for mode in [Parser.Mode.script, .prompt] {
      var parser = Parser(source, mode: mode)
      var events = 0
      while let event = parser.next() {
        events += 1
        guard events <= bytes.count + 1 else {
          Issue.record("seed \(seed): no end")
          return
        }
        switch event {
        case .statement(let statement, _):
          #expect(Int(statement.range.upper) <= bytes.count && statement.range.count > 0, "seed \(seed)")
        case .failure(let mistakes):
          #expect(!mistakes.isEmpty, "seed \(seed): a failure without a reason")
          for mistake in mistakes {
            #expect(mistake.range.map { Int($0.upper) <= bytes.count } == true, "seed \(seed)")
            #expect(!renderer.render(mistake).isEmpty)
          }
        }
      }
      #expect(parser.next().map { _ in true } == nil, "seed \(seed): something after the end")
    }
    _ = Completeness.of(String(decoding: bytes, as: UTF8.self))
    if case .success(let laidOut) = Formatter.format(source) {
      let again = try? Formatter.format(SourceText(name: "fuzz.dl", text: laidOut)).get()
      #expect(again == laidOut, "seed \(seed): the layout does not stay")
    } else {
      #expect(
        !Parser.parse(source).diagnostics.isEmpty, "seed \(seed): the layout is refused without a mistake")
    }
  }
}
