import Engine
import Glibc
import SQLite
import Syntax
import Testing

@testable import Archive

/// An engine whose statements are kept in a dossier, step by step.
final class Keeper {
  let folder: String
  private(set) var engine = Engine()
  private(set) var archive: Archive

  var path: String { folder + "/test.dossier" }

  init() throws {
    var template = Array("/tmp/dossier-archive-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
    archive = try Archive.open(folder + "/test.dossier", .create)
    engine.keepsHistory = true
    try archive.load(into: engine)
  }

  deinit {
    for name in ["test.dossier", "test.dossier-wal", "test.dossier-shm", "test.dossier-lock", "copy.dossier"]
    {
      unlink(folder + "/" + name)
    }
    rmdir(folder)
  }

  /// Says statements, each a step that is recorded.
  func say(_ text: String) throws {
    let source = SourceText(name: "test.dl", text: text)
    let (statements, diagnostics) = Parser.parse(source, mode: .script)
    try #require(diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    for statement in statements {
      switch statement.kind {
      case .declaration(let declaration): try engine.declare(declaration, in: statement)
      case .fact(let fact): _ = try engine.assert(fact, in: statement)
      case .rule(let rule): _ = try engine.define(rule, in: statement)
      case .constraint(let body): _ = try engine.constrain(body, in: statement)
      case .query, .include, .parameter, .command: Issue.record("'\(statement.text)' cannot be said")
      }
      try record(statement.text)
    }
  }

  func retract(_ text: String) throws {
    let statement = try #require(Parser.parse(SourceText(name: "test.dl", text: text)).statements.first)
    guard case .fact(let fact) = statement.kind else { return }
    #expect(try engine.retract(fact, in: statement))
    try record(":retract " + text)
  }

  func record(_ title: String) throws {
    guard let step = engine.endStep(title, at: 1000) else { return }
    try archive.record([step], in: engine)
  }

  func undo() throws {
    try archive.recallSteps(into: engine)
    if let step = engine.steps.last { try archive.recall(step, into: engine) }
    let step = try #require(engine.undo())
    try archive.recordUndo(of: step, at: 1001)
  }

  func redo() throws {
    try archive.recallSteps(into: engine)
    if let step = engine.undoneSteps.last { try archive.recall(step, into: engine) }
    let step = try #require(engine.redo())
    try archive.recordRedo(of: step, in: engine, at: 1002)
  }

  /// Ends the session and begins another.
  func reopen() throws {
    let path = path
    archive = try Archive.open(path, .readOnly)
    archive = try Archive.open(path, .readWrite)
    engine = Engine()
    engine.keepsHistory = true
    try archive.load(into: engine)
  }

  /// All that is known, as text.
  var state: [String] { get throws { try Self.state(of: engine) } }

  static func state(of engine: Engine) throws -> [String] {
    var lines: [String] = []
    for relation in engine.relations where !relation.isBuiltIn || relation.factCount > 0 {
      let columns = relation.columns.map { "\($0.name ?? "_"): \($0.type) \($0.documentation ?? "")" }
      lines.append(
        "\(relation.name)(\(columns.joined(separator: ", "))) \(relation.reading ?? "") \(relation.documentation ?? "")"
      )
      for fact in try engine.facts(of: relation.name) {
        lines.append(fact.text + fact.citations.map { " from " + SyntaxPrinter.text(of: $0) }.joined())
      }
    }
    for rule in engine.rules {
      let place = rule.statement.source.line(at: Int(rule.statement.range.lower))
      lines.append(
        "\(rule.id) \(rule.statement.source.name):\(place) \(rule.statement.text) \(rule.statement.documentation ?? "")"
      )
    }
    return lines
  }
}

struct RecordingTests {
  @Test func whatWasSaidIsThereInTheNextSession() throws {
    let keeper = try Keeper()
    try keeper.say(
      """
      /// Who went where.
      relation visited(actor, place, when: date) reads "{actor} visited {place}, {when}".
      visited(tokayev, "Islamabad", @2026-02-03/2026-02-04)
          from article(paragraph: 1, sentence: 2, bytes: 20..162, by: curated, confidence: high, quote: "arrived").
      planned visited(xi, paris, @..).
      paid(a, 2.5, -7, 4611686018427387904, 9223372036854775807, 30d, @1985?, @199X).
      denied met(a, b).
      /// Those who went twice.
      again(X) :- visited(X, A, _),
        visited(X, B, _), A != B.
      :- visited(X, X, _).
      """)
    let state = try keeper.state
    #expect(state.count == 10)
    try keeper.reopen()
    #expect(try keeper.state == state)
  }

  @Test(arguments: 0..<20) func aSessionGoesOnWhereverItWasEnded(seed: Int) throws {
    // The same conversation with and without endings in between comes to the same.
    var random = Xoroshiro(seed: UInt64(seed))
    let (one, other) = (try Keeper(), try Keeper())
    var undoable = 0
    var redoable = 0
    for _ in 0..<40 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1, 2, 3:
        let modality = ["", "", "planned "].randomElement(using: &random) ?? ""
        let citation =
          ["", "", " from d1(paragraph: 1)", " from d2(paragraph: 2), d3"].randomElement(using: &random) ?? ""
        let fact =
          "\(modality)p(\(Int.random(in: 0..<4, using: &random)), x\(Int.random(in: 0..<2, using: &random)))"
        let before = one.engine.steps.last?.number
        for keeper in [one, other] { try keeper.say(fact + citation + ".") }
        if one.engine.steps.last?.number != before {
          undoable += 1
          redoable = 0
        }
      case 4, 5:
        let fact = "p(\(Int.random(in: 0..<4, using: &random)), x\(Int.random(in: 0..<2, using: &random)))."
        if try one.state.contains(where: { $0.hasPrefix(fact.dropLast()) }) {
          for keeper in [one, other] { try keeper.retract(fact) }
          undoable += 1
          redoable = 0
        }
      case 6:
        let rule = "q(X) :- p(X, x\(Int.random(in: 0..<3, using: &random)))."
        let before = one.engine.rules.count
        for keeper in [one, other] { try keeper.say(rule) }
        if one.engine.rules.count != before {
          undoable += 1
          redoable = 0
        }
      case 7, 8:
        let isBack = Bool.random(using: &random)
        if isBack, undoable > 0 {
          for keeper in [one, other] { try keeper.undo() }
          undoable -= 1
          redoable += 1
        } else if !isBack, redoable > 0 {
          for keeper in [one, other] { try keeper.redo() }
          undoable += 1
          redoable -= 1
        }
      default: try other.reopen()
      }
      try #require(try one.state == other.state, "seed \(seed)")
    }
    try other.reopen()
    #expect(try one.state == other.state, "seed \(seed)")
    while undoable > 0 {
      for keeper in [one, other] { try keeper.undo() }
      undoable -= 1
      try #require(try one.state == other.state, "seed \(seed)")
    }
    #expect(one.engine.factCount == 0)
  }
}

/// Random numbers that are the same for the same seed.
struct Xoroshiro: RandomNumberGenerator {
  private var state: (UInt64, UInt64)

  init(seed: UInt64) { state = (seed &* 0x9e37_79b9_7f4a_7c15 | 1, seed ^ 0xd6e8_feb8_6659_fd93) }

  mutating func next() -> UInt64 {
    let (first, second) = (state.0, state.1 ^ state.0)
    state.0 = (first << 24 | first >> 40) ^ second ^ second << 16
    state.1 = second << 37 | second >> 27
    return first &+ state.1
  }
}
