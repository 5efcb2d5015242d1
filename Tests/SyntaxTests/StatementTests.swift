import Syntax
import Testing

@Suite struct StatementTests {
  @Test func everyFormOfStatementIsRead() {
    let text = """
      relation visited(actor, place, when: date) reads "{actor} visited {place}, {when}".
      visited(tokayev, pakistan, @2026-02-03/2026-02-04).                     % a fact
      partners(X, Y) :- signed(X, I, _), signed(Y, I, _), X != Y.             % a rule
      visited(X, pakistan, When)?                                             % a query
      visited(X, pakistan, When), When >= 2026-01-01 order by When desc limit 10?
      :- visited(X, _, _), not actor(X).                                      % a constraint
      include "file.dl".
      parameter place = pakistan.
      parameter since.
      :describe visited
      """
    #expect(
      reading(text) == [
        #"relation visited(actor, place, when: date) reads "{actor} visited {place}, {when}"."#,
        "visited(tokayev, pakistan, @2026-02-03/2026-02-04).",
        "partners(X, Y) :- signed(X, I, _), signed(Y, I, _), X != Y.",
        "visited(X, pakistan, When)?",
        "visited(X, pakistan, When), When >= 2026-01-01 order by When desc limit 10?",
        ":- visited(X, _, _), not actor(X).",
        #"include "file.dl"."#,
        "parameter place = pakistan.",
        "parameter since.",
        ":describe visited",
      ])
  }

  @Test func aStatementKnowsItsPlaceAndItsDocumentation() throws {
    let text = """
      %% not this

      /// Who went where.
      ///   Indented.
      // nor this
      /// And when.
      visited(a,
        b).  /// nor what is behind a statement
      //// nor this
      p(a).
      """
    let statements = Parser.parse(SourceText(name: "test.dl", text: text)).statements
    #expect(statements.map(\.text) == ["visited(a,\n  b).", "p(a)."])
    #expect(statements.map(\.documentation) == ["Who went where.\n  Indented.\nAnd when.", nil])
  }

  @Test func aQuestionAtAPromptEndsWhereItsWordsEnd() {
    #expect(statement("  p(X)  % why\n", mode: .prompt)?.text == "p(X)")
    #expect(statement("p(X) limit 3\n", mode: .prompt)?.text == "p(X) limit 3")
  }

  @Test func columnsHaveTypesAndDocumentation() throws {
    let text = """
      relation paid(
          /// Who gave.
          payer: text,  /// not this
          /// In euros,
          /// with cents.
          amount: decimal,
          n: integer, on: date, over: duration, note: any, last
      ).
      """
    guard case .declaration(let declaration) = statement(text)?.kind else {
      Issue.record("no declaration")
      return
    }
    #expect(declaration.columns.map(\.name.text) == ["payer", "amount", "n", "on", "over", "note", "last"])
    #expect(declaration.columns.map(\.type) == [.text, .decimal, .integer, .date, .duration, .any, .any])
    #expect(
      declaration.columns.prefix(3).map(\.documentation) == ["Who gave.", "In euros,\nwith cents.", nil])
  }

  @Test func commandsTakeTheRestOfTheirLine() {
    #expect(
      reading(":run trips place = \"a. b?\" % all of it  \n  :quit\n:why 3") == [
        ":run trips place = \"a. b?\" % all of it", ":quit", ":why 3",
      ])
    guard case .command(let name, let rest) = statement(":save-as  x y ")?.kind else {
      Issue.record("no command")
      return
    }
    #expect(name.text == "save-as")
    #expect(rest == "x y")
    #expect(statement(":save-as  x y ")?.text == ":save-as  x y")
  }

  @Test func wordsOfTheLanguageNameRelationsToo() {
    let facts = [
      "relation(a).", "include(a).", "parameter(a).", "from(a).", "show(a).", "any(a).", "planned(a).",
      "count(a).",
      "mod(a).", "limit(a).", "today(a).",
    ]
    #expect(reading(facts.joined(separator: "\n")) == facts)
    #expect(
      reading("a(X), any(X), planned(X), order(X) order by X?") == [
        "a(X), any(X), planned(X), order(X) order by X?"
      ])
    #expect(reading("planned any(X)?") == ["planned any(X)?"])
    #expect(reading("X = show, Y = limit show X limit 1?") == [#"X = "show", Y = "limit" show X limit 1?"#])
  }

  @Test func factsCarryModalityAndEvidence() throws {
    let text = """
      planned visited(a, b) from article(paragraph: 1, sentence: 2, bytes: 20..162, by: curated, confidence: high,
          attribution: "a spokesman", quote: "some words"), "Report 7", other(bytes: 5..5),
          visits(row: 17, by: import).
      """
    guard case .fact(let fact) = statement(text)?.kind else {
      Issue.record("no fact")
      return
    }
    #expect(fact.atom.modality == .only(.planned))
    #expect(fact.citations.map(\.document.text) == ["article", "Report 7", "other", "visits"])
    let first = try #require(fact.citations.first)
    #expect(first.paragraph == 1 && first.sentence == 2 && first.bytes == 20..<162)
    #expect(first.by == "curated" && first.confidence == .high && first.attribution == "a spokesman")
    #expect(first.quote == "some words")
    #expect(fact.citations[2].bytes == 5..<5 && fact.citations[2].row == nil)
    #expect(fact.citations.last?.row == 17 && fact.citations.last?.by == "import")
    #expect(fact.citations[1].range.count == 10)
  }

  @Test func factsAndQuestionsWithADocumentAreToldByTheirEnd() {
    #expect(reading("p(a) from d.") == ["p(a) from d."])
    #expect(reading("p(a) from d?") == ["p(a) from d?"])
    #expect(reading("p(a) from d, e.") == ["p(a) from d, e."])
    #expect(reading("p(a) from d, q(b) from \"e\"?") == ["p(a) from d, q(b) from e?"])
    #expect(reading("p(a) from d", mode: .prompt) == ["p(a) from d?"])
    #expect(reading("p(a) from d\nq(b).") == ["error: this fact has no '.' at its end", "q(b)."])
    #expect(
      reading("p(X) from Doc, any p(X) from _ show Doc?") == ["p(X) from Doc, any p(X) from _ show Doc?"])
    guard case .query(let query) = statement("p(a) from $doc?")?.kind, case .atom(let atom) = query.body.kind
    else {
      Issue.record("no question")
      return
    }
    #expect(atom.document?.kind == .parameter("doc"))
    #expect(mistakes("p(X) from 7?").map(\.message) == ["expected a document after 'from' but found '7'"])
  }

  @Test func namedArgumentsStandInAnyAtom() {
    #expect(reading("visited(place: pakistan, actor:X)?") == ["visited(place: pakistan, actor: X)?"])
    #expect(reading("p(at:-7, to\n: % why\n b)?") == ["p(at: -7, to: b)?"])
    #expect(reading("p(not: a, any: b, from: c).") == ["p(not: a, any: b, from: c)."])
  }

  @Test func atomsMayHaveNoArguments() {
    #expect(
      reading("raining().\np() :- raining(), not q()?") == ["raining().", "error: a rule ends with '.'"])
    #expect(
      reading("p() :- raining(), not q().\nrelation p().") == ["p() :- raining(), not q().", "relation p()."])
  }

  @Test func theTailStandsInAnySensibleOrder() {
    #expect(
      reading("p(X, Y) limit 3 show Y, X order by X desc, Y asc?") == [
        "p(X, Y) show Y, X order by X desc, Y limit 3?"
      ])
    #expect(reading("?- p(X) limit 1.\n?- p(X)?") == ["p(X) limit 1?", "p(X)?"])
    #expect(reading("p(X) limit 1.") == ["error: a question ends with '?'"])
  }
}
