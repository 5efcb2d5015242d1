package import Engine
package import Syntax

/// An import that is ready to run: how the file is read, and what its rows become.
package struct ImportPlan {
  /// Nil where nothing is to be read.
  let layout: FileLayout?
  let taker: any RowTaker
  package let format: ImportFormat
  package let document: String
  package let sha256: String
  /// The document that the file was imported as before, where it was and is not to be read again.
  package let known: String?
  /// Doubts about the templates.
  package var warnings: [Diagnostic] = []

  package var targets: [ImportTarget] { taker.targets }

  /// Who found the facts, and how sure that is.
  package var evidence: (by: String, confidence: Citation.Confidence?) {
    format.isOfEvents ? (format.rawValue, .low) : ("import", nil)
  }

  /// The relations, as the language declares them, each once.
  package var declarations: [String] {
    var seen: Set<String> = []
    return targets.filter { seen.insert($0.relation).inserted }.map { target in
      let columns = target.columns.map { column in
        column.name.isEmpty ? column.type.rawValue : "\(column.name): \(column.type.rawValue)"
      }
      return "relation \(target.relation)(\(columns.joined(separator: ", ")))."
    }
  }
}

extension FileImport {
  /// Makes the plan: looks at the file, at what the engine knows of the relations, and at the rows, as far as the kinds
  /// of their values have to be told by them.
  package func plan(for engine: Engine, _ budget: Budget) throws(EngineError) -> ImportPlan {
    let sha256 = try digest(budget)
    let format = try self.format()
    try checkOptions(format)
    let known = documents(of: engine)
    // Files of a folder and tables of a file are other documents though their bytes may be the same.
    let goesByName = format == .sqlite || options.isOfFolder
    let same = known.first { $0.sha256 == sha256 && (!goesByName || $0.id == document(format)) }
    let id = options.again ? options.document ?? same?.id ?? document(format) : document(format)
    if let same, !options.again {
      return ImportPlan(
        layout: nil, taker: TemplateTaker(targets: [], recipes: []), format: format, document: same.id,
        sha256: sha256, known: same.id)
    }
    if let other = known.first(where: { $0.id == id && $0.sha256 != sha256 }) {
      throw .invalid([
        Diagnostic(
          .error, .invalidCommand, "cannot import '\(path)': '\(other.id)' is another document already",
          notes: [
            "--document ID gives the file another id",
            "that one's SHA-256 is \(other.sha256), the file's \(sha256)",
          ])
      ])
    }
    var layout = try FileLayout(
      path, format, options, namesColumns: options.templates.contains(where: \.namesColumns))
    var warnings: [Diagnostic] = []
    let taker: any RowTaker
    if format.isOfEvents {
      taker = try EventTaker(layout, document: id, for: engine)
    } else {
      taker = try templateTaker(&layout, for: engine, &warnings, budget)
    }
    return ImportPlan(
      layout: layout, taker: taker, format: format, document: id, sha256: sha256, known: nil,
      warnings: warnings)
  }

  /// The format that is given, or that the file's name tells.
  private func format() throws(EngineError) -> ImportFormat {
    if let format = options.format ?? ImportFormat(path: path) { return format }
    throw ImportMistake.unreadable(
      path,
      "its name does not tell its format; --from FORMAT does: "
        + ImportFormat.allCases.map(\.rawValue).joined(separator: ", "))
  }

  private func checkOptions(_ format: ImportFormat) throws(EngineError) {
    func refuse(_ option: String, _ reason: String) -> EngineError {
      .invalid([Diagnostic(.error, .invalidCommand, "\(option) \(reason)")])
    }
    if options.table != nil || options.query != nil, format != .sqlite {
      throw refuse(options.table != nil ? "--table" : "--query", "is for SQLite files")
    }
    if options.table != nil, options.query != nil {
      throw refuse("--table", "and --query exclude each other")
    }
    if options.delimiter != nil, ![.csv, .tsv, .facts].contains(format) {
      throw refuse("--delimiter", "is for csv, tsv and facts files")
    }
    if format.isOfEvents, !options.templates.isEmpty {
      throw refuse("--into", "has no place here: an event's code says what it becomes")
    }
  }

  /// The id that the file's document gets.
  func document(_ format: ImportFormat) -> String {
    if let document = options.document { return document }
    var stem = ImportFormat.stem(of: path)
    // Tables of one file are documents of their own.
    if format == .sqlite, let table = options.table { stem += "_" + table }
    let name = DataColumn.name(from: Array(stem.utf8)[...])
    // A number alone says nothing.
    if name.isEmpty { return "file" }
    return stem.first?.isNumber == true ? "file_" + name.dropFirst() : name
  }

  /// The documents that the engine knows, with what their files are known by.
  private func documents(of engine: Engine) -> [(id: String, sha256: String)] {
    ((try? engine.facts(of: "document")) ?? []).compactMap { fact in
      guard fact.values.count == 5, case .text(let id) = fact.values[0],
        case .text(let sha256) = fact.values[4], !sha256.isEmpty
      else { return nil }
      return (id, sha256.lowercased())
    }
  }
}
