import Chronology
import Engine
import Interchange
import Syntax

/// A file of one relation's rows: `visited.facts`, `visited.tsv`, `visited.csv`.
///
/// `.facts` is as Soufflé has it: tabs and no header. The first row of a `.tsv` or `.csv` file names the
/// columns; it is taken as data where it cannot be names: where a field of it is empty, repeated, a number
/// or a date, or where the relation is declared and has none of these columns.
struct RelationFile {
  let path: String
  let relation: String
  let dialect: DelimitedReader.Dialect
  let sizes: ReadingSizes

  /// Nil where the name has another extension.
  init?(_ path: String, sizes: ReadingSizes = ReadingSizes()) {
    switch Path.fileExtension(of: path) {
    case "facts": dialect = .facts
    case "tsv": dialect = .tsv
    case "csv": dialect = .csv
    default: return nil
    }
    self.path = path
    self.sizes = sizes
    relation = Path.stem(of: path)
  }

  /// How the file's fields become the relation's columns.
  struct Shape {
    var columns: [DataColumn]
    /// The column that each field fills.
    var places: [Int]
    var hasHeader: Bool
    /// Whether the header is the first to name the columns.
    var isNew: Bool
    /// Where in the file the rows begin.
    var start: Int
  }

  /// Loads every row, or none. A row that does not fit is an error that names its line. Returns how many rows
  /// there are.
  func load(into engine: Engine) throws(EngineError) -> Int {
    guard SyntaxPrinter.isName(relation) else {
      throw invalid("'\(relation)' does not name a relation: a name starts with a small letter", line: nil)
    }
    let budget = engine.budget()
    if let count = try loadQuickly(into: engine, budget) { return count }
    return try loadCarefully(into: engine, budget)
  }

  /// Reads the file twice, first to see that every row fits and what its columns hold, then to take the rows in.
  func loadCarefully(into engine: Engine, _ budget: Budget) throws(EngineError) -> Int {
    // What is told of the first reading is told as the first half.
    let work = InputFile(path).map { LoadingWork(path: path, size: 2 * $0.size) }
    budget.work = work
    guard let shape = try shape(for: engine.relation(named: relation), budget, work) else { return 0 }
    if shape.isNew { try declare(shape, in: engine) }
    // The loader takes columns from left to right, whatever the order of the header.
    var fields = Array(repeating: 0, count: shape.columns.count)
    for (field, column) in shape.places.enumerated() { fields[column] = field }
    let loader = FactLoader(relation, arity: shape.columns.count, into: engine, budget: budget)
    var count = 0
    try forEachRow(of: shape, budget, work, isSecond: true) { (reader, line) throws(EngineError) in
      for (column, field) in zip(shape.columns, fields) {
        guard column.add(reader.field(field), to: loader) else {
          throw misfit(reader.field(field), column, line)
        }
      }
      try loader.endRow()
      count += 1
    }
    try loader.finish()
    return count
  }

  /// Looks through the first `limit` rows, or the whole file. Nil where there is nothing in it.
  func shape(
    for known: RelationDescription?, _ budget: Budget, _ work: LoadingWork? = nil, limit: Int = .max
  ) throws(EngineError) -> Shape? {
    var reader = try open()
    guard try advance(&reader) else { return nil }
    let header = (0..<reader.fieldCount).map { reader.field($0) }
    if let known, known.isDeclared {
      var shape = try shape(header, of: known)
      if shape.hasHeader { shape.start = reader.offset }
      let (columns, places) = (shape.columns, shape.places)
      try forEachRow(of: shape, budget, work, limit: limit) { (reader, line) throws(EngineError) in
        for (index, place) in places.enumerated() {
          let column = columns[place]
          let field = reader.field(index)
          guard column.fits(field) else { throw misfit(field, column, line) }
        }
      }
      return shape
    }
    let names = dialect == .facts ? nil : DataColumn.names(from: header)
    var shape = Shape(
      columns: header.indices.map { DataColumn(name: names?[$0] ?? "\($0 + 1)", type: .any) },
      places: Array(header.indices), hasHeader: names != nil, isNew: names != nil && known == nil,
      start: names == nil ? 0 : reader.offset)
    var guesses = Array(repeating: ColumnGuess(), count: header.count)
    try forEachRow(of: shape, budget, work, limit: limit) { (reader, line) throws(EngineError) in
      for index in guesses.indices {
        let field = reader.field(index)
        guard DataColumn.isText(field) else { throw misfit(field, shape.columns[index], line) }
        guesses[index].take(field)
      }
    }
    for (index, guess) in guesses.enumerated() { shape.columns[index].type = guess.type }
    if let known, known.arity != header.count {
      throw invalid(
        "\(Self.fields(header.count)) where \(relation)/\(known.arity) has \(known.arity)", line: 1)
    }
    return shape
  }

