import Engine
import Syntax

/// A template on its way to a recipe: its columns in the order of the relation's, and the fields that they are read from.
struct TemplateResolution {
  private let template: ImportTemplate
  private(set) var target: ImportTarget
  private(set) var columns: [FactRecipe.Column] = []
  /// For each column of the relation what the template says of it.
  private var written: [ImportTemplate.Column] = []
  /// Whether a column's type is to be found out.
  private var isOpen: [Bool] = []

  /// Fits a template to its relation, as the engine knows it or as an earlier template of the import makes it.
  init(
    _ template: ImportTemplate, for engine: Engine, among earlier: [ImportTarget]
  ) throws(EngineError) {
    self.template = template
    let name = template.relation.text
    let known = engine.relation(named: name)
    if known?.isBuiltIn == true, name == "evidence" {
      throw ImportMistake.template(
        "'\(name)' is built in and cannot be given a meaning", template, at: template.relation.range,
        mend: "choose another name", code: .reservedName)
    }
    let labelled = template.columns.count { $0.label != nil }
    if labelled > 0, labelled < template.columns.count {
      let bare = template.columns.first { $0.label == nil }?.place.range
      throw ImportMistake.template(
        "columns are given all by name or all by place", template, at: bare, mend: "write NAME: before it",
        code: .missingArgument)
    }
    target = ImportTarget(relation: name, modality: template.modality, columns: [], isNew: false)
    if let known {
      try fit(
        known.columns.map { DataColumn(name: $0.name ?? "", type: $0.type) }, isDeclared: known.isDeclared)
    } else if let same = earlier.first(where: { $0.relation == name }) {
      try fit(same.columns.map { DataColumn(name: $0.name, type: .any) }, isDeclared: false)
      target.columns = same.columns
      target.isNew = true
    } else {
      try invent()
    }
  }

  /// The columns of a relation that is known, each with what the template says of it.
  private mutating func fit(_ known: [DataColumn], isDeclared: Bool) throws(EngineError) {
    let name = template.relation.text
    target.columns = known
    isOpen = known.map { _ in !isDeclared }
    guard template.columns.contains(where: { $0.label != nil }) else {
      written = template.columns
      guard written.count == known.count else {
        throw ImportMistake.template(
          "'\(name)' has \(known.count) column\(known.count == 1 ? "" : "s"), not \(written.count)", template,
          mend: shape(known), code: .wrongArity)
      }
      return
    }
    var byName: [String: ImportTemplate.Column] = [:]
    for column in template.columns {
      guard let label = column.label else { continue }
      guard known.contains(where: { $0.name == label.text }) else {
        let near = nearest(to: label.text, among: known.map(\.name)).map { "did you mean '\($0)'?" }
        throw ImportMistake.template(
          "'\(name)' has no column '\(label.text)'", template, at: label.range, mend: near ?? shape(known))
      }
      guard byName.updateValue(column, forKey: label.text) == nil else {
        throw ImportMistake.template(
          "column '\(label.text)' is given twice", template, at: label.range, code: .duplicateArgument)
      }
    }
    for column in known {
      guard let given = byName[column.name] else {
        throw ImportMistake.template(
          "column '\(column.name)' of '\(name)' is not given", template, mend: shape(known),
          code: .missingArgument)
      }
      written.append(given)
    }
  }

  /// The columns of a relation that the import brings in.
  private mutating func invent() throws(EngineError) {
    var names: Set<String> = []
    for (place, column) in template.columns.enumerated() {
      var name = column.label?.text ?? column.place.source.columnName ?? "c\(place + 1)"
      if !SyntaxPrinter.isName(name) {
        if let label = column.label {
          throw ImportMistake.template(
            "'\(name)' does not name a column", template, at: label.range,
            mend: "a column's name starts with a small letter")
        }
        name = "c\(place + 1)"
      }
      if !names.insert(name).inserted {
        if let label = column.label {
          throw ImportMistake.template(
            "column '\(name)' is given twice", template, at: label.range, code: .duplicateArgument)
        }
        name += "_\(place + 1)"
        names.insert(name)
      }
      target.columns.append(DataColumn(name: name, type: .any))
    }
    target.isNew = true
    written = template.columns
    isOpen = written.map { _ in true }
  }

