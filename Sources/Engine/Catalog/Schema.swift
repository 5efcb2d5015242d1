import Syntax

/// A relation's shape: how many columns, and what is known of them.
struct Schema {
  struct Column: Hashable {
    /// Nil for a relation that was never declared.
    var name: String?
    var type: ColumnType
    var documentation: String?
  }

  var columns: [Column]
  var isDeclared: Bool
  var isBuiltIn: Bool
  var reading: String?
  var documentation: String?
  /// Where it was declared or first used.
  var statement: Statement?

  var arity: Int { columns.count }

  init(arity: Int, statement: Statement?) {
    columns = Array(repeating: Column(name: nil, type: .any, documentation: nil), count: arity)
    isDeclared = false
    isBuiltIn = false
    self.statement = statement
  }

  init(_ declaration: Declaration, in statement: Statement?, isBuiltIn: Bool = false) {
    columns = declaration.columns.map {
      Column(name: $0.name.text, type: $0.type, documentation: $0.documentation)
    }
    isDeclared = true
    self.isBuiltIn = isBuiltIn
    reading = declaration.reading
    documentation = statement?.documentation
    self.statement = statement
  }

  /// The declaration that makes it.
  func declaration(of relation: String) -> Declaration {
    let place = SourceRange(0, 0)
    let columns = columns.enumerated().map { position, column in
      Declaration.Column(
        Name(column.name ?? "column\(position + 1)", place), column.type, documentation: column.documentation)
    }
    return Declaration(Name(relation, place), columns, reading: reading)
  }

  /// Whether nothing differs but the place of the declaration.
  func saysSame(as other: Schema) -> Bool {
    isDeclared == other.isDeclared && isBuiltIn == other.isBuiltIn && reading == other.reading
      && documentation == other.documentation && columns == other.columns
  }

  /// The position of a named column.
  func position(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// A column's name, or its number where it has none.
  func name(of column: Int) -> String { columns[column].name ?? String(column + 1) }

  /// The kinds that a column may hold by its declaration.
  func kinds(of column: Int) -> KindSet {
    switch columns[column].type {
    case .text: .text
    case .integer: .integer
    case .decimal: .decimal
    case .date: .date
    case .duration: .duration
    case .any: .all
    }
  }
}

extension Schema {
  /// `document(id, title, published, path, sha256)`, known without a declaration.
  static let document = builtIn(
    "One row a document that facts cite.",
    [
      ("id", .text, "The name by which citations refer to it."),
      ("title", .text, nil),
      ("published", .date, "Its publication date."),
      ("path", .text, "Where the document's file is."),
      ("sha256", .text, "The SHA-256 of the file, in hexadecimal."),
    ])

  /// `evidence(…)`, one row a citation. What a citation leaves out is the text `unknown`.
  static let evidence = builtIn(
    "One row a citation of a base fact; what a citation leaves out is 'unknown'.",
    [
      ("fact", .text, "The fact as it is written."),
      ("relation", .text, nil),
      ("modality", .text, "actual, planned, denied, cancelled or claimed."),
      ("document", .text, "The citing document's id."),
      ("paragraph", .any, nil),
      ("sentence", .any, nil),
      ("first", .any, "The first byte of the cited words in the document."),
      ("end", .any, "The byte after the last of the cited words."),
      ("by", .text, "Who or what took the fact from the document."),
      ("confidence", .text, "high, medium or low."),
      ("attribution", .text, "Who says so, where it is not the document itself."),
      ("quote", .text, "A few of the cited words."),
      ("row", .any, "The line of the document, where it is a file of rows, counted from 1."),
    ])

  private static func builtIn(
    _ documentation: String, _ columns: [(String, ColumnType, String?)]
  ) -> Schema {
    var schema = Schema(arity: 0, statement: nil)
    schema.columns = columns.map { Column(name: $0.0, type: $0.1, documentation: $0.2) }
    schema.isDeclared = true
    schema.isBuiltIn = true
    schema.documentation = documentation
    return schema
  }
}
