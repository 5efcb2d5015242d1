public import Engine
public import Syntax

/// Rows under named columns: an answer, or what a command lists.
public struct ResultSet {
  public let columns: [String]
  public let count: Int
  /// Whether the question had no variables: its answer is yes for one row, no for none.
  public var isBoolean: Bool
  /// How a row reads as a fact.
  public var fact: FactTemplate
  /// What stands above a table.
  public var title: String?
  /// What is said under a table in place of `3 rows`; nothing where it is empty.
  public var footer: String?
  /// Whether the numbers of its rows mean something to a later command, as to `:source 3`.
  public var isNumbered = false
  /// Lines across a table.
  public var headings: [Heading] = []
  /// The columns whose cells stand right though not all of them are numbers.
  public var rightColumns: Set<Int> = []
  /// The statement that a row reads as, where that is more than ``fact`` tells.
  public var statement: ((Int) -> String)?
  /// A line that parts the rows of a table; other forms leave it out.
  public struct Heading: Sendable {
    /// The number of the row that it stands above.
    public var row: Int
    public var text: String
    var style: Palette.Style

    public init(row: Int, text: String, style: Palette.Style = .bold) {
      self.row = row
      self.text = text
      self.style = style
    }
  }

  private let rowAt: (Int) -> [Value]

  /// `row` is asked for row numbers from 0 up to `count`, as often as a format needs.
  public init(
    columns: [String], count: Int, isBoolean: Bool = false, fact: FactTemplate? = nil, footer: String? = nil,
    row: @escaping (Int) -> [Value]
  ) {
    self.columns = columns
    self.count = count
    self.isBoolean = isBoolean
    self.fact = fact ?? FactTemplate(name: "answer", columnCount: columns.count)
    self.footer = footer
    rowAt = row
  }

  /// Rows that are at hand, as a command lists them.
  public init(_ name: String, columns: [String], rows: [[Value]], footer: String? = nil) {
    self.init(
      columns: columns, count: rows.count, fact: FactTemplate(name: name, columnCount: columns.count),
      footer: footer
    ) { rows[$0] }
  }

  public subscript(row: Int) -> [Value] { rowAt(row) }

  /// The answer of a question without variables as other formats than a table show it: one row of one
  /// column.
  var boxed: ResultSet {
    guard isBoolean else { return self }
    let holds = count > 0
    return ResultSet(columns: ["answer"], count: 1, isBoolean: true) { _ in [.text(holds ? "true" : "false")]
    }
  }

  /// `1 row`, `12 rows`.
  static func rowCount(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
