import Engine
import Glibc
import Interchange
import SQLite
import Syntax

/// What is written out, in which form and where to.
struct ExportOrder {
  var items: [ExportItem] = []
  var format: ExportFormat
  /// Nil for standard output.
  var path: String?
  /// Whether what exists may be replaced.
  var replaces: Bool
}

extension Workspace {
  /// Writes relations and questions to a file or, without a path, to standard output; several to a folder or an SQLite
  /// file. Without operands it writes each relation that has stated facts. What is there changes only when all is
  /// written, and is replaced only where `replacing` says so.
  public func export(
    _ operands: [String], format: ExportFormat? = nil, to path: String? = nil, replacing: Bool = false
  ) -> Outcome {
    engine.interrupt.clear()
    var run = Run(mode: .prompt, isFile: false, purpose: .execute, isStrict: false)
    beginWork()
    defer { progressLine.clear() }
    do throws(EngineError) {
      let format = format ?? path.flatMap { ExportFormat(ofFile: $0) } ?? .csv
      var order = ExportOrder(format: format, path: path, replaces: replacing)
      if format != .folder || !operands.isEmpty { order.items = try items(of: operands) }
      try carryOut(order, in: &run)
    } catch {
      report(error, in: &run)
    }
    return run.outcome
  }

  private func items(of operands: [String]) throws(EngineError) -> [ExportItem] {
    guard !operands.isEmpty else { return try allItems() }
    return try operands.map { operand throws(EngineError) in
      if let relation = engine.relation(named: operand) { return try ExportItem(relation) }
      let source = SourceText(name: "<export>", text: operand)
      if SyntaxPrinter.isName(operand) {
        throw .invalid([
          Diagnostic(
            .error, .unknownRelation, "unknown relation '\(operand)'",
            at: SourceRange(0, source.bytes.count),
            in: source, mend: engine.suggestion(forRelation: operand) ?? "':relations' lists them")
        ])
      }
      return try ExportItem(question: source)
    }
  }

  /// Each relation that has stated facts.
  func allItems() throws(EngineError) -> [ExportItem] {
    try engine.relations.filter { $0.factCount > 0 }.map { relation throws(EngineError) in
      try ExportItem(relation)
    }
  }

  /// Carries an order out. Throws where nothing was written.
  func carryOut(_ order: ExportOrder, in run: inout Run) throws(EngineError) {
    if order.format == .folder {
      guard order.items.isEmpty else { throw refusal("a folder holds the whole dossier, not one relation") }
      guard let path = order.path else { throw refusal("a folder needs a path (--output DIR)") }
      return try exportFolder(to: path, replacing: order.replaces, in: &run)
    }
    if order.items.isEmpty { throw refusal("there are no facts to write out") }
    guard let path = order.path else { return try writeToResults(order, in: &run) }
    if order.format == .sqlite {
      try refuseExisting(path, order)
      return try writeSQLite(order, to: path, in: &run)
    }
    let isFolder = order.items.count > 1 || Folder.exists(path)
    try writeFiles(
      order, to: isFolder ? files(of: order, in: path) : [path], folder: isFolder ? path : nil, in: &run)
  }

  private func refusal(_ message: String, mend: String? = nil) -> EngineError {
    .invalid([Diagnostic(.error, .invalidCommand, message, mend: mend)])
  }

  private func refuseExisting(_ path: String, _ order: ExportOrder) throws(EngineError) {
    var status = stat()
    guard !order.replaces, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    throw .invalid([
      Diagnostic(.error, .unwritableFile, "'\(path)' exists already", mend: "--force replaces it")
    ])
  }

  // MARK: Rows

  /// The rows of an item; what is left out of them is told.
  private func rows(of item: ExportItem, in run: inout Run) throws(EngineError) -> ResultSet {
    let answer = try engine.ask(item.query, in: item.statement, dates: settings.dates)
    if answer.possible > 0, let footer = footer(of: answer) { notice("\(item.name): \(footer)") }
    if answer.isTruncated { report(.stopped(.rows(answer.count)), at: item.statement, in: &run) }
    return item.rows(of: answer, as: resultSet(of: answer, to: item.query))
  }

