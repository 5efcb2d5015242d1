package import Chronology

/// What becomes of a field in which there is nothing.
package enum EmptyRule: String, CaseIterable, Sendable {
  /// A date that is not known, `@..`; the text `unknown`.
  case unknown
  /// The fact is left out.
  case skip
  /// The text `""`; a date that is not known.
  case text
}

/// How a file is imported, where it does not say so itself.
package struct ImportOptions: Sendable {
  /// Nil where the file's name tells it.
  package var format: ImportFormat?
  /// What each row becomes; none for a relation named after the file with all of its columns.
  package var templates: [ImportTemplate] = []
  package var delimiter: UInt8?
  /// Whether the first row names the columns; nil where that shows.
  package var hasHeader: Bool?
  package var dates: DateOrder?
  /// Without a rule a date is not known, and a row with anything else that is empty is a bad one.
  package var empty: EmptyRule?
  package var table: String?
  package var query: String?
  /// The document's id; nil for one made of the file's name.
  package var document: String?
  package var published = UncertainDate.unknown
  /// Whether a file that is in the dossier is read again.
  package var again = false
  /// Whether it is one of the files of a folder, which are told apart by their names: two of them may hold the same.
  package var isOfFolder = false

  package init() {}
}
