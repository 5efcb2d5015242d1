/// The tables of a dossier's file. A change to them is a new ``Migration``, with a version of its own.
///
/// Tables of the program's begin with `dossier_`; the names without it are those of relations, as views. Times are seconds
/// since the start of 1970. `since` is the step that last made a row hold, `until` the step that ended it; a row without
/// `until` holds.
package enum Schema {
  /// Says in the file's header that it is a dossier: the bytes of `DOSR`.
  package static let applicationID: Int32 = 0x444F_5352
  /// The version of the tables below, which the header has as `user_version`.
  package static var version: Int32 { Migration.all.last?.version ?? 0 }

  static let tables = """
    -- What the file itself is: when it was made, and by which version of the program.
    CREATE TABLE dossier_about (
      name TEXT PRIMARY KEY,
      value
    ) WITHOUT ROWID;

    -- The journal: every transaction. 'do' changes something, 'undo' takes the step 'target' back, 'redo' does it again.
    CREATE TABLE dossier_step (
      id INTEGER PRIMARY KEY,
      -- What ':journal' calls a step of kind 'do'.
      number INTEGER,
      time INTEGER NOT NULL,
      title TEXT NOT NULL,
      -- Of one statement, or of a file as a whole.
      origin TEXT NOT NULL CHECK (origin IN ('statement', 'file')),
      kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
      target INTEGER REFERENCES dossier_step,
      -- 'done' stands, 'undone' can be done again, 'dropped' was taken back for good. Of kind 'do' only.
      state TEXT CHECK (state IN ('done', 'undone', 'dropped')),
      -- How much it did.
      facts_added INTEGER NOT NULL DEFAULT 0,
      facts_removed INTEGER NOT NULL DEFAULT 0,
      citations INTEGER NOT NULL DEFAULT 0,
      rules_defined INTEGER NOT NULL DEFAULT 0,
      rules_forgotten INTEGER NOT NULL DEFAULT 0,
      constraints_defined INTEGER NOT NULL DEFAULT 0,
      constraints_forgotten INTEGER NOT NULL DEFAULT 0,
      declarations INTEGER NOT NULL DEFAULT 0
    );
    CREATE UNIQUE INDEX dossier_step_number ON dossier_step (number) WHERE number IS NOT NULL;
    CREATE INDEX dossier_step_undone ON dossier_step (id) WHERE state = 'undone';

    -- What a step of kind 'do' changed, in order; each can be taken back and made again.
    --   added, removed   the facts first ..< first + count of a relation
    --   cited            the citations item ..< item + count of the fact 'first'
    --   defined, forgotten   the rule 'item'
    --   shaped           the shape 'item' took the place of 'previous'; either may be null
    --   replaced         the facts of 'relation' took the place of those of 'previous', which has other columns and none left
    CREATE TABLE dossier_change (
      step INTEGER NOT NULL REFERENCES dossier_step,
      place INTEGER NOT NULL,
      kind TEXT NOT NULL
        CHECK (kind IN ('added', 'removed', 'replaced', 'cited', 'defined', 'forgotten', 'shaped')),
      relation INTEGER REFERENCES dossier_relation,
      first INTEGER,
      count INTEGER,
      item INTEGER,
      previous INTEGER,
      PRIMARY KEY (step, place)
    ) WITHOUT ROWID;

    -- The values that facts hold, but for integers and days, which stand in the facts themselves. In the order of first use.
    CREATE TABLE dossier_value (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('text', 'decimal', 'date', 'duration', 'integer')),
      -- A date as EDTF, a duration as the language writes it, an integer that is too large for a fact's column.
      value NOT NULL
    );

    -- The stated facts of a relation, one table for each modality and number of columns:
    --   dossier_fact_ID (row, c1, c2, …, since, until)
    -- A column c holds c >> 2, and what that is says c & 3: 0 the id of a value, 1 an integer, 2 a day since 1970-01-01.
    CREATE TABLE dossier_relation (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      modality TEXT NOT NULL,
      arity INTEGER NOT NULL,
      UNIQUE (name, modality, arity)
    );

    -- The shapes that relations have had. The one without 'until' is in force.
    CREATE TABLE dossier_shape (
      id INTEGER PRIMARY KEY,
      relation TEXT NOT NULL,
      arity INTEGER NOT NULL,
      -- Whether it was declared, rather than taken from the first use.
      declared INTEGER NOT NULL,
      reading TEXT,
      documentation TEXT,
      -- The declaration as it was written, and where it begins.
      written TEXT,
      source TEXT,
      line INTEGER,
      column INTEGER,
      since INTEGER NOT NULL,
      until INTEGER
    );
    CREATE TABLE dossier_column (
      shape INTEGER NOT NULL REFERENCES dossier_shape,
      place INTEGER NOT NULL,
      name TEXT,
      type TEXT NOT NULL,
      documentation TEXT,
      PRIMARY KEY (shape, place)
    ) WITHOUT ROWID;

    -- Rules and constraints.
    CREATE TABLE dossier_rule (
      -- The number that ':forget' takes, never used again.
      id INTEGER PRIMARY KEY,
      -- What the rule says, in the canonical form.
      text TEXT NOT NULL,
      documentation TEXT,
      -- As it was written, and where that begins.
      written TEXT NOT NULL,
      source TEXT NOT NULL,
      line INTEGER NOT NULL,
      column INTEGER NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER
    );

    -- Where facts stand, one row a citation. 'until' is of the citation itself: a fact that ends keeps its citations.
    CREATE TABLE dossier_citation (
      relation INTEGER NOT NULL REFERENCES dossier_relation,
      fact INTEGER NOT NULL,
      number INTEGER NOT NULL,
      document TEXT NOT NULL,
      paragraph INTEGER,
      sentence INTEGER,
      -- Bytes of the document, half open.
      first INTEGER,
      "end" INTEGER,
      "by" TEXT,
      confidence TEXT,
      attribution TEXT,
      quote TEXT,
      -- The number of the row, where the document is a table.
      line INTEGER,
      since INTEGER NOT NULL,
      until INTEGER,
      PRIMARY KEY (relation, fact, number)
    ) WITHOUT ROWID;

    -- The same for facts that were read from rows of a file: the facts first ..< first + count stand in these lines of the
    -- document. 'lines' has four bytes for each, the least first; 0 for none.
    CREATE TABLE dossier_cited_rows (
      id INTEGER PRIMARY KEY,
      relation INTEGER NOT NULL REFERENCES dossier_relation,
      first INTEGER NOT NULL,
      count INTEGER NOT NULL,
      document TEXT NOT NULL,
      "by" TEXT,
      confidence TEXT,
      lines BLOB NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER
    );

    -- The texts of documents that facts cite, kept inside.
    CREATE TABLE dossier_document (
      id TEXT PRIMARY KEY,
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL,
      added INTEGER NOT NULL,
      text BLOB NOT NULL
    );

    CREATE TABLE dossier_query (
      name TEXT PRIMARY KEY,
      note TEXT,
      text TEXT NOT NULL,
      saved INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE dossier_setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
    """

  /// The name of the table that holds the facts of a relation's number.
  package static func factTable(_ relation: Int64) -> String { "dossier_fact_\(relation)" }

  /// Makes the table that holds the facts of a relation's number.
  static func creatingFactTable(_ relation: Int64, arity: Int) -> String {
    let columns = (0..<arity).map { "c\($0 + 1) INTEGER NOT NULL, " }.joined()
    return "CREATE TABLE \(factTable(relation)) "
      + "(row INTEGER PRIMARY KEY, \(columns)since INTEGER NOT NULL, until INTEGER)"
  }

  /// Makes a view of a relation's facts that people can read.
  static func creatingView(
    _ name: String, of relation: Int64, columns: [String]
  ) -> String {
    let decoded = columns.enumerated().map { place, column in
      let cell = "c\(place + 1)"
      return "CASE \(cell) & 3 WHEN 0 THEN (SELECT value FROM dossier_value WHERE id = \(cell) >> 2) "
        + "WHEN 1 THEN \(cell) >> 2 ELSE date((\(cell) >> 2) * 86400, 'unixepoch') END AS \(quoted(column))"
    }
    // A relation without columns still has rows.
    let shown = decoded.isEmpty ? "'yes' AS holds" : decoded.joined(separator: ", ")
    return "CREATE VIEW \(quoted(name)) AS SELECT \(shown) FROM \(factTable(relation)) WHERE until IS NULL"
  }

  /// A name as SQL takes any.
  package static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