  private func writeToResults(_ order: ExportOrder, in run: inout Run) throws(EngineError) {
    guard let format = order.format.result else {
      throw refusal("an SQLite file needs a path (--output FILE)")
    }
    guard let item = order.items.first, order.items.count == 1 else {
      throw refusal(
        "several relations do not go to standard output", mend: "--output DIR writes a file for each")
    }
    let rows = try rows(of: item, in: &run)
    progressLine.clear()
    let isWhole = format.write(rows, to: results) { [engine] in engine.interrupt.isRequested }
    noteFailure(of: results, in: &run.outcome)
    if !isWhole, engine.interrupt.isRequested { throw .stopped(.interrupted) }
  }

  private func writeFiles(
    _ order: ExportOrder, to paths: [String], folder: String?, in run: inout Run
  ) throws(EngineError) {
    guard let format = order.format.result else { return }
    for path in paths { try refuseExisting(path, order) }
    // All rows are known before anything is made.
    var results: [ResultSet] = []
    for item in order.items { results.append(try rows(of: item, in: &run)) }
    var isNewFolder = false
    do throws(FileError) {
      if let folder { isNewFolder = try Folder.make(folder) }
      var outputs: [Output] = []
      for (path, rows) in zip(paths, results) {
        let output = try Output.replacing(path)
        output.interrupt = engine.interrupt
        outputs.append(output)
        let isWhole = format.write(rows, to: output) { [engine] in engine.interrupt.isRequested }
        output.flush()
        if let failure = output.failure { throw failure.error(of: path) }
        if !isWhole { throw FileError(.write, path, reason: "interrupted") }
      }
      for (path, output) in zip(paths, outputs) {
        output.close()
        if let failure = output.failure { throw failure.error(of: path) }
      }
    } catch {
      if isNewFolder, let folder { rmdir(folder) }
      throw failure(of: error)
    }
    let count = results.reduce(0) { $0 + $1.count }
    say(in: run, "\(ResultSet.rowCount(count)) written to \(order.path ?? "")")
  }

  private func writeSQLite(_ order: ExportOrder, to path: String, in run: inout Run) throws(EngineError) {
    var tables: [SQLiteTable] = []
    for item in order.items {
      let rows = try rows(of: item, in: &run).boxed
      let types = rows.isBoolean ? nil : item.columns?.map(\.type)
      tables.append(
        SQLiteTable(
          name: item.name, columns: rows.columns,
          types: types ?? Array(repeating: .any, count: rows.columns.count), count: rows.count
        ) { rows[$0] })
    }
    do throws(FileError) {
      let pending = try PendingFile(replacing: path)
      guard let temporary = pending.temporary else {
        throw FileError(.write, path, reason: "an SQLite file is a plain file")
      }
      do throws(SQLiteError) {
        let isWhole = try SQLiteFile.write(tables, to: temporary) { [engine] in engine.interrupt.isRequested }
        if !isWhole { throw SQLiteError(code: 9, message: "interrupted") }
      } catch {
        throw FileError(.write, path, reason: error.message)
      }
      try pending.commit()
    } catch {
      throw failure(of: error)
    }
    let count = tables.reduce(0) { $0 + $1.count }
    say(in: run, "\(ResultSet.rowCount(count)) written to \(path)")
  }

  /// A file that could not be written, or an interrupt that came while it was.
  func failure(of error: FileError) -> EngineError {
    engine.interrupt.isRequested ? .stopped(.interrupted) : .invalid([error.diagnostic()])
  }

  /// The files of several items in a folder; no two are alike.
  private func files(of order: ExportOrder, in folder: String) -> [String] {
    var taken: Set<String> = []
    return order.items.map { item in
      var name = item.name
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(item.name)-\(number)"
        number += 1
      }
      return Path.join(folder, name + "." + (order.format.extensions.first ?? "txt"))
    }
  }
}

extension Output.Failure {
  func error(of path: String) -> FileError {
    switch self {
    case .closed: FileError(.write, path, reason: "nobody reads it")
    case .interrupted: FileError(.write, path, reason: "interrupted")
    case .failed(let reason): FileError(.write, path, reason: reason)
    }
  }
}
