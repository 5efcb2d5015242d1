import Syntax

/// By what a clause is known again: its rule, and where its literals stand there.
struct ClauseKey: Hashable {
  private let origin: Int
  private let predicate: Predicate
  private let literals: [SourceRange]

  init(_ clause: Clause) {
    origin = clause.origin.id
    predicate = clause.predicate
    literals = clause.body.map(\.range)
  }
}
