public import Engine
public import Syntax

/// How the rows of an answer read as facts: a name, and for each argument a column or a fixed value.
public struct FactTemplate {
  public enum Slot: Hashable, Sendable {
    case column(Int)
    case value(Value)
  }

  public var name: String
  public var slots: [Slot]

  public init(name: String, slots: [Slot]) {
    self.name = name
    self.slots = slots
  }

  /// `answer(X, Y)`: one argument for each column.
  public init(name: String, columnCount: Int) {
    self.init(name: name, slots: (0..<columnCount).map(Slot.column))
  }

  /// The facts that a question asks for, where it is one atom and every argument of it is known from the
  /// row: the answer of `visited(X, pakistan, W)` reads `visited(tokayev, pakistan, …).`
  init?(_ query: Query, columns: [String], names: (Atom) -> [String]?) {
    guard case .atom(let atom) = query.body.kind, atom.modality == .only(.actual), atom.document == nil,
      let columnNames = names(atom), columnNames.count == atom.arguments.count
    else { return nil }
    var slots: [Slot?] = Array(repeating: nil, count: columnNames.count)
    for (position, argument) in atom.arguments.enumerated() {
      let place = argument.label.map { columnNames.firstIndex(of: $0.text) } ?? position
      guard let place, slots.indices.contains(place) else { return nil }
      switch argument.value.kind {
      case .literal(let value): slots[place] = .value(value)
      case .variable(let name): slots[place] = columns.firstIndex(of: name).map(Slot.column)
      default: return nil
      }
    }
    let known = slots.compactMap(\.self)
    guard known.count == slots.count, !known.isEmpty else { return nil }
    self.init(name: atom.relation.text, slots: known)
  }
}
