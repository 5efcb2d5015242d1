/// What a dossier should hold after some statements, by the simplest means.
struct DossierModel {
  struct State: Hashable {
    var items: Set<Int> = []
    var rowCount = 0
    var rules: Set<Int> = []
    var queries: Set<Int> = []
  }

  /// Something that is said to the program.
  enum Action: Hashable {
    case assert(Int)
    case retract(Int)
    case define(Int)
    case forget(Int)
    case load(rows: Int)
    /// As ``load(rows:)``, with evidence for each row, and a row for the document.
    case importFile(rows: Int)
    case undo
    case redo
    case save(Int)
    case vacuum
    case backUp
  }

  private(set) var state = State()
  /// What ':undo' and ':redo' would bring back; saved queries are no part of it.
  private var past: [State] = []
  private var future: [State] = []
  private var lastNumber = 0

  /// Something that can be done, at random.
  mutating func next(_ random: inout some RandomNumberGenerator) -> Action {
    lastNumber += 1
    switch Int.random(in: 0..<23, using: &random) {
    case 0...5: return .assert(lastNumber)
    case 6...7: return state.items.min().map { .retract($0) } ?? .assert(lastNumber)
    case 8...9: return .define(lastNumber)
    case 10: return state.rules.min().map { .forget($0) } ?? .define(lastNumber)
    case 11...13: return .load(rows: [40, 400, 4000][Int.random(in: 0..<3, using: &random)])
    case 14...15: return past.isEmpty ? .assert(lastNumber) : .undo
    case 16: return future.isEmpty ? .assert(lastNumber) : .redo
    case 17: return .save(lastNumber)
    case 18: return .vacuum
    case 20...22: return .importFile(rows: [40, 400, 2000][Int.random(in: 0..<3, using: &random)])
    default: return .backUp
    }
  }

  mutating func apply(_ action: Action) {
    let before = state
    switch action {
    case .assert(let number): state.items.insert(number)
    case .retract(let number): state.items.remove(number)
    case .define(let number): state.rules.insert(number)
    case .forget(let number): state.rules.remove(number)
    case .load(let rows), .importFile(let rows): state.rowCount += rows
    case .undo:
      guard var earlier = past.popLast() else { return }
      future.append(state)
      earlier.queries = state.queries
      state = earlier
      return
    case .redo:
      guard var later = future.popLast() else { return }
      past.append(state)
      later.queries = state.queries
      state = later
      return
    case .save(let number):
      state.queries.insert(number)
      return
    case .vacuum, .backUp: return
    }
    past.append(before)
    future = []
  }

}
