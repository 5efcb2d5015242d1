import Chronology
import Engine
import Syntax

/// Makes facts of events by their codes. Actors are countries; an event is passed over where it does not name two of
/// them, or where its code is none of ``EventKind/all``.
struct EventTaker: RowTaker {
  /// The relation of which row of a document names which address of a report.
  static let sources = "event_source"

  let targets: [ImportTarget]
  private let layout: EventLayout
  private let document: String
  private let format: ImportFormat
  /// The target of each relation and modality.
  private let places: [String: Int]

  init(_ file: FileLayout, document: String, for engine: Engine) throws(EngineError) {
    self.document = document
    format = file.format
    if file.format == .icews {
      guard let layout = EventLayout.icews(file.names) else {
        throw ImportMistake.unreadable(
          file.path,
          "its header does not name the columns \(EventLayout.icewsNames.joined(separator: ", "))")
      }
      self.layout = layout
    } else {
      guard file.width == 0 || EventLayout.gdeltCounts.contains(file.width) else {
        let counts = EventLayout.gdeltCounts.map(String.init).joined(separator: ", ")
        throw ImportMistake.unreadable(
          file.path, "its first line has \(file.width) fields, and events of GDELT have \(counts)")
      }
      layout = .gdelt(columns: file.width)
    }
    var keys = EventKind.all.map { ($0.relation, $0.modality) }
    if layout.address != nil { keys.append((Self.sources, .actual)) }
    var targets: [ImportTarget] = []
    var places: [String: Int] = [:]
    for (relation, modality) in keys where places[Self.key(relation, modality)] == nil {
      let columns = EventKind.columns(of: relation)
      let known = engine.relation(named: relation)
      if let known { try Self.check(known, fits: columns) }
      places[Self.key(relation, modality)] = targets.count
      targets.append(
        ImportTarget(relation: relation, modality: modality, columns: columns, isNew: known == nil))
    }
    self.targets = targets
    self.places = places
  }

  private static func key(_ relation: String, _ modality: Modality) -> String {
    "\(modality.rawValue) \(relation)"
  }

  /// Refuses a relation that cannot hold the facts of events.
  private static func check(
    _ known: RelationDescription, fits columns: [DataColumn]
  ) throws(EngineError) {
    let fits =
      known.arity == columns.count
      && zip(known.columns, columns).allSatisfy { $0.type == .any || $0.type == $1.type }
    if fits { return }
    let shape = columns.map { "\($0.name): \($0.type.rawValue)" }.joined(separator: ", ")
    throw .invalid([
      Diagnostic(
        .error, .typeMismatch, "the events need \(known.name)(\(shape)), which is declared otherwise")
    ])
  }

  func take(_ row: any RecordReader, into staged: inout StagedFacts) throws(RowError) -> String? {
    let date = try self.date(row)
    let code = try self.code(row)
    guard let kind = EventKind.of(code) else { return "of other event codes" }
    let first = try actor(layout.first, row)
    let second = try actor(layout.second, row)
    func add(_ relation: String, _ modality: Modality, _ values: [Value]) {
      guard let target = places[Self.key(relation, modality)] else { return }
      staged.cells += values.map(Cell.value)
      staged.endFact(of: target)
    }
    let nobody = "without two different countries"
    if case .appeal(let aim) = kind.shape {
      guard let first else { return "without a country" }
      add(kind.relation, kind.modality, [.text(first), .text(aim)])
    } else {
      guard let first, let second, first != second else { return nobody }
      switch kind.shape {
      case .visit, .meeting: add(kind.relation, kind.modality, [.text(first), .text(second), .date(date)])
      case .hosting: add(kind.relation, kind.modality, [.text(second), .text(first), .date(date)])
      case .signing:
        let instrument = Value.text("\(format.rawValue)_event_\(try text(layout.id, row))")
        add(kind.relation, kind.modality, [.text(first), instrument, .date(date)])
        add(kind.relation, kind.modality, [.text(second), instrument, .date(date)])
      case .opposition: add(kind.relation, kind.modality, [.text(first), .text(second)])
      case .appeal: break
      }
    }
    if let place = layout.address {
      let address = try text(place, row)
      if !address.isEmpty {
        add(Self.sources, .actual, [.text(document), .integer(Int64(row.number)), .text(address)])
      }
    }
    return nil
  }

  private func date(_ row: any RecordReader) throws(RowError) -> UncertainDate {
    let field = row.field(layout.date)
    if case .date(let date) = DateText.read(field, nil), date.day != nil { return date }
    throw RowError(
      line: row.number, message: "'\(try text(layout.date, row))' is no day (column \(layout.date + 1))")
  }

  /// The event's code with the zero that it begins with, which ICEWS leaves out.
  private func code(_ row: any RecordReader) throws(RowError) -> String {
    let code = try text(layout.code, row)
    guard (1...4).contains(code.utf8.count), code.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
      throw RowError(line: row.number, message: "'\(code)' is no event code (column \(layout.code + 1))")
    }
    guard format == .icews else { return code }
    let root = Int(code.prefix(2)) ?? 0
    return code.utf8.count < 3 || code.utf8.count == 3 && root > 20 ? "0" + code : code
  }

  /// The country of an actor, by the name that it has in facts; nil where there is none.
  private func actor(_ place: Int, _ row: any RecordReader) throws(RowError) -> String? {
    let written = try text(place, row)
    if written.isEmpty { return nil }
    if layout.hasCountryCodes { return CountryNames.name(of: written) ?? written.lowercased() }
    let name = DataColumn.name(from: Array(written.utf8)[...])
    return name.isEmpty ? nil : name
  }

  private func text(_ place: Int, _ row: any RecordReader) throws(RowError) -> String {
    let field = row.field(place)
    guard let text = String(validating: field, as: UTF8.self) else {
      let offset = InvalidUTF8.offset(in: row.raw) ?? 0
      throw RowError(line: row.number, message: InvalidUTF8.message(at: offset) + " (column \(place + 1))")
    }
    return text
  }
}
