@testable import Session

/// What someone may type at the prompt, at random: facts and rules come and go, things are tried out, taken back and
/// read from files.
struct RandomConversation {
  private var random: SeededNumbers
  private let folder: TemporaryFolder
  private var fileCount = 0

  init(seed: UInt64, files folder: TemporaryFolder) {
    // Far from the numbers of the next seed.
    random = SeededNumbers(seed: seed &* 1_000_003)
    self.folder = folder
  }

  private static let values = [
    "a", "b", "c", "\"two words\"", "1", "2", "2.5", "@2026-02", "2026-02-04", "30d",
  ]
  private static let relations = ["p/1", "q/2", "r/2", "s/1", "s/2", "data/2"]
  private static let rules = [
    "path(X, Y) :- q(X, Y).", "path(X, Z) :- path(X, Y), q(Y, Z).", "only(X) :- p(X), not q(X, _).",
    "/// How many there are.\n/// Of them all.\ncounted(X, count(Y)) :- q(X, Y).", "p(X) :- r(X, _).",
    "cited(X, D) :- p(X) from D.", "told(F) :- evidence(fact: F, document: memo).", ":- q(X, X).",
    "/// Nobody is alone.\n:- p(X), not q(X, _), not q(_, X).", "planned p(X) :- claimed p(X).",
    "least(X, min(Y)) :- r(X, Y).", "s(X) :- p(X), X = a.", "both(X) :- any p(X), s(X).",
  ]
  private static let declarations = [
    "relation q(from_: any, to).",
    "/// Pairs.\nrelation r(\n    /// The one.\n    x,\n    y) reads \"{x} is before {y}\".",
    "relation p(name: text).", "relation s(x, y: integer) reads \"{x} has \\\"{y}\\\"\".",
    "relation r(x, y).",
  ]
  private static let citations = [
    " from memo", " from memo(paragraph: 2), note(bytes: 3..9, row: 4, quote: \"as \\\"said\\\"\")",
    " from note(by: curated, confidence: high, attribution: \"the office\")", "", "", "",
  ]

  private mutating func fact() -> String {
    let parts = random.of(Self.relations).split(separator: "/")
    let arguments = (0..<(Int(parts[1]) ?? 0)).map { _ in random.of(Self.values) }
    let modality = random.chance(10) ? random.of(["planned ", "claimed ", "denied "]) : ""
    return "\(modality)\(parts[0])(\(arguments.joined(separator: ", ")))"
  }

  /// A statement that may stand in a file too.
  private mutating func statement() -> String {
    switch random.upTo(20) {
    case 0...9: fact() + random.of(Self.citations) + "."
    case 10...12: ":retract \(fact())"
    case 13...15: random.of(Self.rules)
    case 16: ":forget \(random.of(["path", "p", "only", "1", "2", "3", "25", "30"]))"
    case 17: ":forget " + (random.of(Self.rules).split(separator: "\n").last.map(String.init) ?? "")
    case 18: random.of(Self.declarations)
    default: random.of(["path(X, Y)?", "p(X)?", "counted(X, N)?", "cited(X, D)?", "both(X)?"])
    }
  }

  private mutating func file() throws -> String {
    fileCount += 1
    if random.chance(40) {
      let rows = (0..<random.upTo(12)).map { _ in "\(random.upTo(6)),\(random.of(["x", "y", "z"]))\n" }
      return try folder.write("data.csv", ("k,v\n" + rows.joined()).utf8)
    }
    var lines = (0..<random.upTo(8)).map { _ in statement() }
    if random.chance(30) {
      lines += [":whatif", fact() + ".", random.of([":keep", ":discard", ""]), fact() + "."]
    }
    return try folder.write("file\(fileCount).dl", lines.joined(separator: "\n").utf8)
  }

  mutating func next() throws -> String {
    switch random.upTo(24) {
    case 0...13: statement()
    case 14...15: ":undo \(random.upTo(4))"
    case 16...17: ":redo \(random.upTo(3))"
    case 18: ":whatif"
    case 19: random.of([":keep", ":discard", ":diff"])
    case 20: ":diff"
    default: ":read \(try file())"
    }
  }
}
