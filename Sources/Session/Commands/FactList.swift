import Engine
import Syntax

/// The stated facts of one relation.
struct FactList {
  private let facts: [FactDescription]
  private let relation: RelationDescription

  init(_ facts: [FactDescription], of relation: RelationDescription) {
    self.facts = facts
    self.relation = relation
  }

  /// Under the relation's columns; the modality only where a fact is more than actual.
  var table: ResultSet {
    let showsModality = facts.contains { $0.modality != .actual }
    let columns = relation.columns.enumerated().map { $1.name ?? "\($0 + 1)" } + (showsModality ? ["modality"] : [])
    let facts = facts
    var result = ResultSet(
      columns: columns, count: facts.count,
      fact: FactTemplate(name: relation.name, columnCount: relation.columns.count),
      footer: facts.count == 1 ? "1 fact" : "\(facts.count) facts"
    ) { row in
      facts[row].values + (showsModality ? [.text(facts[row].modality.rawValue)] : [])
    }
    result.isNumbered = true
    result.statement = { row in facts[row].statement }
    return result
  }
}
