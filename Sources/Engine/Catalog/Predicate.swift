import Syntax

/// Which version of a relation with uncertain dates is meant.
public enum DateView: String, CaseIterable, Sendable {
  /// The rows that hold whatever the uncertain dates turn out to be.
  case certain
  /// The rows that hold for some of the days they may be.
  case possible

  /// The version that a negation reads.
  var flipped: DateView { self == .certain ? .possible : .certain }
}

/// The base facts of one relation and modality.
struct FactKey: Hashable {
  var relation: String
  var modality: Modality
}

/// What a literal of a clause refers to.
enum Predicate: Hashable {
  /// A relation as a user sees it: its base facts and what its rules derive.
  case relation(String, ModalityFilter, DateView)
  /// The base facts of a relation with each citing document as a further column.
  case citing(String, ModalityFilter)
  /// Every citation of every base fact.
  case evidence
  /// A part of one rule that has become a relation of its own: the input or the result of an aggregate,
  /// or a negated body.
  case auxiliary(rule: Int, view: DateView, ordinal: Int)
  /// The base facts of a relation by themselves, without what its rules derive.
  case base(FactKey)
  /// What one question needs of another predicate.
  indirect case demanded(DemandedPart)

  /// The relation that it is, or whose citations it holds.
  var relation: String? {
    switch self {
    case .relation(let name, _, _), .citing(let name, _): name
    case .base(let key): key.relation
    case .evidence, .auxiliary, .demanded: nil
    }
  }

  /// The name for messages.
  var name: String {
    switch self {
    case .relation(let name, .only(.actual), _): name
    case .relation(let name, .only(let modality), _): "\(modality.rawValue) \(name)"
    case .relation(let name, .any, _): "any \(name)"
    case .citing(let name, _): "\(name) from"
    case .evidence: "evidence"
    case .auxiliary: "a part of a rule"
    case .base(let key): key.relation
    case .demanded(let part): part.predicate.name
    }
  }
}
