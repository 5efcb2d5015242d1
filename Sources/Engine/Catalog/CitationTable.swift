import Syntax

/// The citations of a store's facts by the numbers of their rows, those of facts that were taken out too.
///
/// A citation that says no more than the line of a document, by whom and with what confidence, is a *mark* of two words;
/// a fact with one of those takes eight bytes, and each further one twelve.
struct CitationTable {
  /// A citation: which line of a source, or which of those that say more.
  struct Mark: Hashable {
    /// The number of its source, from 2 on; ``none`` and ``whole`` are none.
    fileprivate(set) var source: UInt32
    /// The line, or the place among the whole ones.
    fileprivate(set) var place: UInt32

    static let none = Mark(source: 0, place: 0)
    fileprivate static let whole: UInt32 = 1
    /// What a source's number is below, where a row's word is not the newest of its further marks.
    fileprivate static let chain: UInt32 = 1 << 31

    fileprivate init(source: UInt32, place: UInt32) {
      self.source = source
      self.place = place
    }

    /// The line, where the citation says no more of its place.
    var line: UInt32? { source > Mark.whole ? place : nil }

    /// That of a line of a source whose number ``CitationTable/number(of:)`` gave.
    init(source: UInt32, line: UInt32) { self.init(source: source, place: line) }
  }

  /// What the rows of one file have in common.
  struct Source: Hashable {
    var document: String
    var by: String?
    var confidence: Citation.Confidence?
  }

  /// One of the marks of a row that has several; `older` is the place of the one before it.
  private struct Link {
    var mark: Mark
    var older: UInt32

    static let end = UInt32.max
  }

  private var sources: [Source] = []
  private var numbers: [Source: UInt32] = [:]
  /// Citations that say more than a line.
  private var whole: [Citation] = []
  /// For each row its only mark, or the place of its newest link.
  private var marks: [Mark] = []
  private var links: [Link] = []
  /// How many rows have citations.
  private(set) var citedCount = 0

  var isEmpty: Bool { citedCount == 0 }

  /// Rows from here on have no citations.
  var end: Int { marks.count }

  /// The memory taken, in bytes.
  var bytes: Int { marks.capacity * 8 + links.capacity * 12 + whole.capacity * MemoryLayout<Citation>.stride }

  // MARK: Marks

  /// The number of a source, the same for equal ones.
  mutating func number(of source: Source) -> UInt32 {
    if let number = numbers[source] { return number }
    sources.append(source)
    let number = UInt32(sources.count + 1)
    precondition(number < Mark.chain)
    numbers[source] = number
    return number
  }

  /// The citation that a mark is.
  func citation(_ mark: Mark) -> Citation? {
    switch mark.source {
    case 0: return nil
    case Mark.whole: return whole[Int(mark.place)]
    default:
      let source = sources[Int(mark.source) - 2]
      let nowhere = SourceRange(0, 0)
      var citation = Citation(document: Name(source.document, nowhere), range: nowhere)
      citation.row = Int(mark.place)
      citation.by = source.by
      citation.confidence = source.confidence
      return citation
    }
  }

  /// The document that a mark's citation is of.
  func document(_ mark: Mark) -> String? {
    switch mark.source {
    case 0: nil
    case Mark.whole: whole[Int(mark.place)].document.text
    default: sources[Int(mark.source) - 2].document
    }
  }

  /// The citations of some documents.
  struct Selection {
    fileprivate var sources: Set<UInt32> = []
    fileprivate var whole: Set<UInt32> = []

    var isEmpty: Bool { sources.isEmpty && whole.isEmpty }

    @inline(__always) func contains(_ mark: Mark) -> Bool {
      mark.source == Mark.whole ? whole.contains(mark.place) : sources.contains(mark.source)
    }
  }

  /// The citations of the documents that `isChosen` says.
  func selection(_ isChosen: (String) -> Bool) -> Selection {
    var selection = Selection()
    for (place, source) in sources.enumerated() where isChosen(source.document) {
      selection.sources.insert(UInt32(place + 2))
    }
    for (place, citation) in whole.enumerated() where isChosen(citation.document.text) {
      selection.whole.insert(UInt32(place))
    }
    return selection
  }