  /// The columns as they are declared; a header may name them in another order.
  private func shape(_ header: [ArraySlice<UInt8>], of known: RelationDescription) throws(EngineError)
    -> Shape
  {
    let columns = known.columns.map { DataColumn(name: $0.name ?? "", type: $0.type) }
    let places = header.map { field in columns.firstIndex { $0.name == DataColumn.name(from: field) } }
    let named = places.compactMap(\.self)
    guard dialect != .facts, !named.isEmpty else {
      return Shape(columns: columns, places: Array(columns.indices), hasHeader: false, isNew: false, start: 0)
    }
    guard named.count == header.count, Set(named).count == columns.count, named.count == columns.count else {
      let expected = columns.map(\.name).joined(separator: ", ")
      throw invalid("the header does not name the columns of \(relation)(\(expected))", line: 1)
    }
    return Shape(columns: columns, places: named, hasHeader: true, isNew: false, start: 0)
  }

  func declare(_ shape: Shape, in engine: Engine) throws(EngineError) {
    let place = SourceRange(0, 0)
    let declaration = Declaration(
      Name(relation, place), shape.columns.map { Declaration.Column(Name($0.name, place), $0.type) })
    let source = SourceText(name: path, text: "")
    try engine.declare(declaration, in: Statement(.declaration(declaration), in: source, place))
  }

  /// Goes through the first `limit` rows after the header; each has as many fields as there are columns. Rows count
  /// as work when they are read for the second time.
  private func forEachRow(
    of shape: Shape, _ budget: Budget, _ work: LoadingWork?, isSecond: Bool = false, limit: Int = .max,
    _ body: (borrowing DelimitedReader, _ line: Int) throws(EngineError) -> Void
  ) throws(EngineError) {
    var reader = try open()
    if shape.hasHeader { _ = try advance(&reader) }
    var count = 0
    var start = reader.offset
    while count < limit, try advance(&reader) {
      try expect(shape.columns.count, reader)
      try body(reader, reader.recordLine)
      count += 1
      if count % 256 == 0 {
        try budget.poll()
        work?.add(bytes: reader.offset - start, rows: isSecond ? 256 : 0)
        start = reader.offset
      }
    }
  }

  private func misfit(_ field: ArraySlice<UInt8>, _ column: DataColumn, _ line: Int) -> EngineError {
    guard DataColumn.isText(field) else {
      return invalid("a field is not UTF-8 text (column \(column.name))", line: line)
    }
    return invalid(
      "'\(FieldKind.text(field))' is not \(column.type.withArticle) (column \(column.name))", line: line)
  }

  private func expect(_ count: Int, _ reader: borrowing DelimitedReader) throws(EngineError) {
    guard reader.fieldCount != count else { return }
    if reader.isBlank {
      throw invalid("an empty line where \(Self.fields(count)) should be", line: reader.recordLine)
    }
    throw invalid("\(Self.fields(reader.fieldCount)) where \(count) should be", line: reader.recordLine)
  }

  private static func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }

  private func open() throws(EngineError) -> DelimitedReader {
    do throws(ReadingError) {
      return DelimitedReader(try ByteSource(path, unpacks: false), dialect)
    } catch {
      throw .invalid([FileError(.read, path, reason: error.reason).diagnostic()])
    }
  }

  private func advance(_ reader: inout DelimitedReader) throws(EngineError) -> Bool {
    do throws(RowError) {
      return try reader.next()
    } catch {
      throw invalid(error.message, line: error.line)
    }
  }

  /// `visited.tsv:17: 2 fields where 3 should be`, with the line below it.
  private func invalid(_ message: String, line: Int?) -> EngineError {
    guard let line else { return .invalid([Diagnostic(.error, .invalidRow, "\(path): \(message)")]) }
    let text = (try? FileBytes.source(path)).map { source in
      String(decoding: source.bytes[source.range(ofLine: line)].prefix(200), as: UTF8.self)
    }
    return .invalid([
      Diagnostic(
        .error, .invalidRow, "\(path):\(line): \(message)",
        notes: text.map { ["the line is: \($0)"] } ?? [])
    ])
  }
}