  private func shape(_ columns: [DataColumn]) -> String? {
    columns.allSatisfy { !$0.name.isEmpty }
      ? "its columns are \(columns.map(\.name).joined(separator: ", "))" : nil
  }

  // MARK: Sources

  /// Finds the fields that the template's sources name.
  mutating func resolveSources(in layout: inout FileLayout, _ warnings: inout [Diagnostic])
    throws(EngineError)
  {
    for (index, column) in written.enumerated() {
      var known = target.columns[index]
      let source: FactRecipe.Source
      if case .interval(let start, let end) = column.place.source {
        guard isOpen[index] || known.type == .date || known.type == .any else {
          throw ImportMistake.template(
            "column '\(known.name)' holds \(known.type.withArticle), and start/end makes a date", template,
            at: column.place.range, code: .typeMismatch)
        }
        source = .interval(
          try field(start, in: &layout, &warnings), try field(end, in: &layout, &warnings))
        // What the parts are is known, whatever the column may hold.
        known.type = .date
        if isOpen[index] { target.columns[index].type = .date }
        isOpen[index] = false
      } else {
        source = try self.source(column.place, in: &layout, &warnings)
        if case .literal(let value) = source {
          let type = value.columnType
          guard isOpen[index] || known.type == type || known.type == .any else {
            throw ImportMistake.template(
              "column '\(known.name)' holds \(known.type.withArticle), not \(type.withArticle)", template,
              at: column.place.range, code: .typeMismatch)
          }
          if isOpen[index] { target.columns[index].type = type }
          isOpen[index] = false
        }
      }
      columns.append(FactRecipe.Column(column: known, source: source))
    }
  }

  private func field(
    _ place: ImportTemplate.Place, in layout: inout FileLayout, _ warnings: inout [Diagnostic]
  ) throws(EngineError) -> Int {
    if case .field(let field) = try source(place, in: &layout, &warnings) { return field }
    throw ImportMistake.template(
      "a column of the file should stand here", template, at: place.range, mend: "an interval is start/end",
      code: .typeMismatch)
  }

  private func source(
    _ place: ImportTemplate.Place, in layout: inout FileLayout, _ warnings: inout [Diagnostic]
  ) throws(EngineError) -> FactRecipe.Source {
    switch place.source {
    case .literal(let value): return .literal(value)
    case .interval: throw ImportMistake.template("an interval has two ends", template, at: place.range)
    case .position(let position):
      // The columns that a file has by itself are found by their places, those of objects too.
      guard position <= layout.width, !layout.holdsObjects || template.text.bytes.isEmpty else {
        let mend =
          layout.holdsObjects
          ? "a path into the objects, as a.b.0"
          : "it has \(layout.width) column\(layout.width == 1 ? "" : "s")"
        throw ImportMistake.template(
          "the file has no column \(position)", template, at: place.range, mend: mend)
      }
      return .field(position - 1)
    case .name(let name):
      if let field = try column(name, place, in: &layout) { return .field(field) }
      throw unknown(name, place, in: layout)
    case .quoted(let name):
      if let field = layout.names.firstIndex(of: name) { return .field(field) }
      if let near = nearest(to: name, among: layout.names) {
        warnings.append(
          Diagnostic(
            .warning, .unknownColumn, "\"\(name)\" is no column of the file, and is taken as a text",
            at: place.range, in: template.text, mend: "did you mean \"\(near)\"?"))
      }
      return .literal(.text(name))
    }
  }

