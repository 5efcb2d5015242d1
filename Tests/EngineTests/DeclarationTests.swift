import Engine
import Testing

@Suite struct DeclarationTests {
  let visited = #"relation visited(actor, place, when: date) reads "{actor} visited {place}, {when}"."#

  @Test func sayingTheSameAgainIsNoError() throws {
    let desk = try Desk(visited)
    #expect(try desk.tell(visited) == ["declared"])
  }

  @Test func anotherNumberOfColumnsIsRefusedWithThePlaceOfTheFirst() throws {
    let desk = try Desk()
    #expect(
      desk.rendered("relation visited(actor, place).\nrelation visited(actor).") == """
        error: 'visited' already has 2 columns, not 1 [duplicate-declaration]
         --> test.dl:2:10
          2 | relation visited(actor).
            |          ^^^^^^^
          1 | relation visited(actor, place).
            | ------------------------------- declared here
        """)
  }

  @Test func otherNamesOrTypesAreRefused() throws {
    let desk = try Desk("relation p(x, y: integer).")
    #expect(
      desk.mistakes("relation p(x, z: integer).") == [
        "duplicate-declaration at 'p': 'p' is already declared with other columns (its columns are x: any, y: integer)"
      ])
    #expect(desk.mistakes("relation p(x, y: integer).") == [])
    #expect(
      desk.mistakes("relation p(x, y: date).") == [
        "duplicate-declaration at 'p': 'p' is already declared with other columns (its columns are x: any, y: integer)"
      ])
  }

  @Test func factsMustFitTheDeclaredTypes() throws {
    let desk = try Desk("relation p(t: text, i: integer, d: decimal, w: date, l: duration, x).")
    #expect(try desk.tell("p(a, 1, 1.0, 2026-01-01, 3d, 7).") == ["added"])
    #expect(
      desk.mistakes("p(1, 1, 1.0, 2026-01-01, 3d, a).") == [
        "type-mismatch at '1': column 't' of 'p' holds a text, not an integer (write \"1\")"
      ])
    #expect(
      desk.mistakes(#"p(a, "7", 1.0, 2026-01-01, 3d, a)."#) == [
        "type-mismatch at '\"7\"': column 'i' of 'p' holds an integer, not a text (write 7 without quotes)"
      ])
    #expect(
      desk.mistakes("p(a, 1, 7, 2026-01-01, 3d, a).") == [
        "type-mismatch at '7': column 'd' of 'p' holds a decimal, not an integer (write 7.0)"
      ])
    #expect(
      desk.mistakes("p(a, 1, 1.0, 2026, 3d, a).") == [
        "type-mismatch at '2026': column 'w' of 'p' holds a date, not an integer (write @2026 for the year)"
      ])
    #expect(
      desk.mistakes(#"p(a, 1, 1.0, "2026-01-01", 3d, a)."#) == [
        "type-mismatch at '\"2026-01-01\"': column 'w' of 'p' holds a date, not a text (a date is written 2026-02-04 or @2026-02, without quotes)"
      ])
    #expect(
      desk.mistakes("p(a, 1, 1.0, 2026-01-01, 3, a).") == [
        "type-mismatch at '3': column 'l' of 'p' holds a duration, not an integer"
      ])
    #expect(try desk.answer("p(A, B, C, D, E, F)?").count == 1)
  }

  @Test func aConstantInAQuestionMustFitTheDeclaredType() throws {
    let desk = try Desk("relation p(when: date). p(2026-01-01).")
    #expect(
      desk.mistakes("p(2026)?") == [
        "type-mismatch at '2026': column 'when' of 'p' holds a date, not an integer (write @2026 for the year)"
      ])
    #expect(try desk.holds("p(2026-01-01)?"))
  }

  @Test func aRuleMustFitTheDeclaredTypesOfItsHead() throws {
    let desk = try Desk("relation age(who: text, years: integer). said(ann, old).")
    #expect(
      desk.mistakes("age(X, Y) :- said(X, Y).") == [
        "type-mismatch at 'Y': column 'years' of 'age' holds an integer, not a text"
      ])
    #expect(
      desk.mistakes("age(X, old) :- said(X, _).") == [
        "type-mismatch at 'old': column 'years' of 'age' holds an integer, not a text"
      ])
    #expect(
      desk.mistakes("age(X, avg(Y)) :- said(X, Z), Y = length(Z).") == [
        "type-mismatch at 'avg(Y)': column 'years' of 'age' holds an integer, not a decimal"
      ])
    #expect(desk.mistakes("age(X, length(Y)) :- said(X, Y).") == [])
  }

  @Test func factsThatAreKnownMustFitALaterDeclaration() throws {
    let desk = try Desk("p(a). p(1).")
    #expect(
      desk.mistakes("relation p(x: integer).") == [
        "type-mismatch at 'p': column 'x' is declared as integer, but facts hold a text or an integer"
      ])
    #expect(try desk.retract("p(a)"))
    #expect(desk.mistakes("relation p(x: integer).") == [])
  }

  @Test func builtInRelationsAndTestsCannotBeDeclared() throws {
    let desk = try Desk()
    for name in ["document", "evidence", "before", "contains"] {
      #expect(
        desk.mistakes("relation \(name)(x).") == [
          "reserved-name at '\(name)': '\(name)' is built in and cannot be given a meaning (choose another name)"
        ])
    }
  }

  @Test func aDeclaredRelationIsKnownWithoutFacts() throws {
    let desk = try Desk("relation signed(x).")
    #expect(try desk.rows("signed(X)?") == [])
    #expect(
      desk.mistakes("signd(X)?") == [
        "unknown-relation at 'signd': unknown relation 'signd' (did you mean 'signed/1'?)"
      ])
  }

  @Test func documentationIsKept() throws {
    let desk = try Desk("/// Who went where.\nrelation visited(\n/// The visitor.\nactor, place).")
    let relation = try #require(desk.engine.relation(named: "visited"))
    #expect(relation.documentation == "Who went where.")
    #expect(relation.columns.map(\.documentation) == ["The visitor.", nil])
  }
}
