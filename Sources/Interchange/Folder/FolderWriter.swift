public import Engine
import Syntax

/// Writes a dossier as the files of a folder: the same dossier always as the same bytes.
public struct FolderWriter<Sink: FolderSink> {
  private let engine: Engine
  private let contents: FolderContents
  private var sink: Sink
  /// The files that are programs, in the order in which they are read, and the others.
  private var programs: [String] = []
  private var others: [String] = []

  public init(_ engine: Engine, _ contents: FolderContents, to sink: Sink) {
    self.engine = engine
    self.contents = contents
    self.sink = sink
  }

  /// Writes all files, the manifest last, and ends the last of them.
  public mutating func write() throws(EngineError) {
    try writeDeclarations()
    try writeRules()
    for relation in engine.relations where relation.factCount > 0 { try writeFacts(of: relation.name) }
    if !contents.settings.isEmpty {
      try begin(FolderLayout.settings, isProgram: false)
      for line in contents.settings { try sink.write(line + "\n") }
    }
    if !contents.journal.isEmpty {
      try begin(FolderLayout.journal, isProgram: false)
      for entry in contents.journal { try sink.write(entry.text) }
    }
    for (folder, files) in [
      (FolderLayout.queries, contents.queries), (FolderLayout.documents, contents.documents),
    ] {
      for file in files.sorted(by: { $0.name < $1.name }) {
        try begin("\(folder)/\(file.name)", isProgram: false)
        try sink.write(file.bytes)
      }
    }
    try sink.begin(FolderLayout.manifest)
    try sink.write(FolderLayout.manifest(including: programs, with: others))
    try sink.end()
  }

  private mutating func begin(_ path: String, isProgram: Bool) throws(EngineError) {
    if isProgram { programs.append(path) } else { others.append(path) }
    try sink.begin(path)
  }

  private mutating func writeDeclarations() throws(EngineError) {
    let declared = engine.relations.filter { $0.isDeclared && !$0.isBuiltIn }
    if declared.isEmpty { return }
    try begin(FolderLayout.declarations, isProgram: true)
    for (place, relation) in declared.enumerated() {
      let text = StatementText.laidOut(StatementText.declaration(of: relation), relation.documentation)
      try sink.write((place > 0 ? "\n" : "") + text + "\n")
    }
  }

  /// In the order in which they were defined.
  private mutating func writeRules() throws(EngineError) {
    let rules = engine.rules
    if rules.isEmpty { return }
    try begin(FolderLayout.rules, isProgram: true)
    for (place, rule) in rules.enumerated() {
      let statement = rule.statement
      let written = statement.text
      // The values of parameters stand in their places.
      let text = written.contains("$") ? SyntaxPrinter.text(of: statement.kind) : written
      try sink.write(
        (place > 0 ? "\n" : "") + StatementText.laidOut(text, statement.documentation) + "\n")
    }
  }

  private mutating func writeFacts(of relation: String) throws(EngineError) {
    // No file system takes a longer name.
    let isLong = relation.utf8.count > 200
    let name = isLong ? "long-name-\(programs.count)" : relation
    try begin("\(FolderLayout.facts)/\(name).dl", isProgram: true)
    try engine.forEachFact(of: relation) { (fact) throws(EngineError) in
      try sink.write(StatementText.fact(fact) + "\n")
    }
  }
}

/// Statements as the files of a folder have them.
enum StatementText {
  /// In the canonical layout where that keeps every word, below the comment that documents it.
  static func laidOut(_ statement: String, _ documentation: String?) -> String {
    let text = formatted(statement) ?? statement
    guard let documentation else { return text }
    let lines = documentation.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { "///" + ($0.isEmpty ? "" : " ") + $0 + "\n" }.joined() + text
  }

  /// Nil where a comment within the statement would stand after its end, and so be lost.
  private static func formatted(_ statement: String) -> String? {
    guard case .success(var text) = Formatter.format(SourceText(name: "statement", text: statement)) else {
      return nil
    }
    if text.hasSuffix("\n") { text.removeLast() }
    let read = Parser.parse(SourceText(name: "statement", text: text)).statements
    return read.count == 1 && read.first?.text == text ? text : nil
  }

  static func declaration(of relation: RelationDescription) -> String {
    let place = SourceRange(0, 0)
    let columns = relation.columns.enumerated().map { position, column in
      Declaration.Column(
        Name(column.name ?? "column\(position + 1)", place), column.type,
        documentation: column.documentation)
    }
    return SyntaxPrinter.text(
      of: .declaration(Declaration(Name(relation.name, place), columns, reading: relation.reading)))
  }

  /// With its citations on lines of their own.
  static func fact(_ fact: FactDescription) -> String {
    guard !fact.citations.isEmpty else { return fact.text + "." }
    let citations = fact.citations.map { SyntaxPrinter.text(of: $0) }
    return fact.text + "\n    \(Keyword.from) " + citations.joined(separator: ",\n         ") + "."
  }
}
