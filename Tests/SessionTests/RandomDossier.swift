import Chronology
import Syntax

/// A dossier with facts of every kind of value and every modality, citations, declarations and rules with
/// documentation, and texts that are hard to write.
struct RandomDossier {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(state: seed) }

  private static let texts = [
    "", "a", "pakistan", "today", "not", "relation", "Joint Declaration", "é", "日本", "\0", "a\0b", "\"", "\\",
    "\n", "\r\n", "\t", "% no comment", "// none", "/* none */", "'", "\u{202E}x\u{2028}", "😀", " ", "1",
    "2.5",
    "2026-02-04", "@..", "30d", "{actor}", "$place", "X", "_", ":-", "a.", "null", "\u{7F}", "\u{FEFF}",
  ]
  private static let dates = [
    "2026-02-04", "2026-02", "199X", "2026-02~", "1985?", "1985%", "../2026", "2026/..", "..", "/2026",
    "[2026-03-03..2026-03-30]", "[2025-02..2026-01]/[2027-02..2028-01]", "Y12345", "-0044", "2001-21",
    "1948/1949",
  ]
  private static let documentations = [
    "Plain.", "Two\nlines.", "A gap\n\nbetween", "  set in", "/ a slash", "% per cent \"quoted\"", "",
  ]

  mutating func source() -> String {
    var lines: [String] = []
    for relation in 0..<5 where Bool.random(using: &generator) {
      lines += documentation()
      lines.append("relation r\(relation)(a, b: any, c_\(relation)) reads \"{a} {b} \(relation)\".")
    }
    for _ in 0..<40 { lines.append(fact()) }
    for number in 0..<6 {
      let relation = Int.random(in: 0..<5, using: &generator)
      lines += documentation()
      switch number % 3 {
      case 0: lines.append("d\(number)(X,Y) :- r\(relation)(X,Y,_), not unheard_of(X),\n   X != \(value()).")
      case 1: lines.append("planned d\(number)(X, count(Y)) :- any r\(relation)(X, Y, _) % why\n  .")
      default: lines.append(":- r\(relation)(X, Y, \(value())), X = Y.")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func documentation() -> [String] {
    guard Bool.random(using: &generator) else { return [] }
    let text = Self.documentations.randomElement(using: &generator) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { "/// \($0)" }
  }

  private mutating func fact() -> String {
    let modality =
      ["", "", "planned ", "denied ", "claimed ", "cancelled "].randomElement(using: &generator) ?? ""
    let relation = Int.random(in: 0..<5, using: &generator)
    var text = "\(modality)r\(relation)(\(value()), \(value()), \(value()))"
    for number in 0..<Int.random(in: 0...2, using: &generator) {
      text += number == 0 ? " from " : ", "
      text +=
        "doc\(Int.random(in: 0...3, using: &generator))(paragraph: \(number + 1), bytes: 3..9, by: \(quoted()), "
      text += "confidence: low, attribution: \(quoted()), quote: \(quoted()))"
    }
    return text + "."
  }

  private mutating func quoted() -> String {
    SyntaxPrinter.quoted(Self.texts.randomElement(using: &generator) ?? "")
  }

  private mutating func value() -> String {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: String([Int64.min, .max, 0, -7, 42].randomElement(using: &generator) ?? 0)
    case 1:
      SyntaxPrinter.text(
        of: .decimal(
          [0.1, 1, -2.5, 1e300, .leastNonzeroMagnitude, 1 / 3].randomElement(using: &generator) ?? 0))
    case 2: "@" + (Self.dates.randomElement(using: &generator) ?? "..")
    case 3: ["30d", "-3d", "6mo", "1y"].randomElement(using: &generator) ?? "1d"
    default: quoted()
    }
  }
}

/// A small generator with a seed, so that a failure repeats.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
