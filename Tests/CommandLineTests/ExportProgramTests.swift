import Testing

/// `dossier export` as a process.
@Suite struct ExportProgramTests {
  @Test func oneRelationGoesToStandardOutput() throws {
    let (output, errors, status) = try bash("dossier export visited --format tsv")
    #expect(
      output
        == "actor\tplace\twhen\ntokayev\tislamabad\t2026-02-03\ntokayev\tpakistan\t2026-02-03/2026-02-04\n")
    #expect(errors == "" && status == 0)
  }

  @Test func severalNeedAPath() throws {
    let (output, errors, status) = try bash("dossier export visited met")
    #expect(output == "" && status == 1)
    #expect(
      errors == """
        error: several relations do not go to standard output [invalid-command]
          = help: --output DIR writes a file for each

        """)
    for form in ["sqlite", "folder"] {
      #expect(try bash("dossier export --format \(form)").status == 2)
    }
  }

  @Test func aFolderIsLoadedBack() throws {
    let script = """
      dossier export --format folder --output d && dossier export --load d --format folder --output e && diff -r d e \
      && dossier query 'located_in(astana, X)' --load d --format csv && dossier export --format folder --output d
      """
    let (output, errors, status) = try bash(script)
    #expect(output == "X\nkazakhstan\n")
    #expect(
      errors == """
        error: cannot write 'd': it holds a dossier already [unwritable-file]
          = help: --force replaces a dossier's folder

        """)
    #expect(status == 1)
  }

  @Test func anUnknownRelationIsNamedInItsPlace() throws {
    let (_, errors, status) = try bash("dossier export visitd --output v.csv; s=$?; ls; exit $s")
    #expect(
      errors == """
        error: unknown relation 'visitd' [unknown-relation]
         --> <export>:1:1
          1 | visitd
            | ^^^^^^ did you mean 'visited/3'?

        """)
    #expect(status == 1)
  }
}
