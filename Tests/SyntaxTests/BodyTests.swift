import Syntax
import Testing

@Suite struct BodyTests {
  private func body(_ text: String) -> Formula.Kind? {
    guard case .query(let query) = statement(text + "?")?.kind else { return nil }
    return query.body.placeless.kind
  }

  private func term(_ text: String) -> Term.Kind? {
    guard case .comparison(let comparison) = body("X = " + text) else { return nil }
    return comparison.right.kind
  }

  private let nowhere = SourceRange(0, 0)
  private func atom(_ name: String) -> Formula {
    Formula(.atom(Atom(Name(name, nowhere), [], range: nowhere)), nowhere)
  }
  private func number(_ value: Int64) -> Term { Term(.literal(.integer(value)), nowhere) }

  @Test func alternativesBindLooserThanConjunctions() {
    #expect(
      body("a(), b(); c(), not d()")
        == .disjunction([
          Formula(.conjunction([atom("a"), atom("b")]), nowhere),
          Formula(.conjunction([atom("c"), Formula(.negation(atom("d")), nowhere)]), nowhere),
        ]))
    #expect(
      body("a(), (b(); c())")
        == .conjunction([atom("a"), Formula(.disjunction([atom("b"), atom("c")]), nowhere)]))
  }

  @Test func prefixesTakeWhatStandsNext() {
    #expect(body("not a(), b()") == .conjunction([Formula(.negation(atom("a")), nowhere), atom("b")]))
    #expect(body("!a()") == .negation(atom("a")))
    #expect(body("not(a())") == .negation(atom("a")))
    #expect(body("not not a()") == .negation(Formula(.negation(atom("a")), nowhere)))
    #expect(body("not possibly a()") == .negation(Formula(.possibly(atom("a")), nowhere)))
    #expect(
      body("not (a(); b())") == .negation(Formula(.disjunction([atom("a"), atom("b")]), nowhere)))
    #expect(reading("not X = 1, possibly X < @2026?") == ["not X = 1, possibly X < @2026?"])
  }

  @Test func prefixesAreTextBesideAnOperator() {
    #expect(reading("X = not, not = X?") == [#"X = "not", "not" = X?"#])
    #expect(reading("possibly - 1 = X?") == [#""possibly" - 1 = X?"#])
  }

  @Test func productsBindTighterThanSumsAndBothFromTheLeft() {
    let product = Term(.binary(.multiply, number(2), number(3)), nowhere)
    #expect(term("1 + 2 * 3") == .binary(.add, number(1), product))
    #expect(term("2 * 3 + 1") == .binary(.add, product, number(1)))
    let difference = Term(.binary(.subtract, number(1), number(2)), nowhere)
    #expect(term("1 - 2 - 3") == .binary(.subtract, difference, number(3)))
    #expect(
      term("1 - (2 - 3)")
        == .binary(.subtract, number(1), Term(.binary(.subtract, number(2), number(3)), nowhere)))
    #expect(
      term("7 mod 2 / 3")
        == .binary(.divide, Term(.binary(.modulo, number(7), number(2)), nowhere), number(3)))
  }

  @Test func aNumberTakesItsSignAndOtherTermsAreNegated() {
    #expect(term("-2 * 3") == .binary(.multiply, number(-2), number(3)))
    #expect(term("1 - -2") == .binary(.subtract, number(1), number(-2)))
    #expect(term("-(2)") == .negative(number(2)))
    #expect(term("-Y") == .negative(Term(.variable("Y"), nowhere)))
    #expect(term("--2") == .negative(number(-2)))
  }

  @Test func parenthesesServeConditionsAndValues() {
    #expect(reading("(X + 1) * 2 > 3?") == ["(X + 1) * 2 > 3?"])
    #expect(reading("(a(X); b(X)), c(X)?") == ["(a(X); b(X)), c(X)?"])
    #expect(reading("((X)) = ((1))?") == ["X = 1?"])
    #expect(reading("(length(X)) > 3, ((a(X)))?") == ["length(X) > 3, a(X)?"])
    #expect(reading("(X > 1)?") == ["X > 1?"])
    #expect(reading("(a(X), b(X)) > 1?") == ["error: expected a value but found a condition"])
    #expect(reading("(X + 1)?") == ["error: a value alone is not a condition"])
  }

  @Test func aNameWithArgumentsIsACallBesideAnOperatorAndAnAtomElsewhere() {
    #expect(
      body("a() > b()")
        == .comparison(
          Comparison(
            Term(.call(Name("a", nowhere), []), nowhere), .greater,
            Term(.call(Name("b", nowhere), []), nowhere),
            range: nowhere)))
    #expect(body("a()") == atom("a").kind)
    #expect(term("today") == .call(Name("today", nowhere), []))
    #expect(term(#""today""#) == .literal(.text("today")))
  }

  @Test func aggregatesOfABodyHaveABodyOfTheirOwn() {
    #expect(
      term("count { a() }") == .aggregate(Aggregate(.count, value: nil, body: atom("a"))))
    #expect(
      term("sum V { a() }")
        == .aggregate(Aggregate(.sum, value: Term(.variable("V"), nowhere), body: atom("a"))))
    #expect(
      term("first V by K { a() }")
        == .aggregate(
          Aggregate(
            .first, value: Term(.variable("V"), nowhere), key: Term(.variable("K"), nowhere), body: atom("a"))
        ))
    #expect(
      term("1 + count { a() } * 2")
        == .binary(
          .add, number(1),
          Term(
            .binary(
              .multiply, Term(.aggregate(Aggregate(.count, value: nil, body: atom("a"))), nowhere), number(2)),
            nowhere)))
    #expect(
      reading("S = sum (V * 2) { a(V) }, T = max length(X) { b(X) }, U = list (V + 1) by (K) { c(V, K) }?")
        == [
          "S = sum (V * 2) { a(V) }, T = max (length(X)) { b(X) }, U = list (V + 1) by K { c(V, K) }?"
        ])
  }

  @Test func aggregatesOfAHeadAreItsArguments() throws {
    guard
      case .rule(let rule) = statement("t(P, count(X), first(V by K), min(A, B)) :- b(P, X, V, K, A, B).")?
        .kind
    else {
      Issue.record("no rule")
      return
    }
    let kinds = rule.head.placeless.arguments.map(\.value.kind)
    #expect(kinds[0] == .variable("P"))
    #expect(kinds[1] == .aggregate(Aggregate(.count, value: Term(.variable("X"), nowhere))))
    #expect(
      kinds[2]
        == .aggregate(
          Aggregate(.first, value: Term(.variable("V"), nowhere), key: Term(.variable("K"), nowhere))))
    // Of two arguments it is the function.
    #expect(
      kinds[3] == .call(Name("min", nowhere), [Term(.variable("A"), nowhere), Term(.variable("B"), nowhere)]))
    #expect(reading("p(X) :- count(X), q(X).") == ["p(X) :- count(X), q(X)."])
    #expect(reading("p(X) :- X = min(1, 2).") == ["p(X) :- X = min(1, 2)."])
    #expect(mistakes("p(X) :- X = min(1).").map(\.code) == [.misplacedAggregate])
  }

  @Test func variablesStartInUpperCaseOrWithAnUnderscore() {
    #expect(term("Éa_1") == .variable("Éa_1"))
    #expect(term("_x") == .variable("_x"))
    #expect(term("_") == .anonymous)
    #expect(term("éa") == .literal(.text("éa")))
    #expect(term("$place") == .parameter("place"))
  }
}
