/// A random data file of one relation `e`, most of them such as people have, some with something odd in them.
struct RandomRelationFile {
  private(set) var name = ""
  private(set) var bytes: [UInt8] = []
  /// A declaration of the relation; empty where there is none.
  private(set) var declaration = ""
  private var random: SeededNumbers

  private static let samples: [(type: String, fields: [String])] = [
    ("integer", ["0", "1", "-1", "42", "1234567", "12345678", "99999999", "123456789012", "268435455"]),
    (
      "integer",
      [
        "9223372036854775807", "-9223372036854775808", "268435456", "-268435457", "-268435456",
        "1234567890123456", "123456789012345", "-5", "7", "1000000000000000000",
      ]
    ),
    ("integer", ["007", "-0", "+1", "", "9223372036854775808", "-", "00", "-07", "1.5", "12a", "1 ", "0"]),
    ("date", ["1999", "2026", "2026-02", "2026-02-03", "0999"]), ("integer", ["1999", "2026", "1066"]),
    (
      "decimal",
      ["1.5", "2", "-0.25", "1e3", "0.0", "100", "12345678.123", "123456789012345.6", "0.1234567890123456"]
    ),
    ("decimal", ["0.1", "1.5", "00.5", "-.5", ".5", "1.", "1..2", "1.2.3", "-0.0", "0.30000000000000004"]),
    ("duration", ["30d", "1y", "2w"]),
    ("text", ["a", "b c", "", "Treaty-127228/1973", "ü", "日本語", "12", "a\"b", "\\", "a\\tb", "\\n"]),
    ("text", ["same", "sam", "same ", "saméé", "x", "12345678", "123456789"]),
    ("any", ["1", "x", "2026-02"]),
  ]

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
    let format = random.of(["facts", "tsv", "csv"])
    name = "e.\(format)"
    let columns = (0..<random.upTo(4)).map { _ in random.of(Self.samples) }
    let separator = format == "csv" ? "," : "\t"
    let lineEnd = random.chance(30) ? "\r\n" : "\n"
    var lines: [String] = []
    let names = (1...4).map { "c\($0)" }.prefix(columns.count)
    if format != "facts", random.chance(70) {
      lines.append((random.chance(20) ? names.reversed() : Array(names)).joined(separator: separator))
    }
    if random.chance(40) {
      declaration =
        "relation e(\(zip(names, columns).map { "\($0): \($1.type)" }.joined(separator: ", ")))."
    }
    for _ in 0..<random.upTo(40) {
      lines.append(columns.map { field(random.of($0.fields), format) }.joined(separator: separator))
    }
    if random.chance(15) {
      lines[lines.count - 1] = random.of(["", "x", "1\t2", "a,b", "\"", "\"a\"b", "\"open", "\r", "1\r"])
    }
    bytes = Array(lines.joined(separator: lineEnd).utf8)
    if random.chance(80) { bytes += Array(lineEnd.utf8) }
    if random.chance(10), !bytes.isEmpty {
      bytes[random.upTo(bytes.count) - 1] = random.of([0xff, 0xc3, 0, 0x0d, 0x22, 0x0a])
    }
  }

  private mutating func field(_ text: String, _ format: String) -> String {
    if format == "tsv", random.chance(10) { return text + random.of(["\\t", "\\\\", "\\n", "\\q", "\\r"]) }
    guard format == "csv", random.chance(20) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\(random.of(["", "", "\n", ",", "\r", "\"\""]))\""
  }
}

/// Random numbers that are the same for the same seed.
struct SeededNumbers {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(state: seed &* 0x9e37_79b9_7f4a_7c15) }

  /// A number from 1 to `limit`.
  mutating func upTo(_ limit: Int) -> Int { Int(generator.next() % UInt64(limit)) + 1 }

  mutating func chance(_ percent: Int) -> Bool { upTo(100) <= percent }

  mutating func of<Element>(_ elements: [Element]) -> Element { elements[upTo(elements.count) - 1] }
}
