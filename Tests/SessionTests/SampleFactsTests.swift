import Chronology
import Session
import Syntax
import Testing

/// The sample dossier as it is written: what it holds, and that its citations point at the right words.
@Suite struct SampleFactsTests {
  static let path = "Sources/Session/Sample/sample.dl"
  static let document = "article_2026_02_05"

  /// The thirty facts; below each its citations, as paragraph and sentence with words that the cited
  /// bytes must hold.
  static let thirtyFacts = """
    visited(tokayev, pakistan, @2026-02-03/2026-02-04)
      1.1 Tokayev, visit, Pakistan, 4 February; 4.1 Tokayev, arrived, 3 February
    visited(tokayev, islamabad, 2026-02-03)
      4.1 Tokayev, Islamabad, 3 February
    visit_kind(tokayev, pakistan, state)
      1.1 state visit
    signed(kazakhstan, joint_declaration, @2026-02-03/2026-02-04)
      2.1 signing, Declaration, Astana
    signed(pakistan, joint_declaration, @2026-02-03/2026-02-04)
      2.1 signing, Declaration, Islamabad
    signed(kazakhstan, mous_37, @2026-02-03/2026-02-04)
      2.1 signing, Astana, Memorandums
    signed(pakistan, mous_37, @2026-02-03/2026-02-04)
      2.1 signing, Islamabad, Memorandums
    comprises(mous_37, 37)
      2.1 37, Memorandums
    references(joint_declaration, kashmir_dispute)
      3.1 declaration, Kashmir; 5.1 Kashmir, paragraph 15, declaration; 5.2 It, Kashmir
    references(joint_declaration, unsc_resolutions)
      3.1 declaration, Security Council; 5.2 It, UNSC
    references(pakistan, unsc_resolutions)
      6.1 Pakistan, invokes, resolutions
    references(past_joint_statements, kashmir_dispute)
      8.1 mentions, statements
    dated(article_2026_02_05, 2026-02-05)
      0.1 2026-02-05
    dated(joint_declaration, @2026-02-03/2026-02-04)
      1.1 two-day, 4 February 2026; 2.1 visit, signing, Declaration
    dated(unsc_resolutions, @1948/1949)
      6.1 1948-49
    dated(simla_agreement, @1972)
      6.1 1972, Simla
    role(tokayev, president, kazakhstan)
      1.1 Kazakhstan, President, Tokayev
    role(sharif, prime_minister, pakistan)
      4.1 Islamabad, Prime Minister, Sharif
    role(zardari, president, pakistan)
      4.2 President, Zardari
    invited(sharif, tokayev, @../2026-02-03)
      4.1 Tokayev, invitation, Sharif
    met(tokayev, sharif, @[2026-02-03..2026-02-04])
      4.2 held talks, Sharif
    met(tokayev, zardari, @[2026-02-03..2026-02-04])
      4.2 held talks, Zardari
    opposed(india, third_party_references_to_kashmir)
      7.1 India, opposed, Kashmir
    calls_for(joint_declaration, peaceful_resolution)
      3.1 declaration, peaceful
    calls_for(unsc_resolutions, plebiscite)
      6.1 resolutions, plebiscite
    supersedes(simla_agreement, unsc_resolutions)
      6.1 resolutions, obsolete, Simla
    party_to(india, simla_agreement)
      6.1 Indo-Pak, Simla
    party_to(pakistan, simla_agreement)
      6.1 Indo-Pak, Simla
    member_of(kazakhstan, sco)
      7.2 Kazakhstan, SCO
    member_of(india, sco)
      7.2 India, SCO
    """

  struct ExpectedFact {
    var text: String
    var citations: [(place: String, words: [String])]
  }

  static let expectedFacts: [ExpectedFact] = {
    var facts: [ExpectedFact] = []
    for line in thirtyFacts.split(separator: "\n") {
      guard line.hasPrefix("  ") else {
        facts.append(ExpectedFact(text: String(line), citations: []))
        continue
      }
      let citations = line.dropFirst(2).split(separator: "; ").map { citation in
        let parts = citation.split(separator: " ", maxSplits: 1).map(String.init)
        return (place: parts[0], words: parts[1].split(separator: ", ").map(String.init))
      }
      facts[facts.count - 1].citations += citations
    }
    return facts
  }()

  /// The sentences of the article, as half-open byte ranges.
  static let sentences: [String: Range<Int>] = [
    "0.1": 1..<16, "1.1": 21..<197, "2.1": 203..<440, "3.1": 446..<656, "4.1": 662..<766, "4.2": 767..<871,
    "4.3": 872..<1090, "5.1": 1096..<1184, "5.2": 1185..<1369, "6.1": 1375..<1594, "7.1": 1600..<1738,
    "7.2": 1739..<1928, "7.3": 1929..<2045, "8.1": 2051..<2188, "8.2": 2189..<2364, "9.1": 2370..<2596,
    "9.2": 2597..<2722, "10.1": 2728..<2752,
  ]

  struct WrittenFact {
    var text: String
    var fact: Fact
  }

  let statements: [Statement]
  let facts: [WrittenFact]

  init() throws {
    let bytes = try #require(PackageFiles.read(Self.path))
    let (statements, diagnostics) = Parser.parse(SourceText(name: "sample.dl", bytes: bytes))
    try #require(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    self.statements = statements
    facts = statements.compactMap { statement in
      guard case .fact(let fact) = statement.kind else { return nil }
      return WrittenFact(text: statement.source.text(fact.atom.range), fact: fact)
    }
  }

