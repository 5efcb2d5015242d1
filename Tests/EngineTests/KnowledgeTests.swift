import Engine
import Syntax
import Testing

/// What the engine tells of itself: relations, rules, facts, known values.
@Suite struct KnowledgeTests {
  @Test func relationsAreListedByNameWithTheBuiltInOnes() throws {
    let desk = try Desk("relation visited(actor, place, when: date). zeal(a). abc(X) :- zeal(X).")
    #expect(desk.engine.relations.map(\.name) == ["abc", "document", "evidence", "visited", "zeal"])
    #expect(desk.engine.relations.filter(\.isBuiltIn).map(\.name) == ["document", "evidence"])
    #expect(desk.engine.relations.filter(\.isDeclared).map(\.name) == ["document", "evidence", "visited"])
  }

  @Test func aRelationSaysWhatIsKnownOfIt() throws {
    let desk = try Desk(
      """
      /// Visits.
      relation visited(actor, place: text, when: date) reads "{actor} visited {place}, {when}".
      visited(a, b, 2026-01-01). planned visited(a, c, @2026). visited(X, d, 2026-02-02) :- person(X). person(z).
      """)
    let relation = try #require(desk.engine.relation(named: "visited"))
    #expect(relation.columns.map(\.name) == ["actor", "place", "when"])
    #expect(relation.columns.map(\.type) == [.any, .text, .date])
    #expect(relation.factCount == 2)
    #expect(relation.ruleCount == 1)
    #expect(relation.reading == "{actor} visited {place}, {when}")
    #expect(relation.documentation == "Visits.")
    let person = try #require(desk.engine.relation(named: "person"))
    #expect(person.columns.map(\.name) == [nil])
    #expect(!person.isDeclared)
    #expect(desk.engine.relation(named: "nobody") == nil)
  }

  @Test func factsAreListedInOrderTheActualOnesFirst() throws {
    let desk = try Desk("p(b). p(a) from memo. denied p(c). planned p(a). p(10). p(9).")
    #expect(
      try desk.engine.facts(of: "p").map(Desk.text) == [
        "p(9)", "p(10)", "p(a) from memo", "p(b)", "planned p(a)", "denied p(c)",
      ])
    #expect(try desk.engine.facts(of: "p", limit: 1).map(\.text) == ["p(9)", "planned p(a)", "denied p(c)"])
    #expect(try desk.engine.facts(of: "p", limit: 0).isEmpty)
    #expect(try desk.engine.facts(of: "p", limit: -1).isEmpty)
    #expect(try desk.engine.facts(of: "nothing").isEmpty)
  }

  @Test func factsAreWrittenSoThatTheyCanBeReadAgain() throws {
    let desk = try Desk(#"p("Joint Declaration", @2026-02~, 30d, 2.5, "today", "a\"b")."#)
    let text = try #require(try desk.engine.facts(of: "p").first?.text)
    #expect(text == #"p("Joint Declaration", @2026-02~, 30d, 2.5, "today", "a\"b")"#)
    #expect(try desk.tell(text + ".") == ["already known"])
  }

  @Test func knownValuesStartWithThePrefix() throws {
    let desk = try Desk(
      #"p(oslo, 1). p(osaka, 2). p(rome, 3). claimed p(ossining, 4). p("Oslo", 5). p(2026-02-01, 6)."#)
    #expect(
      desk.engine.knownValues(relation: "p", column: 0, prefix: "os", limit: 10) == [
        .text("osaka"), .text("oslo"), .text("ossining"),
      ])
    #expect(
      desk.engine.knownValues(relation: "p", column: 0, prefix: "os", limit: 2) == [
        .text("osaka"), .text("oslo"),
      ])
    #expect(desk.engine.knownValues(relation: "p", column: 0, prefix: "2026", limit: 10).count == 1)
    #expect(
      desk.engine.knownValues(relation: "p", column: 1, prefix: "", limit: 3) == [
        .integer(1), .integer(2), .integer(3),
      ])
    #expect(desk.engine.knownValues(relation: "p", column: 0, prefix: "zzz", limit: 10).isEmpty)
  }

  @Test func knownValuesOfWhatIsNotThereAreNone() throws {
    let desk = try Desk("p(oslo).")
    #expect(desk.engine.knownValues(relation: "q", column: 0, prefix: "", limit: 10).isEmpty)
    #expect(desk.engine.knownValues(relation: "p", column: 1, prefix: "", limit: 10).isEmpty)
    #expect(desk.engine.knownValues(relation: "p", column: -1, prefix: "", limit: 10).isEmpty)
    #expect(desk.engine.knownValues(relation: "p", column: 0, prefix: "", limit: -1).isEmpty)
  }

  @Test func theNearestRelationIsSuggested() throws {
    let desk = try Desk("signed(a, b).")
    #expect(desk.engine.suggestion(forRelation: "signd") == "did you mean 'signed/2'?")
    #expect(desk.engine.suggestion(forRelation: "zzzzzz") == nil)
  }

  @Test func readingSentencesTakeTheValues() {
    let template = ReadingTemplate("{actor} visited {place}, {when}")
    #expect(template.placeholders == ["actor", "place", "when"])
    #expect(
      template.sentence { $0 == "when" ? nil : .text($0.uppercased()) } == "ACTOR visited PLACE, {when}")
    #expect(ReadingTemplate("no columns").placeholders == [])
    #expect(ReadingTemplate("open { brace").sentence { _ in nil } == "open { brace")
    #expect(ReadingTemplate("").sentence { _ in nil } == "")
  }

  @Test func everyFunctionAndTestIsDocumented() {
    for function in BuiltinFunction.allCases {
      #expect(function.documentation.hasSuffix("."), "\(function.name)")
      #expect(BuiltinFunction(name: function.name) == function)
      #expect(function.parameters.isEmpty == (function == .today))
    }
    for test in BuiltinTest.allCases {
      #expect(test.documentation.hasSuffix("."), "\(test.name)")
      #expect(BuiltinTest(name: test.name) == test)
      #expect((2...3).contains(test.parameters.count))
    }
  }

  @Test func theFactCountIsOfAllModalities() throws {
    let desk = try Desk("p(a). planned p(a). q(b). r(X) :- p(X).")
    #expect(desk.engine.factCount == 3)
  }
}
