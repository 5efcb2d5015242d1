import Testing

/// `dossier import` as a process.
@Suite struct ImportProgramTests {
  @Test func aFileIsImportedAndTold() throws {
    let (output, errors, status) = try bash(
      "printf 'a,b\\n1,x\\n1,x\\n' > v.csv; dossier import v.csv")
    #expect(output == "")
    #expect(
      errors == """
        v.csv: 2 rows read: 1 fact imported, 1 duplicate, 0 rejected
        nothing keeps this: --store FILE.dossier would

        """)
    #expect(status == 0)
  }

  @Test func theStatusTellsBadRowsFromWrongUsage() throws {
    let bad = try bash("printf 'a,b\\n1\\n' > v.csv; dossier import v.csv")
    #expect(bad.status == 1)
    #expect(bad.errors.hasPrefix("error: v.csv:2: 1 field where 2 should be [invalid-row]\n"))
    let usage = try bash("dossier import v.csv --dates xyz")
    #expect(usage.status == 2)
    #expect(
      usage.errors
        == "error: 'xyz' is no value of '--dates'; one of: dmy, mdy, ymd\n'dossier help import' shows the usage\n"
    )
  }

  @Test func aTemplateIsPointedInto() throws {
    let (_, errors, status) = try bash(
      "printf 'name\\nx\\n' > v.csv; dossier import v.csv --into 'r(a: nam)'")
    #expect(status == 1)
    #expect(
      errors == """
        error: the file has no column 'nam' [unknown-column]
         --> --into:1:6
          1 | r(a: nam)
            |      ^^^ did you mean 'name'?

        """)
  }
}
