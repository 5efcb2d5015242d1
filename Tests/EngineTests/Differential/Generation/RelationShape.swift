import Syntax

/// A relation of a generated program.
struct RelationShape {
  var name: String
  /// The kind of value that each column holds; one a column, never `any`.
  var types: [ColumnType]
  var isDeclared = false
  /// Some of its facts are cited by documents.
  var isCited = false
  /// Some of its facts are planned, denied and so on.
  var hasModalities = false

  var columnNames: [String] { types.indices.map { "c\($0)" } }
}