  /// The column of a name, as the file has it or as the language would write it.
  private func column(
    _ name: String, _ place: ImportTemplate.Place, in layout: inout FileLayout
  ) throws(EngineError) -> Int? {
    let names = layout.names
    let exact = names.indices.filter { names[$0] == name }
    let written =
      exact.isEmpty
      ? names.indices.filter { DataColumn.name(from: Array(names[$0].utf8)[...]) == name } : exact
    if written.count > 1 {
      let places = written.map { "$\($0 + 1)" }.joined(separator: " or ")
      throw ImportMistake.template(
        "the file has \(written.count) columns '\(name)'", template, at: place.range, mend: "write \(places)")
    }
    if let field = written.first { return field }
    guard layout.holdsObjects else { return nil }
    do throws(RowError) {
      return try layout.column(atPath: name)
    } catch {
      throw ImportMistake.unreadable(layout.path, error.message)
    }
  }

  private func unknown(_ name: String, _ place: ImportTemplate.Place, in layout: FileLayout) -> EngineError {
    let mend: String
    if let near = nearest(to: name, among: layout.names) {
      mend = "did you mean '\(near)'?"
    } else if layout.names.isEmpty {
      mend = "its columns have no names; $1 is the first"
    } else {
      let shown = layout.names.prefix(12).joined(separator: ", ")
      mend = "its columns are \(shown)\(layout.names.count > 12 ? ", …" : "")"
    }
    return ImportMistake.template("the file has no column '\(name)'", template, at: place.range, mend: mend)
  }

  // MARK: Types

  /// Notes the fields of which something is to be found out.
  func note(in guesses: inout FieldGuesses, dates: DateOrder?) {
    for (column, isOpen) in zip(columns, isOpen) {
      switch column.source {
      case .field(let field):
        if isOpen { guesses.types[field] = SourceGuess() }
        if !isOpen, column.column.type == .date, dates == nil { guesses.orders[field] = SourceGuess() }
      case .interval(let start, let end):
        if dates == nil { for field in [start, end] { guesses.orders[field] = SourceGuess() } }
      case .literal: break
      }
    }
  }

  /// Sets what was found out. Throws where the dates of a column can be read in several ways.
  mutating func settle(by guesses: FieldGuesses, _ options: ImportOptions, _ layout: FileLayout)
    throws(EngineError)
  {
    for index in columns.indices {
      if isOpen[index], case .field(let field) = columns[index].source {
        let type = guesses.types[field]?.type ?? .text
        columns[index].column.type = type
        if target.columns[index].type == .any || target.isNew { target.columns[index].type = type }
      }
      guard columns[index].column.type == .date else { continue }
      switch columns[index].source {
      case .field(let field):
        columns[index].order = try order(of: field, index, guesses, options, layout)
      case .interval(let start, let end):
        columns[index].order = try order(of: start, index, guesses, options, layout)
        columns[index].endOrder = try order(of: end, index, guesses, options, layout)
      case .literal: break
      }
    }
  }

  /// Lets the columns of a relation that several templates bring in hold what each of them gives.
  mutating func widen(to targets: [ImportTarget]) {
    guard target.isNew else { return }
    for other in targets where other.relation == target.relation {
      for (index, column) in other.columns.enumerated() where column.type != target.columns[index].type {
        target.columns[index].type = .any
      }
    }
  }

  private func order(
    of field: Int, _ column: Int, _ guesses: FieldGuesses, _ options: ImportOptions, _ layout: FileLayout
  ) throws(EngineError) -> DateOrder? {
    if let order = options.dates { return order }
    guard let guess = (guesses.orders[field] ?? guesses.types[field])?.order else { return nil }
    guard let doubt = guess.doubt else { return guess.order }
    let name = layout.names.indices.contains(field) ? "'\(layout.names[field])'" : "$\(field + 1)"
    throw ImportMistake.template(
      "the dates of column \(name) are ambiguous: \(doubt)", template,
      at: written[column].place.range, mend: "--dates dmy or --dates mdy says it", code: .invalidDate)
  }
}

extension Value {
  /// The kind of column that holds it.
  var columnType: ColumnType {
    switch self {
    case .text: .text
    case .integer: .integer
    case .decimal: .decimal
    case .date: .date
    case .duration: .duration
    }
  }
}
