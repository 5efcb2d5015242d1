import Glibc
import Testing

/// The program is killed at random moments while it writes a dossier: the file always opens, holds all that was
/// acknowledged, and of what was not either all or nothing.
@Suite struct CrashTests {
  /// How many times it is killed: `DOSSIER_KILLS`, or enough to see that it works.
  static let kills = environment("DOSSIER_KILLS").flatMap { Int($0) } ?? 200
  /// `DOSSIER_SEED` repeats the statements of a run; the moments are those of the clock.
  static let seed = environment("DOSSIER_SEED").flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)
  /// After so many, the next dossier is begun.
  private static let killsOfOneDossier = 20

  @Test func whatWasAcknowledgedIsThereAfterAKill() throws {
    var random = SplitMix(state: Self.seed)
    var (left, inFlight, kept) = (Self.kills, 0, 0)
    while left > 0 {
      let life = try Life()
      for _ in 0..<min(left, Self.killsOfOneDossier) {
        let outcome = try life.liveAndDie(&random)
        if outcome.isInFlight { inFlight += 1 }
        if outcome.isKept { kept += 1 }
        guard outcome.problems.isEmpty else {
          Issue.record("DOSSIER_SEED=\(Self.seed): \(outcome.problems.joined(separator: "; "))")
          return
        }
      }
      left -= Self.killsOfOneDossier
    }
    // Kills hit statements at all stages: some were not carried out any more, some were without its being told.
    #expect(inFlight > Self.kills / 2, "\(inFlight) of \(Self.kills) kills hit a statement")
    #expect(kept > 0 && kept < inFlight, "\(kept) of \(inFlight) statements were kept")
  }

  /// Where there is a dossier at all, it is a whole one.
  @Test func aDossierIsMadeWholeOrNotAtAll() throws {
    var random = SplitMix(state: Self.seed)
    var made = 0
    for _ in 0..<max(20, Self.kills / 10) {
      let folder = try TemporaryFolder()
      let path = "\(folder.path)/new.dossier"
      let program = try PipedProgram(BuiltProgram.path("dossier"), [path, "--quiet"])
      usleep(UInt32.random(in: 0...40_000, using: &random))
      program.kill()
      program.wait()
      if access(path, F_OK) == 0 { made += 1 }
      // It can be gone on with in any case.
      let next = try PipedProgram(BuiltProgram.path("dossier"), [path, "--quiet"])
      next.send("item(1).\nitem(X)?")
      #expect(try next.rest() == ["X", "-", "1", ""])
      #expect(next.wait() == .status(0))
    }
    #expect(made > 0)
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// A dossier that is opened and killed again and again.
private final class Life {
  private let folder: TemporaryFolder
  private var model = DossierModel()
  /// The longest that a statement took, in microseconds.
  private var longest: UInt32 = 2_000
  private var isBegun = false
  private var documentCount = 0

  struct Outcome {
    var problems: [String] = []
    /// Whether a statement was being carried out when the program was killed.
    var isInFlight = false
    /// Whether it is in the dossier all the same.
    var isKept = false
  }

  init() throws { folder = try TemporaryFolder() }

  private var path: String { "\(folder.path)/test.dossier" }
  private var copy: String { "\(folder.path)/copy.dossier" }

  /// Opens the dossier, does something, is killed while doing more, and looks at what there is.
  func liveAndDie(_ random: inout SplitMix) throws -> Outcome {
    let program = try PipedProgram(BuiltProgram.path("dossier"), [path, "--quiet"])
    if !isBegun {
      for declaration in ["relation item(x, y).", "relation row(k, v)."] { try say(declaration, to: program) }
      isBegun = true
    }
    for _ in 0..<Int.random(in: 0..<3, using: &random) {
      let action = model.next(&random)
      try say(try statement(for: action), to: program)
      model.apply(action)
    }
    let action = model.next(&random)
    let before = model.state
    let text = try statement(for: action)
    program.send(text)
    usleep(UInt32.random(in: 0...longest * 5 / 4, using: &random))
    program.kill()
    #expect(program.wait() == .signal(SIGKILL))
    var later = model
    later.apply(action)

    var outcome = Outcome()
    outcome.isInFlight = before != later.state
    let found: DossierModel.State
    do {
      found = try read(path)
    } catch {
      outcome.problems = ["after '\(text)' was killed: \(error)"]
      return outcome
    }
    if outcome.isInFlight, found == later.state {
      model = later
      outcome.isKept = true
    } else if found != before {
      outcome.problems = ["'\(text)' was killed: \(before) or \(later.state) was expected, \(found) found"]
    }
    outcome.problems += try check(path)
    if action == .backUp, access(copy, F_OK) == 0 {
      if try read(copy) != before { outcome.problems.append("the backup is not what there was") }
      outcome.problems += try check(copy)
    }
    return outcome
  }

  private func statement(for action: DossierModel.Action) throws -> String {
    switch action {
    case .assert(let number): return "item(\(number), \"text \(number)\")."
    case .retract(let number): return ":retract item(\(number), \"text \(number)\")"
    case .define(let number): return "derived\(number)(X) :- item(X, _)."
    case .forget(let number): return ":forget derived\(number)(X) :- item(X, _)."
    case .load(let rows), .importFile(let rows):
      let first = model.state.rowCount
      // Rows are new whatever was taken back.
      let text = (first..<first + rows).map { "\($0),\"\(rows) at \($0)\"\n" }.joined()
      try folder.write("k,v\n" + text, to: "row.csv")
      if case .load = action { return ":read \(folder.path)/row.csv" }
      documentCount += 1
      return ":import \(folder.path)/row.csv into row(k: k, v: v) --document file\(documentCount)"
    case .undo: return ":undo"
    case .redo: return ":redo"
    case .save(let number): return ":save mine\(number) item(X, Y)"
    case .vacuum: return ":vacuum"
    case .backUp:
      unlink(copy)
      return ":backup \(copy)"
    }
  }

  /// Says something and waits until it is told to be done.
  private func say(_ statement: String, to program: PipedProgram) throws {
    let start = ContinuousClock.now
    program.send(statement)
    program.send("1 = 1?")
    var lines: [String] = []
    while let line = try program.line() {
      if line == "yes" {
        let time = (ContinuousClock.now - start) / .microseconds(1)
        longest = max(longest, UInt32(clamping: Int(time)))
        return
      }
      lines.append(line)
    }
    throw PseudoTerminal.Failure(
      description: "'\(statement)' ended the program: \(lines.joined(separator: "\n"))")
  }

  /// What a dossier holds.
  private func read(_ path: String) throws -> DossierModel.State {
    let program = try PipedProgram(BuiltProgram.path("dossier"), [path, "--quiet", "--read-only"])
    for line in [":mode csv", "item(X, Y)?", "N = count { row(_, _) }?", ":rules", ":queries"] {
      program.send(line)
    }
    let lines = try program.rest()
    guard program.wait() == .status(0) else {
      throw PseudoTerminal.Failure(description: lines.joined(separator: "\n"))
    }
    var state = DossierModel.State()
    for (place, line) in lines.enumerated() {
      let fields = line.split(separator: ",")
      if fields.count == 2, let number = Int(fields[0]), fields[1] == "text \(number)" {
        state.items.insert(number)
      } else if place > 0, lines[place - 1] == "N", let count = Int(line) {
        state.rowCount = count
      } else if fields.count > 2, let number = Int(fields[1].drop { !$0.isNumber }),
        fields[1] == "derived\(number)"
      {
        state.rules.insert(number)
      } else if line.hasPrefix("mine"), let number = Int(fields[0].dropFirst(4)) {
        state.queries.insert(number)
      }
    }
    return state
  }

  /// What is wrong with a dossier's file.
  private func check(_ path: String) throws -> [String] {
    let program = try PipedProgram(BuiltProgram.path("dossier"), ["store", "check", path, "--quiet"])
    let lines = try program.rest()
    return program.wait() == .status(0) ? [] : lines
  }
}

/// Numbers at random that a seed repeats: SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
