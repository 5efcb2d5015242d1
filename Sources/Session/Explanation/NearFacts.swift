import Engine
import Syntax

/// What holds that is nearly a fact that does not.
struct NearFacts {
  /// Lines that say so.
  private(set) var notes: [String] = []
  private static let mostFacts = 3

  /// For a question of one atom: the rows that differ from it in one argument, and what is said in another modality.
  init(of query: Query, _ answer: Answer, in workspace: Workspace) throws(EngineError) {
    if answer.possible > 0 { notes.append("it is possible, not certain (:dates possible)") }
    guard answer.isBoolean, case .atom(let atom) = query.body.kind, atom.document == nil else { return }
    var found: [String] = []
    for place in atom.arguments.indices {
      guard found.count < Self.mostFacts else { break }
      guard case .literal = atom.arguments[place].value.kind else { continue }
      var near = atom
      near.arguments[place].value = Term(.variable("Near"), atom.arguments[place].value.range)
      for value in try values(of: near, workspace) {
        var fact = atom
        fact.arguments[place].value = Term(.literal(value), atom.arguments[place].value.range)
        let text = SyntaxPrinter.text(of: fact)
        if !found.contains(text), found.count < Self.mostFacts { found.append(text) }
      }
    }
    if !found.isEmpty { notes.append("what holds: " + found.joined(separator: "; ")) }
    for modality in Modality.allCases where atom.modality != .only(modality) && atom.modality != .any {
      var other = atom
      other.modality = .only(modality)
      if try ask(other, workspace).count > 0 {
        notes.append("what is stated: " + SyntaxPrinter.text(of: other))
      }
    }
  }

  private func values(of atom: Atom, _ workspace: Workspace) throws(EngineError) -> [Value] {
    let answer = try ask(atom, workspace)
    guard let column = answer.columns.firstIndex(of: "Near") else { return [] }
    return (0..<min(answer.count, Self.mostFacts)).map { answer[$0][column] }
  }

  private func ask(_ atom: Atom, _ workspace: Workspace) throws(EngineError) -> Answer {
    let query = Query(Formula(.atom(atom), atom.range), limit: Self.mostFacts)
    let source = SourceText(name: "<near>", text: SyntaxPrinter.text(of: atom) + "?")
    let statement = Statement(.query(query), in: source, SourceRange(0, source.bytes.count))
    return try workspace.engine.ask(query, in: statement, dates: workspace.settings.dates)
  }
}
