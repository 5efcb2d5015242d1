import Engine
import Syntax

extension FileImport {
  /// What makes facts of the file's rows by the templates, or by the file's own columns where there are none.
  func templateTaker(
    _ layout: inout FileLayout, for engine: Engine, _ warnings: inout [Diagnostic], _ budget: Budget
  ) throws(EngineError) -> TemplateTaker {
    if layout.width == 0 {
      // A relation without facts is written so.
      if layout.format == .facts, options.templates.isEmpty { return TemplateTaker(targets: [], recipes: []) }
      throw ImportMistake.unreadable(path, "it is empty")
    }
    let templates = options.templates.isEmpty ? [try ownTemplate(layout)] : options.templates
    var resolutions: [TemplateResolution] = []
    for template in templates {
      var resolution = try TemplateResolution(template, for: engine, among: resolutions.map(\.target))
      try resolution.resolveSources(in: &layout, &warnings)
      resolutions.append(resolution)
    }
    let guesses = try guess(for: resolutions, layout, budget)
    for index in resolutions.indices { try resolutions[index].settle(by: guesses, options, layout) }
    let settled = resolutions.map(\.target)
    for index in resolutions.indices { resolutions[index].widen(to: settled) }
    return TemplateTaker(
      targets: resolutions.map(\.target),
      recipes: resolutions.enumerated().map { index, resolution in
        FactRecipe(target: index, columns: resolution.columns, empty: options.empty)
      })
  }

  /// All columns of the file in a relation that is named after it.
  private func ownTemplate(_ layout: FileLayout) throws(EngineError) -> ImportTemplate {
    let stem =
      layout.format == .sqlite ? options.table ?? ImportFormat.stem(of: path) : ImportFormat.stem(of: path)
    let relation = DataColumn.name(from: Array(stem.utf8)[...])
    guard SyntaxPrinter.isName(relation) else {
      throw ImportMistake.unreadable(
        path, "its name makes no relation's name; --into says what the rows become")
    }
    var names: [String] = []
    for place in 0..<layout.width {
      let written = layout.names.indices.contains(place) ? layout.names[place] : ""
      let name = DataColumn.name(from: Array(written.utf8)[...])
      let usable = SyntaxPrinter.isName(name) ? name : "c\(place + 1)"
      names.append(names.contains(usable) ? "\(usable)_\(place + 1)" : usable)
    }
    return ImportTemplate(
      relation: relation, columns: names.enumerated().map { ($0.element, $0.offset + 1) })
  }

  /// What the fields of the columns that need it allow them to hold, by all rows.
  private func guess(
    for resolutions: [TemplateResolution], _ layout: FileLayout, _ budget: Budget
  ) throws(EngineError) -> FieldGuesses {
    var guesses = FieldGuesses()
    for resolution in resolutions { resolution.note(in: &guesses, dates: options.dates) }
    if guesses.isEmpty {
      passOver()
      return guesses
    }
    try forEachRecord(of: layout, budget, counting: false) { row, mistake in
      if mistake == nil { guesses.take(row) }
    }
    return guesses
  }
}

/// What is found out of fields by reading all rows.
struct FieldGuesses {
  /// For fields of which nothing is known.
  var types: [Int: SourceGuess] = [:]
  /// For fields that are known to be dates.
  var orders: [Int: SourceGuess] = [:]

  var isEmpty: Bool { types.isEmpty && orders.isEmpty }

  mutating func take(_ row: any RecordReader) {
    let number = row.number
    for field in types.keys { types[field]?.take(row.field(field), row.form(field), row: number) }
    for field in orders.keys { orders[field]?.takeDate(row.field(field), row: number) }
  }
}
