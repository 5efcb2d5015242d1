import Syntax

/// What is known of relations by name: their columns, and the parameters of the script.
struct ReferenceCatalog {
  private(set) var columns = Self.builtIn
  /// Of declared relations, and of others from their first use.
  private(set) var arities = Self.builtIn.mapValues(\.count)
  var parameters: [String: Literal] = [:]

  private static let builtIn: [String: [Declaration.Column]] = [
    "document": columns("id:text title:text published:date path:text sha256:text"),
    "evidence": columns(
      "fact:text relation:text modality:text document:text paragraph:any sentence:any first:any end:any by:text "
        + "confidence:text attribution:text quote:text row:any"),
  ]

  private static func columns(_ text: String) -> [Declaration.Column] {
    text.split(separator: " ").map { column in
      let parts = column.split(separator: ":")
      return Declaration.Column(Name(String(parts[0])), ColumnType(rawValue: String(parts[1])) ?? .any)
    }
  }

  mutating func declare(_ declaration: Declaration) throws {
    let name = declaration.relation.text
    guard !Self.isReserved(name) else { throw ReferenceError.refused(.reservedName) }
    guard Self.builtIn[name] == nil else { throw ReferenceError.refused(.reservedName) }
    guard columns[name] == nil else { throw ReferenceError.refused(.duplicateDeclaration) }
    guard Set(declaration.columns.map(\.name.text)).count == declaration.columns.count else {
      throw ReferenceError.refused(.duplicateArgument)
    }
    try use(name, declaration.columns.count)
    columns[name] = declaration.columns
  }

  /// Records the first use of a relation, and refuses another number of columns afterwards.
  mutating func use(_ relation: String, _ arity: Int) throws {
    guard arities[relation, default: arity] == arity else { throw ReferenceError.refused(.wrongArity) }
    arities[relation] = arity
  }

  /// The arguments by position; nil for a column that is not named.
  func positional(_ atom: Atom) throws -> [Term?] {
    guard atom.arguments.contains(where: { $0.label != nil }) else { return atom.arguments.map(\.value) }
    guard let columns = columns[atom.relation.text] else { throw ReferenceError.refused(.unknownColumn) }
    var terms = [Term?](repeating: nil, count: columns.count)
    for (position, argument) in atom.arguments.enumerated() {
      let named = argument.label.map { label in columns.firstIndex { $0.name.text == label.text } }
      guard let index = named ?? position else { throw ReferenceError.refused(.unknownColumn) }
      guard terms.indices.contains(index) else { throw ReferenceError.refused(.wrongArity) }
      guard terms[index] == nil else { throw ReferenceError.refused(.duplicateArgument) }
      terms[index] = argument.value
    }
    return terms
  }

  /// The arguments by position where each column needs one: in a head or a fact.
  func complete(_ atom: Atom) throws -> [Term] {
    let terms = try positional(atom).compactMap(\.self)
    if let columns = columns[atom.relation.text], terms.count < columns.count,
      atom.arguments.contains(where: { $0.label != nil })
    {
      throw ReferenceError.refused(.missingArgument)
    }
    return terms
  }

  /// Refuses a value of another kind than its column is declared to hold.
  func check(_ row: [Literal], of relation: String) throws {
    for (value, column) in zip(row, columns[relation] ?? [])
    where column.type != .any && column.type != value.kind {
      throw ReferenceError.refused(.typeMismatch)
    }
  }

  static func isReserved(_ name: String) -> Bool { ReferenceTests.names.contains(name) }
}
