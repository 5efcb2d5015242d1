import Engine
import Syntax

/// The citations of an explanation, numbered in the order in which they are met.
struct CitationList {
  private struct Key: Hashable {
    var document: String
    var details: String
    var quote: String?
  }

  /// How many numbers stand at what rests on several facts.
  private static let mostNumbers = 6
  /// How many rows are looked at for what they rest on.
  private static let mostRows = 2000

  private let workspace: Workspace
  private var numbers: [Key: Int] = [:]
  private(set) var places: [SourceReport.Place] = []

  init(in workspace: Workspace) {
    self.workspace = workspace
  }

  /// The numbers of a stated fact's citations.
  mutating func numbers(of fact: FactDescription) -> [Int] {
    guard !fact.citations.isEmpty else { return [] }
    var found: [SourceReport.Place]?
    return fact.citations.enumerated().map { index, citation in
      let key = Key(document: citation.document.text, details: citation.details, quote: citation.quote)
      if let known = numbers[key] { return known }
      let all = found ?? SourceReport([fact], in: workspace).entries[0].places
      found = all
      places.append(all[index])
      numbers[key] = places.count
      return places.count
    }
  }

  /// The first few numbers for the stated facts that an entry rests on, and whether some of these are
  /// uncited.
  mutating func summary(
    below entry: ExplanationOutline.Entry, in outline: ExplanationOutline
  ) -> (numbers: [Int], isUncited: Bool) {
    var found: (numbers: [Int], isUncited: Bool) = ([], false)
    var seen: Set<Int> = []
    var stack = [entry]
    while let next = stack.popLast(), seen.count < Self.mostRows {
      guard case .part(let row) = next else {
        stack += outline.children(of: next).reversed()
        continue
      }
      guard seen.insert(row).inserted else { continue }
      let part = outline.part(row)
      switch part.reason {
      case .derived(let use): stack += outline.entries(of: use).reversed()
      case .stated:
        guard let fact = part.fact else { continue }
        if fact.citations.isEmpty { found.isUncited = true }
        if found.numbers.count < Self.mostNumbers {
          let known = found.numbers
          found.numbers += numbers(of: fact).filter { !known.contains($0) }
        }
      }
    }
    return found
  }

  /// Each with its number, below the name of its document.
  func lines(_ palette: Palette, width: Int?) -> [String] {
    var lines: [String] = []
    var notes: [String] = []
    var document: String?
    for (index, place) in places.enumerated() {
      if place.document.id != document {
        lines += SourceReport.wrapped(place.document.label, indent: 0, width)
      }
      document = place.document.id
      lines += SourceReport.lines(of: place, palette, width, label: "[\(index + 1)]")
      if let note = place.note, !notes.contains(note) { notes.append(note) }
    }
    return lines
      + notes.flatMap { SourceReport.wrapped("[\($0)]", indent: 0, width).map { palette.paint($0, .dim) } }
  }
}
