import Archive
import Syntax

/// The folder that saved queries lie in.
struct SavedQueries {
  struct Query {
    var name: String
    /// The first line of its leading comment.
    var title: String
    /// `place = pakistan`, `since`
    var parameters: [String]
    /// The parameters' names alone.
    var parameterNames: [String]
  }

  let path: String

  /// - Parameter chosen: the folder that the user has set.
  init(chosen: String?) {
    path = chosen ?? Path.environment("DOSSIER_QUERIES") ?? "scripts/queries"
  }

  /// By name. What cannot be read is left out here; running it says why.
  var queries: [Query] { names.compactMap(query(named:)) }

  var names: [String] {
    Folder.names(in: path).filter { Path.fileExtension(of: $0) == "dl" }.map(Path.stem(of:))
  }

  func query(named name: String) -> Query? {
    guard let source = try? FileBytes.source(Path.join(path, name + ".dl")) else { return nil }
    return SavedQueries.query(name, source, title: ScriptOutline.title(of: source) ?? "")
  }

  static func query(_ name: String, _ source: SourceText, title: String) -> Query {
    let parameters = ScriptOutline(of: source).parameters
    return Query(
      name: name, title: title,
      parameters: parameters.map { parameter in
        parameter.preset.map { "\(parameter.name) = \(SyntaxPrinter.text(of: $0))" } ?? parameter.name
      },
      parameterNames: parameters.map(\.name))
  }

  /// The file that a saved query's name, or a path, means; nil where there is none.
  func path(of name: String) -> String? {
    let saved = Path.join(path, name + ".dl")
    if !name.contains("/"), Folder.holdsFile(saved) { return saved }
    let file = Path.expandingHome(name)
    return Folder.holdsFile(file) ? file : nil
  }
}

extension Workspace {
  var savedQueries: SavedQueries { SavedQueries(chosen: settings.queries) }

  /// Those of the dossier, then those of the folder that have other names.
  var allQueries: [SavedQueries.Query] {
    let stored = ((try? store?.queries()) ?? []).map { query in
      SavedQueries.query(
        query.name, SourceText(name: query.name, text: query.text), title: query.note ?? "")
    }
    let names = Set(stored.map(\.name))
    return stored + savedQueries.queries.filter { !names.contains($0.name) }
  }

  /// The script of a query that is saved in the dossier.
  func storedQuery(named name: String) -> SourceText? {
    guard let query = ((try? store?.queries()) ?? []).first(where: { $0.name == name }) else { return nil }
    return SourceText(name: "<\(name)>", text: query.text)
  }
}
