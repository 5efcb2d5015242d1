/// What an import did: every row that was read is in exactly one of ``rowsTaken``, ``leftOut`` and ``rejected``.
package struct ImportSummary: Sendable {
  package struct Relation: Hashable, Sendable {
    package var target: ImportTarget
    /// How many facts the rows state, those included that were known.
    package var stated = 0
    /// How many of them are new.
    package var imported = 0
    package var duplicates: Int { stated - imported }
  }

  package var path: String
  package var format: ImportFormat
  package var document: String
  package var sha256: String
  package var read = 0
  /// Rows that gave a fact or several.
  package var taken = 0
  /// Rows that are right and give no fact, by the reason for it.
  package var leftOut: [String: Int] = [:]
  package var rejected = 0
  package var relations: [Relation] = []
  /// The document that the file was imported as before, where it was; nothing is read then.
  package var known: String?

  package var leftOutCount: Int { leftOut.values.reduce(0, +) }
  package var imported: Int { relations.reduce(0) { $0 + $1.imported } }
  package var duplicates: Int { relations.reduce(0) { $0 + $1.duplicates } }
}

/// A row that was not taken.
package struct RejectedRow: Sendable {
  /// The line on which it starts, or its place among the rows.
  package var number: Int
  package var reason: String
  /// The row as the file has it.
  package var raw: [UInt8]
}
