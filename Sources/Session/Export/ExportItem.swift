import Engine
import Syntax

/// One relation or question whose rows are written out.
struct ExportItem {
  /// What its file or table is named for.
  var name: String
  var query: Query
  var statement: Statement
  /// The relation's columns; nil for a question, whose variables name them.
  var columns: [RelationDescription.Column]?

  /// All rows of a relation, stated and derived.
  init(_ relation: RelationDescription) throws(EngineError) {
    let variables = (0..<relation.arity).map { "C\($0 + 1)" }.joined(separator: ", ")
    try self.init(
      question: SourceText(name: "<export>", text: "\(relation.name)(\(variables))?"), named: relation.name)
    columns = relation.columns
  }

  /// A question, named for its relation where it is about one.
  init(question source: SourceText, named name: String? = nil) throws(EngineError) {
    let (statements, diagnostics) = Parser.parse(source, mode: .prompt)
    if diagnostics.contains(where: { $0.severity == .error }) { throw .invalid(diagnostics) }
    guard statements.count == 1, case .query(let query) = statements[0].kind else {
      throw .invalid([
        Diagnostic(
          .error, .invalidCommand, "this is no relation and asks nothing",
          at: SourceRange(0, source.bytes.count), in: source,
          mend: "name a relation, or ask as in visited(X, pakistan, When)")
      ])
    }
    self.init(query, statement: statements[0], named: name)
  }

  init(_ query: Query, statement: Statement, named name: String? = nil) {
    self.query = query
    self.statement = statement
    if case .atom(let atom) = query.body.kind {
      self.name = name ?? atom.relation.text
    } else {
      self.name = name ?? "answer"
    }
  }
}

extension ExportItem {
  /// The rows under the names that they are written with.
  func rows(of answer: Answer, as result: ResultSet) -> ResultSet {
    guard let columns, !answer.isBoolean else { return result }
    let names = columns.enumerated().map { $1.name ?? "column\($0 + 1)" }
    return ResultSet(
      columns: names, count: answer.count, fact: FactTemplate(name: name, columnCount: names.count)
    ) { answer[$0] }
  }
}
