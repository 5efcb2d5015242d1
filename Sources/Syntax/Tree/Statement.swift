/// A kind that a column is declared to hold.
public enum ColumnType: String, CaseIterable, Sendable {
  case text, integer, decimal, date, duration, any
}

/// `relation visited(actor, place, when: date) reads "{actor} visited {place}, {when}".`
public struct Declaration: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var name: Name
    public var type: ColumnType
    /// The text of a `///` comment before the column.
    public var documentation: String?

    public init(_ name: Name, _ type: ColumnType, documentation: String? = nil) {
      self.name = name
      self.type = type
      self.documentation = documentation
    }
  }

  public var relation: Name
  public var columns: [Column]
  /// The sentence after `reads`, with `{column}` in place of each value.
  public var reading: String?
  public var readingRange: SourceRange?

  public init(_ relation: Name, _ columns: [Column], reading: String? = nil, readingRange: SourceRange? = nil)
  {
    self.relation = relation
    self.columns = columns
    self.reading = reading
    self.readingRange = readingRange
  }
}

/// `from article(paragraph: 1, sentence: 1, bytes: 20..162, by: curated, confidence: high)`: where a fact
/// stands. `bytes` is half open and counts UTF-8 bytes of the document as stored; `row` is a line of a file of
/// rows, counted from 1.
public struct Citation: Hashable, Sendable {
  public enum Confidence: String, CaseIterable, Sendable { case high, medium, low }

  public var document: Name
  public var paragraph: Int?
  public var sentence: Int?
  public var bytes: Range<Int>?
  public var row: Int?
  public var by: String?
  public var confidence: Confidence?
  /// Who says so, where it is not the document itself.
  public var attribution: String?
  /// A few of the cited words, shown where the document is not at hand.
  public var quote: String?
  public var range: SourceRange

  public init(document: Name, range: SourceRange) {
    self.document = document
    self.range = range
  }

  /// What a citation may say of a document, as the language names it, in the order in which it is written.
  package static let attributes = [
    "paragraph", "sentence", "bytes", "row", "by", "confidence", "attribution", "quote",
  ]

  /// Whether two citations differ in nothing but their place in the source.
  package func saysSame(as other: Citation) -> Bool {
    document.text == other.document.text && paragraph == other.paragraph && sentence == other.sentence
      && bytes == other.bytes && row == other.row && by == other.by && confidence == other.confidence
      && attribution == other.attribution && quote == other.quote
  }
}

/// `visited(tokayev, pakistan, 2026-02-03) from … , … .`
public struct Fact: Hashable, Sendable {
  /// Its modality is always one (`.only`), never `.any`.
  public var atom: Atom
  public var citations: [Citation]

  public init(_ atom: Atom, citations: [Citation] = []) {
    self.atom = atom
    self.citations = citations
  }
}

public struct Rule: Hashable, Sendable {
  public var head: Atom
  public var body: Formula

  public init(head: Atom, body: Formula) {
    self.head = head
    self.body = body
  }
}

/// `visited(X, pakistan, When) show X order by When desc limit 10?`
public struct Query: Hashable, Sendable {
  public struct Ordering: Hashable, Sendable {
    public var variable: Name
    public var isDescending: Bool

    public init(_ variable: Name, isDescending: Bool = false) {
      self.variable = variable
      self.isDescending = isDescending
    }
  }

  public var body: Formula
  /// The variables after `show`; nil where every named variable is shown.
  public var shown: [Name]?
  public var ordering: [Ordering]
  public var limit: Int?

  public init(_ body: Formula, shown: [Name]? = nil, ordering: [Ordering] = [], limit: Int? = nil) {
    self.body = body
    self.shown = shown
    self.ordering = ordering
    self.limit = limit
  }
}

/// One statement with its place and the text of the `///` comments before it.
public struct Statement: Sendable {
  public enum Kind: Hashable, Sendable {
    case declaration(Declaration)
    case fact(Fact)
    case rule(Rule)
    case query(Query)
    /// `:- body.`; each row of the body is a violation.
    case constraint(Formula)
    /// `include "file".`
    case include(path: String, range: SourceRange)
    /// `parameter place = pakistan.`: a script's parameter, with its default.
    case parameter(Name, default: Literal?)
    /// `:describe visited`: a command's name without the colon, and the rest of its line, trimmed.
    case command(Name, rest: String)
  }

  public var kind: Kind
  public var source: SourceText
  public var range: SourceRange
  public var documentation: String?

  public init(_ kind: Kind, in source: SourceText, _ range: SourceRange, documentation: String? = nil) {
    self.kind = kind
    self.source = source
    self.range = range
    self.documentation = documentation
  }

  /// The statement as it was written.
  public var text: String { source.text(range) }
}
