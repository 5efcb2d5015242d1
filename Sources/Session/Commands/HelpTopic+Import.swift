import Interchange

extension HelpTopic {
  static let importing = HelpTopic("importing", "facts from CSV, JSON, SQLite and event files") {
    """
    ':import FILE into TEMPLATE' takes each row of a file as a fact, and so does 'dossier import'.

      :import visits.csv into visited(actor: name, place: "usa", when: start/end)
      :import people.jsonl into name(id: key, text: names.0)
      :import old.db --table people --dry-run
      :import day.csv into met($1, $3, $2) --dates dmy --rejects bad.txt

    \(HelpText.aligned(ImportFormat.allCases.map { ("  " + $0.rawValue, $0.summary) }))

    Each may be packed with gzip. --from FORMAT says the format where the name of the file does not.

    \(HelpText.aligned(rules))

    \(HelpText.aligned(ImportOption.allCases.filter { $0 != .into }.map { ("  " + $0.usage, $0.summary) }))
    """
  }

  private static let rules = [
    (
      "Sources",
      """
      a column's name, also as the language writes it (start_date), in quotes where it holds other signs; $2 for the \
      second; a path into an object; "a text", 5, 2019-10-24; start/end for an interval
      """
    ),
    ("Header", "the first row, where a template names columns or there is no template"),
    ("Kinds", "those of a declared relation, else what all rows allow; --dry-run shows them"),
    (
      "Dates",
      """
      2019-10-24 and EDTF, 20191024, 2019/10/24, 24 Oct 2019, October 24, 2019; 24/10/2019 where its column shows the \
      order, or --dates says it
      """
    ),
    ("Empty", "a date becomes @..; anything else makes a bad row, unless --empty says otherwise"),
    (
      "Bad rows",
      """
      stop the import, which then leaves nothing; --rejects FILE sets them aside, each below a line that starts with \
      '# ' and says why
      """
    ),
    (
      "Evidence",
      """
      each fact cites its row and the file, which becomes a document with its SHA-256; the same file again adds \
      nothing
      """
    ),
  ]
}
