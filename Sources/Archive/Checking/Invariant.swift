/// What holds in every dossier, told by a question that counts the rows for which it does not.
struct Invariant {
  let part: StoreFinding.Part
  let question: String
  /// What a row is for which it does not hold, one and several: `fact refers to a value that is missing`.
  let one: String
  let many: String

  func finding(of count: Int64, in place: String? = nil) -> StoreFinding {
    let place = place.map { " of \($0)" } ?? ""
    let words = count == 1 ? one : many
    // The noun comes first, and the relation after it.
    let noun = words.prefix { $0 != " " }
    return StoreFinding(part, "\(count) \(noun)\(place)\(words.dropFirst(noun.count))")
  }

  /// Of the tables that every dossier has.
  static let all: [Invariant] = [
    Invariant(
      part: .journal,
      question: """
        SELECT count(*) FROM dossier_step s
        WHERE s.kind <> 'do' AND NOT EXISTS (SELECT 1 FROM dossier_step t WHERE t.id = s.target AND t.kind = 'do')
        """,
      one: "step takes back or does again a step that is missing",
      many: "steps take back or do again a step that is missing"),
    Invariant(
      part: .journal,
      question: "SELECT count(*) FROM dossier_step WHERE kind = 'do' AND (state IS NULL OR number IS NULL)",
      one: "step has no number or state", many: "steps have no number or state"),
    Invariant(
      part: .journal,
      question: """
        SELECT count(*) FROM dossier_change c WHERE NOT EXISTS (SELECT 1 FROM dossier_step s WHERE s.id = c.step)
        OR kind IN ('added', 'removed', 'cited', 'replaced')
          AND NOT EXISTS (SELECT 1 FROM dossier_relation r WHERE r.id = c.relation)
        OR kind IN ('defined', 'forgotten') AND NOT EXISTS (SELECT 1 FROM dossier_rule r WHERE r.id = c.item)
        OR kind = 'shaped' AND item IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dossier_shape h WHERE h.id = c.item)
        """,
      one: "change is of something that is missing", many: "changes are of something that is missing"),
    Invariant(
      part: .values,
      question: """
        SELECT count(*) - count(DISTINCT kind || ':' || typeof(value) || ':' || quote(value)) FROM dossier_value
        """,
      one: "value stands there twice", many: "values stand there twice"),
    Invariant(
      part: .values,
      question: """
        SELECT count(*) FROM dossier_value WHERE typeof(value) <>
        CASE kind WHEN 'decimal' THEN 'real' WHEN 'integer' THEN 'integer' ELSE 'text' END
        """,
      one: "value is not of its kind", many: "values are not of their kind"),
    Invariant(
      part: .citations,
      question: """
        SELECT count(*) FROM dossier_citation c
        WHERE NOT EXISTS (SELECT 1 FROM dossier_relation r WHERE r.id = c.relation)
        OR first IS NOT NULL AND ("end" IS NULL OR "end" <= first OR first < 0)
        OR NOT EXISTS (SELECT 1 FROM dossier_step s WHERE s.id = c.since)
        """,
      one: "citation has no relation, step or place", many: "citations have no relation, step or place"),
    Invariant(
      part: .citations,
      question: "SELECT count(*) FROM dossier_cited_rows WHERE length(lines) <> 4 * count",
      one: "list of cited rows is too short or too long",
      many: "lists of cited rows are too short or too long"),
    Invariant(
      part: .documents,
      question: """
        SELECT count(*) FROM dossier_citation c JOIN dossier_document d ON d.id = c.document
        WHERE c."end" > d.size AND c.until IS NULL
        """,
      one: "citation reaches beyond the end of its document",
      many: "citations reach beyond the end of their documents"),
    Invariant(
      part: .documents,
      question: "SELECT count(*) FROM dossier_document WHERE length(CAST(text AS BLOB)) <> size",
      one: "document is not as long as it was", many: "documents are not as long as they were"),
    Invariant(
      part: .rules,
      question: """
        SELECT count(*) FROM dossier_rule r WHERE NOT EXISTS (SELECT 1 FROM dossier_step s WHERE s.id = r.since)
        OR until IS NOT NULL AND until < since
        """,
      one: "rule has no step that defined it", many: "rules have no step that defined them"),
    Invariant(
      part: .rules,
      question: """
        SELECT count(*) FROM dossier_shape s
        WHERE arity <> (SELECT count(*) FROM dossier_column c WHERE c.shape = s.id)
        """,
      one: "declaration lacks columns", many: "declarations lack columns"),
  ]

  /// What holds for a fact of which a cell stands for nothing; nil for facts without columns.
  static func hasDanglingCell(arity: Int) -> String? {
    if arity == 0 { return nil }
    return (1...arity).map {
      "(c\($0) & 3 = 3 OR c\($0) & 3 = 0 AND NOT EXISTS (SELECT 1 FROM dossier_value v WHERE v.id = c\($0) >> 2))"
    }.joined(separator: " OR ")
  }

  /// Of the facts of a relation.
  static func facts(of relation: Int64, arity: Int) -> [Invariant] {
    let table = Schema.factTable(relation)
    let cells = (0..<arity).map { "c\($0 + 1)" }
    var all = [
      Invariant(
        part: .facts,
        question: """
          SELECT count(*) FROM \(table) f WHERE NOT EXISTS (SELECT 1 FROM dossier_step s WHERE s.id = f.since)
          OR until IS NOT NULL AND (until < since OR NOT EXISTS (SELECT 1 FROM dossier_step s WHERE s.id = f.until))
          """,
        one: "fact has no step that stated or ended it", many: "facts have no step that stated or ended them"),
      Invariant(
        part: .citations,
        question: """
          SELECT count(*) FROM dossier_citation c WHERE relation = \(relation)
          AND NOT EXISTS (SELECT 1 FROM \(table) f WHERE f.row = c.fact)
          """,
        one: "citation is of a fact that is missing", many: "citations are of facts that are missing"),
      Invariant(
        part: .citations,
        question: """
          SELECT count(*) FROM dossier_cited_rows c WHERE relation = \(relation)
          AND (SELECT count(*) FROM \(table) f WHERE f.row >= c.first AND f.row < c.first + c.count) < c.count
          """,
        one: "list of cited rows is of facts that are missing",
        many: "lists of cited rows are of facts that are missing"),
      Invariant(
        part: .journal,
        question: """
          SELECT count(*) FROM dossier_change c WHERE relation = \(relation) AND kind IN ('added', 'removed')
          AND (SELECT count(*) FROM \(table) f WHERE f.row >= c.first AND f.row < c.first + c.count) < c.count
          """,
        one: "change is of facts that are missing", many: "changes are of facts that are missing"),
    ]
    guard let dangling = hasDanglingCell(arity: arity) else { return all }
    all.append(
      Invariant(
        part: .facts, question: "SELECT count(*) FROM \(table) WHERE \(dangling)",
        one: "fact has a value that is missing", many: "facts have a value that is missing"))
    all.append(
      Invariant(
        part: .facts,
        question: """
          SELECT coalesce(sum(n - 1), 0) FROM
          (SELECT count(*) AS n FROM \(table) WHERE until IS NULL GROUP BY \(cells.joined(separator: ", ")))
          """,
        one: "fact stands there twice", many: "facts stand there twice"))
    return all
  }
}
