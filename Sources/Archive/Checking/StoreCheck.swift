import Chronology
internal import SQLite
import Syntax

/// Looks at all of a dossier's file for what is wrong in it, and changes nothing.
package struct StoreCheck {
  /// What is wrong, in the order of the parts.
  package private(set) var findings: [StoreFinding] = []
  /// How many facts hold, and of how many relations; what could be counted.
  package private(set) var facts = 0
  package private(set) var relations = 0
  package private(set) var documents = 0
  package private(set) var rules = 0
  package private(set) var steps = 0

  private let connection: Connection
  /// Most of SQLite's own findings that are told.
  private static let mostOfSQLite = 20

  /// - Parameter digest: the SHA-256 of bytes, in lower-case hexadecimal digits.
  package init(_ path: String, digest: ([UInt8]) -> String) throws(ArchiveError) {
    if let words = try FileHeader.truncation(of: path) { findings.append(StoreFinding(.file, words)) }
    do throws(SQLiteError) {
      connection = try Rescue.connection(toRead: path)
    } catch {
      throw ArchiveError(path, error)
    }
    checkFile()
    for invariant in Invariant.all { check(invariant) }
    checkRelations()
    checkValues()
    checkDocuments(digest)
    checkTexts()
    count()
    let order = StoreFinding.Part.allCases
    // Parts keep the order in which they were found within.
    findings = order.flatMap { part in findings.filter { $0.part == part } }
  }

  /// Notes what SQLite refuses to read as found in a part.
  private mutating func reading(
    _ part: StoreFinding.Part, _ work: (inout StoreCheck) throws(SQLiteError) -> Void
  ) {
    do throws(SQLiteError) {
      try work(&self)
    } catch {
      let finding = StoreFinding(part, "a part cannot be read: \(error.message)")
      if !findings.contains(finding) { findings.append(finding) }
    }
  }

  private mutating func checkFile() {
    reading(.file) { (check) throws(SQLiteError) in
      let report = try check.connection.prepare("PRAGMA integrity_check(\(Self.mostOfSQLite))")
      while try report.step() {
        let words = report.text(0)
        if words != "ok" {
          check.findings += words.split(separator: "\n").map { StoreFinding(.file, String($0)) }
        }
      }
    }
  }

  private mutating func check(_ invariant: Invariant, in place: String? = nil) {
    reading(invariant.part) { (check) throws(SQLiteError) in
      let count = try check.connection.integer(invariant.question) ?? 0
      if count > 0 { check.findings.append(invariant.finding(of: count, in: place)) }
    }
  }

  private mutating func checkRelations() {
    var found: [(id: Int64, name: String, arity: Int)] = []
    reading(.facts) { (check) throws(SQLiteError) in
      let rows = try check.connection.prepare("SELECT id, name, arity FROM dossier_relation ORDER BY id")
      while try rows.step() {
        guard Archive.arities.contains(rows.integer(2)) else {
          check.findings.append(
            StoreFinding(.facts, "relation '\(rows.text(1))' has \(rows.integer(2)) columns"))
          continue
        }
        found.append((rows.integer(0), rows.text(1), Int(rows.integer(2))))
      }
    }
    for relation in found {
      for invariant in Invariant.facts(of: relation.id, arity: relation.arity) {
        check(invariant, in: "'\(relation.name)'")
      }
      reading(.facts) { (check) throws(SQLiteError) in
        let held = try check.connection.integer(
          "SELECT count(*) FROM \(Schema.factTable(relation.id)) WHERE until IS NULL")
        check.facts += Int(held ?? 0)
        check.relations += held ?? 0 > 0 ? 1 : 0
      }
    }
  }

  /// Dates are dates, durations are durations, and texts are UTF-8.
  private mutating func checkValues() {
    var wrong = 0
    reading(.values) { (check) throws(SQLiteError) in
      let rows = try check.connection.prepare(
        "SELECT kind, value FROM dossier_value WHERE kind IN ('date', 'duration', 'text')")
      while try rows.step() {
        let isRight =
          switch rows.text(0) {
          case "date": (try? UncertainDate(rows.text(1))) != nil
          case "duration": Self.isDuration(rows.text(1))
          default: rows.withBytes(1) { String(validating: $0, as: UTF8.self) != nil }
          }
        if !isRight { wrong += 1 }
      }
    }
    if wrong > 0 {
      findings.append(
        StoreFinding(.values, wrong == 1 ? "1 value cannot be read" : "\(wrong) values cannot be read"))
    }
  }

  private static func isDuration(_ text: String) -> Bool {
    let digits = text.prefix { $0.isNumber || $0 == "-" }
    return !digits.isEmpty && ["d", "w", "mo", "y"].contains(text.dropFirst(digits.count))
  }

  private mutating func checkDocuments(_ digest: ([UInt8]) -> String) {
    reading(.documents) { (check) throws(SQLiteError) in
      let rows = try check.connection.prepare("SELECT id, sha256, text FROM dossier_document ORDER BY id")
      while try rows.step() {
        if digest(rows.bytes(2)) == rows.text(1) { continue }
        check.findings.append(
          StoreFinding(.documents, "the text of '\(rows.text(0))' is not what was kept: its SHA-256 differs"))
      }
    }
  }

  /// Rules and questions can be read as statements.
  private mutating func checkTexts() {
    for (table, name) in [("dossier_rule", "rule"), ("dossier_query", "saved query")] {
      reading(.rules) { (check) throws(SQLiteError) in
        let key = name == "rule" ? "id" : "name"
        let rows = try check.connection.prepare("SELECT \(key), text FROM \(table)")
        while try rows.step() {
          let source = SourceText(name: rows.text(0), text: rows.text(1))
          let isRight = Parser.parse(source, mode: .script).diagnostics.allSatisfy { $0.severity != .error }
          if !isRight {
            check.findings.append(
              StoreFinding(.rules, "the \(name) '\(rows.text(0))' cannot be read: \(rows.text(1))"))
          }
        }
      }
    }
  }

  private mutating func count() {
    func number(_ sql: String) -> Int { Int((try? connection.integer(sql)) ?? 0) }
    documents = number("SELECT count(*) FROM dossier_document")
    rules = number("SELECT count(*) FROM dossier_rule WHERE until IS NULL")
    steps = number("SELECT count(*) FROM dossier_step WHERE kind = 'do'")
  }
}
