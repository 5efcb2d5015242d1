import Archive
import Engine
import Interchange
import Syntax

/// A document as `document(id, title, published, path, sha256)` describes it, and its text where that is
/// at hand.
struct CitedDocument {
  var id: String
  var title: String?
  var published: String?
  var path: String?
  var digest: String?

  /// What the document's file was found to be.
  enum Copy {
    case text([UInt8])
    /// Why there is no text to quote.
    case none(String)
  }

  /// `Joint Declaration (article_2026_02_05), 2026-02-05`
  var label: String {
    let name = title.map { "\($0) (\(id))" } ?? id
    return published.map { "\(name), \($0)" } ?? name
  }

  /// The document's file: looked for at its path, then in the folder of documents. A file whose digest is
  /// another one is not the text that was cited.
  func copy(in folder: String?) -> Copy {
    guard let path, !path.isEmpty else { return .none("its file is not known") }
    var places = [path]
    if let folder {
      places += [path, Path.lastComponent(of: path), id + ".txt"].map { Path.join(folder, $0) }
    }
    guard let place = places.first(where: Folder.holdsFile) else {
      return .none("\(path) is not at hand (:set documents DIR says where to look)")
    }
    do throws(FileError) {
      let bytes = try FileBytes.contents(of: place)
      if let digest, !digest.isEmpty, SHA256.digest(of: bytes) != digest.lowercased() {
        return .none("\(place) is not the text that was cited: its SHA-256 is another one")
      }
      return .text(bytes)
    } catch {
      return .none(error.message)
    }
  }
}

extension Workspace {
  /// A document's text: its file, or where that is not at hand the copy that the dossier keeps, if it is the text that was
  /// cited.
  func copy(of document: CitedDocument) -> CitedDocument.Copy {
    let found = document.copy(in: settings.documents)
    guard case .none = found, let kept = try? store?.document(document.id) else { return found }
    let digest = SHA256.digest(of: kept.text)
    guard digest == kept.sha256, document.digest.map({ $0.isEmpty || $0.lowercased() == digest }) ?? true
    else {
      return found
    }
    return .text(kept.text)
  }

  /// What is known of a document; only its name where nothing is.
  func document(named id: String) -> CitedDocument {
    var document = CitedDocument(id: id)
    let columns = ["Title", "Published", "Path", "Sha256"]
    let name = SyntaxPrinter.text(of: .text(id))
    let source = SourceText(
      name: "<document>", text: "document(\(name), \(columns.joined(separator: ", ")))?")
    guard let statement = Parser.parse(source).statements.first, case .query(let query) = statement.kind,
      let answer = try? engine.ask(query, in: statement, dates: .certain), answer.count > 0
    else { return document }
    let values = Dictionary(zip(answer.columns, answer[0].map(\.plainText))) { first, _ in first }
    document.title = values["Title"]
    document.published = values["Published"]
    document.path = values["Path"]
    document.digest = values["Sha256"]
    return document
  }
}
