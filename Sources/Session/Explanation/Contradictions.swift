import Engine
import Syntax

/// What the dossier's rules say against the facts of an explanation.
///
/// A relation whose name has `contradict` in it says what contradicts what: its rows are explained too, and one that
/// rests on a fact of the explanation, and on others, contradicts it.
enum Contradictions {
  struct Found {
    /// The contradiction in words.
    var sentence: String
    /// What it rests on beside the facts of the explanation.
    var others: [FactDescription]
  }

  /// More rows than these are not looked at.
  private static let mostRows = 200

  static func of(_ explanation: Explanation, in workspace: Workspace) -> [Found] {
    let facts = stated(in: explanation)
    guard !facts.isEmpty, let root = explanation.parts.first else { return [] }
    let known = Set(facts.map(\.text))
    let values = Set(facts.flatMap(\.values))
    var found: [Found] = []
    for relation in workspace.engine.relations
    where relation.name.contains("contradict") && relation.name != root.fact?.relation {
      guard let answer = rows(of: relation, in: workspace) else { continue }
      for row in 0..<min(answer.count, mostRows) where answer[row].contains(where: values.contains) {
        guard let reason = try? workspace.engine.explain(row: row, of: answer), let part = reason.parts.first
        else { continue }
        let grounds = stated(in: reason)
        let others = grounds.filter { !known.contains($0.text) }
        guard !others.isEmpty, others.count < grounds.count, let fact = part.fact else { continue }
        found.append(Found(sentence: fact.sentence(of: relation), others: others))
      }
    }
    return found
  }

  private static func stated(in explanation: Explanation) -> [FactDescription] {
    explanation.parts.compactMap { if case .stated = $0.reason { $0.fact } else { nil } }
  }

  private static func rows(of relation: RelationDescription, in workspace: Workspace) -> Answer? {
    let columns = (1...max(relation.arity, 1)).map { "C\($0)" }.joined(separator: ", ")
    let source = SourceText(name: "<contradictions>", text: "\(relation.name)(\(columns))?")
    guard let statement = Parser.parse(source).statements.first, case .query(let query) = statement.kind
    else {
      return nil
    }
    return try? workspace.engine.ask(query, in: statement)
  }
}
