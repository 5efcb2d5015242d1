import Engine
import Syntax

extension FactDescription {
  /// The fact in words, as its relation's `reads` sentence has it; as it is written where there is none.
  func sentence(of relation: RelationDescription?) -> String {
    guard let relation, let reading = relation.reading else { return text }
    let words = ReadingTemplate(reading).sentence { name in
      guard let place = relation.columns.firstIndex(where: { $0.name == name }), values.indices.contains(place)
      else { return nil }
      return values[place]
    }
    return modality == .actual ? words : "\(words) (\(modality.rawValue))"
  }
}
