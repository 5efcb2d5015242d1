import Syntax
import Testing

@testable import Engine

/// Citations after random changes, undone and done again, beside a dictionary of them.
@Suite struct CitationDifferentialTests {
  /// The citations of each fact that is known, as they are written, in their order.
  private typealias Known = [Int64: [String]]

  private struct Session {
    let desk: Desk
    var known: Known = [:]
    var done: [Known] = []
    var undone: [Known] = []
    var random: SplitMix64

    init(seed: UInt64) throws {
      desk = try Desk()
      desk.engine.keepsHistory = true
      random = SplitMix64(seed: seed)
    }

    private mutating func number() -> Int64 { Int64(random.int(0...23)) }

    mutating func act() throws {
      switch random.int(0...9) {
      case 0...2: try load()
      case 3...5: try state()
      case 6: try retract()
      case 7...8: undo()
      default: redo()
      }
    }

    private mutating func change(_ body: (inout Session) throws -> Void) throws {
      let before = known
      try body(&self)
      if desk.engine.endStep("change", at: 0) != nil {
        done.append(before)
        undone = []
      }
    }

    private mutating func cite(_ fact: Int64, _ citation: String) {
      var citations = known[fact] ?? []
      if !citations.contains(citation) { citations.append(citation) }
      known[fact] = citations
    }

    private mutating func load() throws {
      let (gaveUp, count) = (random.int(0...4) == 0, random.int(0...29))
      let before = known
      try change { session in
        let loader = FactLoader("p", arity: 3, into: session.desk.engine)
        var document: String?
        for line in 1...max(1, count) {
          if session.random.int(0...5) == 0 {
            document = "file\(session.random.int(0...2))"
            loader.cite(document: document ?? "", by: "import")
          }
          let fact = session.number()
          for value in [fact, 1, 2] { loader.add(integer: value) }
          if let document {
            try loader.endRow(line: line)
            session.cite(fact, "\(document)(row: \(line), by: import)")
          } else {
            try loader.endRow()
            session.known[fact] = session.known[fact] ?? []
          }
        }
        if gaveUp { session.known = before } else { try loader.finish() }
      }
    }

    private mutating func state() throws {
      try change { session in
        for _ in 0...session.random.int(0...3) {
          let fact = session.number()
          let place = ["row", "paragraph"][session.random.int(0...1)]
          let citation = "file\(session.random.int(0...2))(\(place): \(session.random.int(0...2)))"
          if session.random.int(0...3) == 0 {
            try session.desk.tell("p(\(fact), 1, 2).")
            session.known[fact] = session.known[fact] ?? []
          } else {
            try session.desk.tell("p(\(fact), 1, 2) from \(citation).")
            session.cite(fact, citation)
          }
        }
      }
    }

    private mutating func retract() throws {
      try change { session in
        let fact = session.number()
        _ = try session.desk.retract("p(\(fact), 1, 2)")
        session.known[fact] = nil
      }
    }

    private mutating func undo() {
      guard desk.engine.undo() != nil, let before = done.popLast() else { return }
      undone.append(known)
      known = before
    }

    private mutating func redo() {
      guard desk.engine.redo() != nil, let after = undone.popLast() else { return }
      done.append(known)
      known = after
    }

    /// What the engine holds.
    var found: Known {
      var found: Known = [:]
      guard let store = desk.engine.catalog.facts[FactKey(relation: "p", modality: .actual)] else {
        return [:]
      }
      for row in store.table.liveRows {
        guard let fact = desk.engine.catalog.values.integer(of: store.table.handle(row, 0)) else { continue }
        found[fact] = store.citations(of: row).map { SyntaxPrinter.text(of: $0) }
      }
      return found
    }

    /// The citations that `from` and `evidence` list.
    func listed() throws -> (documents: Set<String>, rows: Int) {
      guard !known.isEmpty else { return ([], 0) }
      return (
        Set(try desk.rows("p(X, _, _) from D?")),
        try desk.rows("evidence(A, B, C, D, E, F, G, H, I, J, K, L, M)?").count
      )
    }
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>) func citationsComeAndGoWithTheirSteps(seed: UInt64) throws {
    var session = try Session(seed: seed)
    for _ in 0..<60 {
      try session.act()
      #expect(session.found == session.known, "seed \(seed)")
      let listed = try session.listed()
      #expect(listed.rows == session.known.values.reduce(0) { $0 + $1.count })
      #expect(
        listed.documents
          == Set(
            session.known.flatMap { fact, citations in
              citations.map { "\(fact), \($0.prefix { $0 != "(" })" }
            }))
    }
    #expect(session.known.values.contains { $0.count > 1 }, "seed \(seed) tried nothing")
  }
}
