public import Syntax

/// How a dossier lies in a folder of text files.
///
/// The manifest is a program that includes the others in the order in which they can be read: declarations, then rules,
/// which must not be held against facts that came later, then facts. It names what else belongs to the folder.
public enum FolderLayout {
  /// What the manifest's first line says; a program that knows another number alone cannot read it.
  public static let format = 1
  public static let manifest = "dossier.dl"
  static let declarations = "declarations.dl"
  static let rules = "rules.dl"
  public static let settings = "settings.dl"
  public static let journal = "journal.dl"
  public static let facts = "facts"
  public static let queries = "queries"
  /// Where the texts of documents lie that a store keeps.
  public static let documents = "documents"
  /// Is there while files take their places.
  public static let unfinished = ".dossier-unfinished"

  private static let mark = "% A dossier in a folder, format "
  private static let belonging = "% with "

  /// The manifest's text.
  static func manifest(including programs: [String], with others: [String]) -> String {
    var lines = [mark + String(format), "% ':import' of this folder takes all of it in."]
    lines += others.map { belonging + SyntaxPrinter.quoted($0) }
    lines.append("")
    lines += programs.map { "include \(SyntaxPrinter.quoted($0))." }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The format that a manifest says it has; nil where it is no manifest.
  public static func format(of manifest: SourceText) -> Int? {
    let text = String(decoding: manifest.bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    guard text.hasPrefix(mark) else { return nil }
    return Int(text.dropFirst(mark.count).filter { $0 != "\r" })
  }

  /// The files that a manifest names as its own, as paths within the folder; never one outside of it.
  public static func files(of manifest: SourceText) -> [String] {
    guard format(of: manifest) != nil else { return [] }
    let text = String(decoding: manifest.bytes, as: UTF8.self)
    var names: [String] = [Self.manifest]
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix(belonging) { names += quoted(line.dropFirst(belonging.count) + "") }
    }
    for statement in Parser.parse(manifest).statements {
      if case .include(let path, _) = statement.kind { names.append(path) }
    }
    return names.filter { name in
      !name.hasPrefix("/") && !name.contains("\0")
        && !name.split(separator: "/", omittingEmptySubsequences: false).contains {
          ["", ".", ".."].contains($0)
        }
    }
  }

  /// The text in quotes.
  static func quoted(_ text: String) -> [String] {
    let source = SourceText(name: "quoted", text: "p(\(text)).")
    guard let statement = Parser.parse(source).statements.first, case .fact(let fact) = statement.kind,
      case .literal(.text(let value))? = fact.atom.arguments.first?.value.kind
    else { return [] }
    return [value]
  }
}
