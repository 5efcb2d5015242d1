package import Syntax

/// What a row of a file becomes: `planned visited(actor: visitor, place: "usa", when: start/end)`.
package struct ImportTemplate: Sendable {
  /// Where a column's value comes from.
  package indirect enum Source: Hashable, Sendable {
    /// A column of the file by its name, or a path into a JSON object.
    case name(String)
    /// A word in quotes: a column's name, where there is one of that name, else the text itself.
    case quoted(String)
    /// A column by its place, from 1.
    case position(Int)
    case literal(Literal)
    /// `start/end`: the interval between two dates.
    case interval(Place, Place)
  }

  /// A source where it is written.
  package struct Place: Hashable, Sendable {
    package var source: Source
    package var range: SourceRange
  }

  package struct Column: Hashable, Sendable {
    package var label: Name?
    package var place: Place
  }

  package var relation: Name
  package var modality: Modality
  package var columns: [Column]
  /// Where it is written.
  package var text: SourceText
  package var range: SourceRange
}

extension ImportTemplate {
  /// All columns of a file, under names that the language can write.
  init(relation: String, columns: [(name: String, position: Int)]) {
    let text = SourceText(name: "<import>", text: "")
    let nowhere = SourceRange(0, 0)
    self.relation = Name(relation, nowhere)
    modality = .actual
    self.columns = columns.map { name, position in
      Column(label: Name(name, nowhere), place: Place(source: .position(position), range: nowhere))
    }
    self.text = text
    range = nowhere
  }

  /// Whether it names columns of the file, so that the file has to name them too.
  var namesColumns: Bool { columns.contains { $0.place.source.isName } }
}

extension ImportTemplate.Source {
  fileprivate var isName: Bool {
    switch self {
    case .name: true
    case .quoted, .position, .literal: false
    case .interval(let start, let end): start.source.isName || end.source.isName
    }
  }

  /// The name of a column that is filled from it where the template gives none.
  var columnName: String? {
    switch self {
    case .name(let name), .quoted(let name): DataColumn.name(from: Array(name.utf8)[...])
    case .position(let place): "c\(place)"
    case .literal: nil
    case .interval(let start, _): start.source.columnName
    }
  }
}
