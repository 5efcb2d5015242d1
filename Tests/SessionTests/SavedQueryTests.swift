import Syntax
import Testing

/// The saved queries of scripts/queries, over the sample: each gives the rows that were worked out by hand.
@Suite struct SavedQueryTests {
  static let names = PackageFiles.names(in: "scripts/queries", ending: ".dl")

  @Test func everyQueryHasItsExpectedRows() {
    #expect(Self.names.count >= 12)
    #expect(Self.names == PackageFiles.names(in: "Tests/Fixtures/queries", ending: ".out"))
  }

  @Test(arguments: names)
  func opensWithAWordOnWhatItIsFor(name: String) throws {
    let bytes = try #require(PackageFiles.read("scripts/queries/\(name).dl"))
    let (statements, diagnostics) = Parser.parse(SourceText(name: name, bytes: bytes))
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    #expect(statements.first?.documentation?.hasSuffix(".") == true)
  }

  @Test(arguments: names.map { "scripts/queries/\($0).dl" } + [SampleFactsTests.path])
  func isLaidOutCanonically(path: String) throws {
    let bytes = try #require(PackageFiles.read(path))
    #expect(
      try Formatter.format(SourceText(name: path, bytes: bytes)).get()
        == String(decoding: bytes, as: UTF8.self))
  }

  @Test(arguments: names)
  func givesItsExpectedRows(name: String) {
    let (output, status) = shell("dossier run scripts/queries/\(name).dl --format tsv 2>/dev/null")
    #expect(output == PackageFiles.text("Tests/Fixtures/queries/\(name).out"))
    #expect(status == 0)
  }

  @Test(arguments: names)
  func givesNoWarning(name: String) {
    let (messages, status) = shell("dossier check scripts/queries/\(name).dl 2>&1 >/dev/null")
    #expect(messages == "")
    #expect(status == 0)
  }

  @Test func aParameterIsSetFromTheCommandLine() {
    let options = "--set place=islamabad --format tsv"
    let (output, status) = shell("dossier run scripts/queries/visitors.dl \(options) 2>&1")
    #expect(output == "Who\tWhen\ntokayev\t2026-02-03\n")
    #expect(status == 0)
  }

  @Test func anUnknownParameterIsRefused() {
    let (output, status) = shell("dossier run scripts/queries/visitors.dl --set plaec=islamabad 2>&1")
    #expect(output.contains("did you mean 'place'?"))
    #expect(status != 0)
  }
}
