/// Something that is wrong in a dossier's file.
package struct StoreFinding: Hashable, Sendable {
  /// What of a dossier is looked at, in this order.
  package enum Part: String, CaseIterable, Sendable {
    /// The file as SQLite has it: pages, tables, indexes.
    case file
    case journal
    case values
    case facts
    case citations
    case documents
    /// Rules, constraints, declarations and saved queries.
    case rules
  }

  package let part: Part
  /// One line without a full stop.
  package let message: String

  init(_ part: Part, _ message: String) {
    self.part = part
    self.message = message
  }
}