  /// The mark of a citation that a row does not have yet; nil where it has it.
  private mutating func newMark(of citation: Citation, for row: Int) -> Mark? {
    if let line = citation.lineOnly {
      let source = Source(
        document: citation.document.text, by: citation.by, confidence: citation.confidence)
      let mark = Mark(source: number(of: source), line: line)
      return has(row, mark) ? nil : mark
    }
    var isKnown = false
    forEachMark(of: row) { mark in
      if mark.source == Mark.whole, whole[Int(mark.place)].saysSame(as: citation) { isKnown = true }
    }
    guard !isKnown else { return nil }
    whole.append(citation)
    return Mark(source: Mark.whole, place: UInt32(whole.count - 1))
  }

  // MARK: Rows

  /// Gives the marks of a row, the newest first.
  @inline(__always) func forEachMark(of row: Int, _ take: (Mark) -> Void) {
    guard row < marks.count else { return }
    let word = marks[row]
    guard word.source >= Mark.chain else {
      if word != .none { take(word) }
      return
    }
    var place = word.source - Mark.chain
    while place != Link.end - Mark.chain {
      let link = links[Int(place)]
      take(link.mark)
      place = link.older
    }
  }

  /// The citations of a row, in the order in which they were added.
  func citations(of row: Int) -> [Citation] {
    var found: [Citation] = []
    forEachMark(of: row) { mark in if let citation = citation(mark) { found.append(citation) } }
    if found.count > 1 { found.reverse() }
    return found
  }

  func has(_ row: Int, _ mark: Mark) -> Bool {
    var isThere = false
    forEachMark(of: row) { isThere = isThere || $0 == mark }
    return isThere
  }

  func count(of row: Int) -> Int {
    var count = 0
    forEachMark(of: row) { _ in count += 1 }
    return count
  }

  /// Whether a row has citations.
  @inline(__always) func isCited(_ row: Int) -> Bool { row < marks.count && marks[row] != .none }

  // MARK: Changes

  /// Adds a citation that the row does not have yet; gives its mark.
  mutating func add(_ citation: Citation, to row: Int) -> Mark? {
    guard let mark = newMark(of: citation, for: row) else { return nil }
    add(mark, to: row)
    return mark
  }

  /// Adds a mark, which becomes the row's newest.
  mutating func add(_ mark: Mark, to row: Int) {
    if row >= marks.count {
      marks.reserve(row + 1)
      while marks.count < row { marks.append(.none) }
      marks.append(mark)
      citedCount += 1
      return
    }
    let word = marks[row]
    if word == .none {
      marks[row] = mark
      citedCount += 1
      return
    }
    var older = word.source &- Mark.chain
    if word.source < Mark.chain {
      links.append(Link(mark: word, older: Link.end - Mark.chain))
      older = UInt32(links.count - 1)
    }
    links.append(Link(mark: mark, older: older))
    marks[row] = Mark(source: UInt32(links.count - 1) + Mark.chain, place: 0)
  }

  /// Takes a row's newest citation away, if it has one.
  mutating func drop(from row: Int) {
    guard isCited(row) else { return }
    let word = marks[row]
    guard word.source >= Mark.chain else {
      marks[row] = .none
      citedCount -= 1
      return
    }
    let place = Int(word.source - Mark.chain)
    let older = Int(links[place].older)
    unlink(place)
    if links[older].older == Link.end - Mark.chain {
      marks[row] = links[older].mark
      unlink(older)
    } else {
      marks[row] = Mark(source: UInt32(older) + Mark.chain, place: 0)
    }
  }

  /// Frees the room of a link where it is the last one; one within stays unused.
  private mutating func unlink(_ place: Int) { if place == links.count - 1 { links.removeLast() } }

  /// Forgets the citations of the rows from a number on.
  mutating func dropRows(from row: Int) {
    guard row < marks.count else { return }
    for later in row..<marks.count where marks[later] != .none { citedCount -= 1 }
    marks.removeSubrange(row...)
  }
}

extension Citation {
  /// The line that a citation names, where it says nothing else of its place.
  fileprivate var lineOnly: UInt32? {
    guard let row, paragraph == nil, sentence == nil, bytes == nil, attribution == nil, quote == nil else {
      return nil
    }
    return UInt32(exactly: row)
  }
}

extension Array {
  /// Makes room for `count` elements, and ahead for as many again, so that filling costs a copy now and then only.
  fileprivate mutating func reserve(_ count: Int) {
    if count > capacity { reserveCapacity(Swift.max(count, capacity * 2)) }
  }
}