  @Test func holdsTheThirtyFactsEachCitedAtItsSentences() {
    #expect(Self.expectedFacts.count == 30)
    for expected in Self.expectedFacts {
      let found = facts.filter { $0.text == expected.text }
      #expect(found.count == 1, "\(expected.text)")
      let places = found.flatMap(\.fact.citations).map { "\($0.paragraph ?? -1).\($0.sentence ?? -1)" }
      #expect(places == expected.citations.map(\.place), "\(expected.text)")
    }
  }

  @Test func loadsWithoutADoubtAndKeepsItsConstraints() {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    let outcome = workspace.loadSample()
    #expect(outcome.errors == 0 && outcome.warnings == 0)
    _ = workspace.run(":check")
    #expect(output.text == "all 6 constraints hold\n")
  }

  @Test func everyFactIsWrittenOnce() {
    let texts = facts.map(\.text)
    #expect(Set(texts).count == texts.count)
  }

  @Test func everyCitationIsCompleteAndLiesInItsSentence() throws {
    let citations = facts.flatMap(\.fact.citations)
    #expect(citations.count > 30)
    for citation in citations {
      #expect(citation.document.text == Self.document)
      #expect(citation.by == "curated")
      #expect(citation.confidence != nil)
      let place = "\(try #require(citation.paragraph)).\(try #require(citation.sentence))"
      let sentence = try #require(Self.sentences[place], "\(place)")
      let bytes = try #require(citation.bytes)
      #expect(!bytes.isEmpty && bytes.clamped(to: sentence) == bytes, "\(place) \(bytes)")
    }
  }

  @Test(.enabled(if: PackageFiles.article != nil, "the article is not beside the package"))
  func everyCitationCutsWholeWords() throws {
    let article = try #require(PackageFiles.article)
    for (text, fact) in facts.map({ ($0.text, $0.fact) }) {
      for bytes in fact.citations.compactMap(\.bytes) {
        let quote = try #require(String(validating: article[bytes], as: UTF8.self), "\(text) \(bytes)")
        let before = String(decoding: article[..<bytes.lowerBound], as: UTF8.self).last
        let after = String(decoding: article[bytes.upperBound...], as: UTF8.self).first
        let first = try #require(quote.first)
        let last = try #require(quote.last)
        #expect(first.isWordCharacter && last.isWordCharacter, "\(text): \(quote)")
        #expect(before?.isWordCharacter != true && after?.isWordCharacter != true, "\(text): \(quote)")
      }
    }
  }

  @Test(.enabled(if: PackageFiles.article != nil, "the article is not beside the package"))
  func theCitedBytesOfTheThirtyFactsHoldTheirWords() throws {
    let article = try #require(PackageFiles.article)
    for expected in Self.expectedFacts {
      let written = try #require(facts.first { $0.text == expected.text })
      for (citation, place) in zip(written.fact.citations, expected.citations) {
        let quote = String(decoding: article[try #require(citation.bytes)], as: UTF8.self)
        for word in place.words {
          #expect(quote.contains(word), "\(expected.text) at \(place.place)")
        }
      }
    }
  }

  @Test(.enabled(if: PackageFiles.article != nil, "the article is not beside the package"))
  func theDocumentRowHoldsTheHashOfTheArticle() throws {
    let row = try #require(facts.first { $0.fact.atom.relation.text == "document" })
    let values = row.fact.atom.arguments.map(\.value.kind)
    try #require(values.count == 5)
    #expect(values[0] == .literal(.text(Self.document)))
    #expect(values[2] == .literal(.date(try UncertainDate("2026-02-05"))))
    #expect(values[3] == .literal(.text("article-2026-02-05.txt")))
    let (output, _) = shell("sha256sum ../shared/data/article-2026-02-05.txt")
    #expect(values[4] == .literal(.text(String(output.prefix(64)))))
  }

  @Test func everyRelationIsDeclaredDocumentedAndReadsWithAllItsColumns() {
    let declarations = statements.compactMap { statement -> (Declaration, String?)? in
      guard case .declaration(let declaration) = statement.kind else { return nil }
      return (declaration, statement.documentation)
    }
    for (declaration, documentation) in declarations {
      let name = declaration.relation.text
      #expect(documentation != nil, "\(name)")
      for column in declaration.columns {
        #expect(declaration.reading?.contains("{\(column.name.text)}") == true, "\(name).\(column.name.text)")
      }
    }
    let declared = Set(declarations.map(\.0.relation.text))
    let used = Set(facts.map(\.fact.atom.relation.text)).subtracting(["document"])
    #expect(used.subtracting(declared).isEmpty)
  }

  @Test func everyRelationOfARuleIsDeclaredAndEveryConstraintIsDocumented() {
    var declared: Set<String> = []
    for statement in statements {
      switch statement.kind {
      case .declaration(let declaration): declared.insert(declaration.relation.text)
      case .rule(let rule): #expect(declared.contains(rule.head.relation.text), "\(statement.text)")
      case .constraint: #expect(statement.documentation != nil, "\(statement.text)")
      default: continue
      }
    }
  }
}

extension Character {
  fileprivate var isWordCharacter: Bool { isLetter || isNumber }
}
