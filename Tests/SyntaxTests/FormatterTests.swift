import Syntax
import Testing

@Suite struct FormatterTests {
  private func laidOut(_ text: String) -> String {
    switch Formatter.format(SourceText(name: "test.dl", text: text)) {
    case .success(let text): text
    case .failure(let refused): refused.diagnostics.map { "error: \($0.message)\n" }.joined()
    }
  }

  @Test func spacesAreThoseOfTheLanguage() {
    let text = """
      p( a ,b,  -7 )  .   q(X):-p ( X ),!r(X) , not(s(X);t(X)),X=1+2*- 3 .
      p(X),X>=2026-01-01   order   by X   desc,Y limit 10 ?
      :-p(X),not q(X).
      ?-p(X).
      relation   visited ( actor,when :date )reads "x".
      include   "a.dl" . parameter place=pakistan .
      N=count{p(X)},S=sum( V*2 ){q(V)},F = first V   by K{r(V,K)}?
      p(at:-7,to : b)?  planned   p(a)from   d( bytes:20 .. 162,by :x ),e .
         :describe   visited
      """
    #expect(
      laidOut(text) == """
        p(a, b, -7).
        q(X) :- p(X), !r(X), not (s(X); t(X)), X = 1 + 2 * -3.
        p(X), X >= 2026-01-01 order by X desc, Y limit 10?
        :- p(X), not q(X).
        ?- p(X).
        relation visited(actor, when: date) reads "x".
        include "a.dl".
        parameter place = pakistan.
        N = count { p(X) }, S = sum (V * 2) { q(V) }, F = first V by K { r(V, K) }?
        p(at: -7, to: b)?
        planned p(a)
            from d(bytes: 20..162, by: x), e.
        :describe visited

        """)
  }

  @Test func whatIsTooLongHasOneConditionALine() {
    let text = """
      suspicious(Actor, Place, When) :- visited(Actor, Place, When), not invited(_, Actor, Place), (sanctioned(Actor); watched(Actor)), When >= 2026-01-01.
      visited(Actor, Place, When), not invited(_, Actor, Place), When >= 2026-01-01 show Actor, Place order by When desc limit 10?
      :- visited(Actor, Place, When), not actor(Actor), not any_other_relation_with_a_long_name(Place, When).
      relation visited_with_companions(actor: text, companion: text, place: text, when: date, purpose: text) reads "{actor} visited {place}".
      """
    #expect(
      laidOut(text) == """
        suspicious(Actor, Place, When) :-
            visited(Actor, Place, When),
            not invited(_, Actor, Place),
            (sanctioned(Actor); watched(Actor)),
            When >= 2026-01-01.
        visited(Actor, Place, When),
            not invited(_, Actor, Place),
            When >= 2026-01-01
            show Actor, Place
            order by When desc
            limit 10?
        :- visited(Actor, Place, When),
            not actor(Actor),
            not any_other_relation_with_a_long_name(Place, When).
        relation visited_with_companions(
            actor: text,
            companion: text,
            place: text,
            when: date,
            purpose: text
        ) reads "{actor} visited {place}".

        """)
  }

  @Test func whatIsStillTooLongHasOnePartALine() {
    let name = String(repeating: "x", count: 46)
    let text = "p(X) :- (a(\(name)); b(\(name))), c(\(name), \(name)), N = count { d(\(name)), e(\(name)) }."
    #expect(
      laidOut(text) == """
        p(X) :-
            (
                a(\(name));
                b(\(name))
            ),
            c(
                \(name),
                \(name)
            ),
            N = count {
                d(\(name)),
                e(\(name))
            }.

        """)
  }

  @Test func aLineOfExactlyTheWidthStays() {
    func rule(_ length: Int) -> String { "p(X) :- a(X), b(\(String(repeating: "y", count: length - 18))).\n" }
    #expect(rule(100).utf8.count == 101)
    #expect(laidOut(rule(100)) == rule(100))
    #expect(laidOut(rule(101)).split(separator: "\n").count == 3)
  }

  @Test func commentsStayWhereTheyAre() {
    let text = """
      % at the top

      /// Documents p.
      relation p(/* who */ a,   % the first
        /// Documents b.
        b)    .      // behind
      /* before */ p(a,b).   % aligned
      p(a, /* inside */ b).  /* also */ % and this

      q(X) :-   % why
         % on its own
         p(X, _),  % one
         r(X)
         % before the end
         .
      % at the end
      """
    #expect(
      laidOut(text) == """
        % at the top

        /// Documents p.
        relation p(
            /* who */ a,          % the first
            /// Documents b.
            b
        ).             // behind
        /* before */ p(a, b).  % aligned
        p(a, /* inside */ b).  /* also */  % and this

        q(X) :-   % why
            % on its own
            p(X, _),  % one
            r(X).
        % before the end
        % at the end

        """)
  }

  @Test func noCommentBecomesDocumentationByMoving() {
    let text = """
      relation p(a: % one
          date, /// two
          b
          /// three
          ) % four
          /// five
          .
      q(a)
      /// six
      .
      r(a).
      """
    #expect(
      laidOut(text) == """
        relation p(
            a: date,  % one  /// two
            b
            /// three
        ).    % four  /// five
        q(a).  /// six
        r(a).

        """)
  }

  @Test func aCommentAtTheEndOfALineKeepsItsColumnWhereItCan() {
    let text = """
      p(a).                 % one
      p( a, b, c ).         % two
      p(a_long_name_here, b_long_name_here, c).% three
      p(日本).              % four
      """
    #expect(
      laidOut(text) == """
        p(a).                 % one
        p(a, b, c).           % two
        p(a_long_name_here, b_long_name_here, c).  % three
        p(日本).              % four

        """)
  }

  @Test func blankLinesStayAtMostOneTogether() {
    #expect(
      laidOut("\n\n\np(a).\n\n\n\np(b).\np(c).\n\n% x\n\n\n% y\n\n\n")
        == "p(a).\n\np(b).\np(c).\n\n% x\n\n% y\n")
    #expect(laidOut("p(a).  % x\n\n% y\np(b).") == "p(a).  % x\n\n% y\np(b).\n")
    #expect(laidOut("") == "")
    #expect(laidOut("\n\n") == "")
    #expect(laidOut("% only\n") == "% only\n")
  }

  @Test func evidenceHasItsOwnLines() {
    let text = """
      visited(tokayev, pakistan, @2026-02-03/2026-02-04) from article_2026_02_05(paragraph: 1, sentence: 1, bytes: 20..162), another_article_of_the_day(paragraph: 7).
      """
    #expect(
      laidOut(text) == """
        visited(tokayev, pakistan, @2026-02-03/2026-02-04)
            from article_2026_02_05(paragraph: 1, sentence: 1, bytes: 20..162),
                another_article_of_the_day(paragraph: 7).

        """)
  }

  @Test func lineEndsOfOtherSystemsBecomeOurs() {
    #expect(laidOut("\u{FEFF}p(a).\r\n/* x\r\n y */\r\np(b). % z\r\n") == "p(a).\n/* x\n y */\np(b).  % z\n")
  }

  @Test func wordsAndQuotesStayAsWritten() {
    let text = "p(\"a\", \"\\u{e9}\", 1e3, @2026-02-04).\n"
    #expect(laidOut(text) == text)
    #expect(laidOut("a(X), (b(X)), ((X)) = 1?") == "a(X), (b(X)), ((X)) = 1?\n")
  }

  @Test func textWithMistakesIsRefusedWithAllOfThem() {
    #expect(
      laidOut("p(a.\nq(X) :- .\nr(b).")
        == "error: expected ',' or ')' but found '.'\nerror: a rule has a body after ':-'\n")
  }

  @Test func questionMarksOfDatesStayApartFromEnds() {
    #expect(laidOut("W = @2026 ?\nW = @2026??\np(@2026? )?\n") == "W = @2026?\nW = @2026??\np(@2026?)?\n")
  }
}
