import Syntax

/// What the events of a code become ("CAMEO: Conflict and Mediation Event Observations, Codebook", version 1.1b3).
struct EventKind: Sendable {
  enum Shape: Sendable {
    /// The first actor visits the second.
    case visit
    /// The first actor is host to the second.
    case hosting
    case meeting
    /// Both sign what has the event's number for a name.
    case signing
    case appeal(aim: String)
    case opposition
  }

  /// With what the code begins.
  var prefix: String
  var shape: Shape
  var modality = Modality.actual

  static let all: [EventKind] = [
    EventKind(prefix: "036", shape: .meeting, modality: .planned),
    EventKind(prefix: "042", shape: .visit),
    EventKind(prefix: "043", shape: .hosting),
    EventKind(prefix: "044", shape: .meeting),
    EventKind(prefix: "057", shape: .signing),
    EventKind(prefix: "022", shape: .appeal(aim: "diplomatic_cooperation")),
    EventKind(prefix: "023", shape: .appeal(aim: "aid")),
    EventKind(prefix: "024", shape: .appeal(aim: "political_reform")),
    EventKind(prefix: "025", shape: .appeal(aim: "concessions")),
    EventKind(prefix: "026", shape: .appeal(aim: "negotiations_of_others")),
    EventKind(prefix: "027", shape: .appeal(aim: "settlement_of_a_dispute")),
    EventKind(prefix: "028", shape: .appeal(aim: "mediation")),
    EventKind(prefix: "11", shape: .opposition),
    EventKind(prefix: "12", shape: .opposition),
  ]

  static func of(_ code: String) -> EventKind? { all.first { code.hasPrefix($0.prefix) } }

  /// The relation that its facts are of.
  var relation: String {
    switch shape {
    case .visit, .hosting: "visited"
    case .meeting: "met"
    case .signing: "signed"
    case .appeal: "calls_for"
    case .opposition: "opposed"
    }
  }

  /// A relation's columns as they are declared where nothing else declares it.
  static func columns(of relation: String) -> [DataColumn] {
    func column(_ name: String, _ type: ColumnType = .text) -> DataColumn {
      DataColumn(name: name, type: type)
    }
    return switch relation {
    case "visited": [column("actor"), column("place"), column("when", .date)]
    case "met": [column("a"), column("b"), column("when", .date)]
    case "signed": [column("party"), column("instrument"), column("when", .date)]
    case "calls_for": [column("source"), column("aim")]
    case "opposed": [column("actor"), column("target")]
    default: [column("document"), column("row", .integer), column("address")]
    }
  }
}
