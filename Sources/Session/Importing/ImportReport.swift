import Engine
import Interchange
import Syntax

/// What an import did, in words.
enum ImportReport {
  /// `visits.tsv: 3,264 rows read: 3,263 facts imported, 1 duplicate, 0 rejected`, and a line for each relation where
  /// there are several.
  static func lines(_ summary: ImportSummary) -> [String] {
    let name = Path.lastComponent(of: summary.path)
    if let known = summary.known {
      return [
        "\(name) is in the dossier already, as document '\(known)'; nothing is added (--again reads it again)"
      ]
    }
    let start = "\(name): \(count(summary.read, "row")) read: "
    if summary.relations.isEmpty { return [start + "nothing imported"] }
    let isPlain = summary.relations.count == 1 && !summary.format.isOfEvents
    if isPlain, let relation = summary.relations.first {
      return [
        start
          + ([words(of: relation)] + leftOut(summary) + ["\(number(summary.rejected)) rejected"]).joined(
            separator: ", ")
      ]
    }
    let rows =
      ["\(number(summary.taken)) taken"] + leftOut(summary) + ["\(number(summary.rejected)) rejected"]
    return [start + rows.joined(separator: ", ")]
      + summary.relations.filter { $0.stated > 0 }.map { relation in
        let modality = relation.target.modality == .actual ? "" : relation.target.modality.rawValue + " "
        return "  \(modality)\(relation.target.relation): \(words(of: relation))"
      }
  }

  /// What a dry run has found.
  static func dryLines(_ summary: ImportSummary) -> [String] {
    let rows =
      ["\(number(summary.taken)) good"] + leftOut(summary) + ["\(number(summary.rejected)) bad"]
    return ["\(count(summary.read, "row")) read: " + rows.joined(separator: ", ") + "; nothing is imported"]
  }

  private static func words(of relation: ImportSummary.Relation) -> String {
    "\(count(relation.imported, "fact")) imported, \(count(relation.duplicates, "duplicate"))"
  }

  /// `5 left out (3 of other event codes, 2 without a country)`
  private static func leftOut(_ summary: ImportSummary) -> [String] {
    let reasons = summary.leftOut.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard !reasons.isEmpty else { return [] }
    let words = reasons.map { "\(number($0.value)) \($0.key)" }.joined(separator: ", ")
    return ["\(number(summary.leftOutCount)) left out (\(words))"]
  }

  private static func count(_ count: Int, _ word: String) -> String {
    "\(number(count)) \(word)\(count == 1 ? "" : "s")"
  }

  private static func number(_ number: Int) -> String { WorkProgress.grouped(number) }
}
