import Syntax

/// The words of what a store's citations say, as columns of `evidence` from `document` on. Those that differ in nothing
/// but the line cost no look at the dictionary for their texts.
struct CitationWords {
  private let store: FactStore
  private let values: ValueStore
  private let unknown: UInt32
  /// The columns that a source's citations have in common, by its number.
  private var bySource: [UInt32: [UInt32]] = [:]
  private var latest: (source: UInt32, words: [UInt32]) = (0, [])

  init(of store: FactStore, _ values: ValueStore) {
    self.store = store
    self.values = values
    unknown = values.handle(of: "unknown").word
  }

  /// The document of a citation.
  mutating func document(_ mark: CitationTable.Mark) -> UInt32 {
    prepare(mark)
    return latest.words.first ?? unknown
  }

  /// Gives all words of a citation.
  mutating func withAll<Failure: Error>(
    of mark: CitationTable.Mark, _ take: ([UInt32]) throws(Failure) -> Void
  ) throws(Failure) {
    prepare(mark)
    if let line = mark.line, let place = latest.words.indices.last {
      latest.words[place] = values.handle(of: Int64(line)).word
    }
    try take(latest.words)
  }

  /// Has the words of a citation at hand, but for its line.
  private mutating func prepare(_ mark: CitationTable.Mark) {
    guard mark.line == nil || mark.source != latest.source else { return }
    if mark.line != nil, let words = bySource[mark.source] {
      latest = (mark.source, words)
      return
    }
    guard let citation = store.citation(mark) else { return }
    latest = (mark.source, words(of: citation))
    if mark.line != nil { bySource[mark.source] = latest.words }
  }

  private func words(of citation: Citation) -> [UInt32] {
    func word(_ number: Int?) -> UInt32 { number.map { values.handle(of: Int64($0)).word } ?? unknown }
    func word(_ text: String?) -> UInt32 { text.map { values.handle(of: $0).word } ?? unknown }
    return [
      word(citation.document.text), word(citation.paragraph), word(citation.sentence),
      word(citation.bytes?.lowerBound), word(citation.bytes?.upperBound), word(citation.by),
      word(citation.confidence?.rawValue), word(citation.attribution), word(citation.quote),
      word(citation.row),
    ]
  }
}
