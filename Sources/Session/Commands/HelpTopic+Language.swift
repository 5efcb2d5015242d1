import Syntax

// What is written by hand about the language.
extension HelpTopic {
  static let language = HelpTopic("language", "facts, rules, questions and constraints on one page") {
    """
    A statement ends with '.', a question with '?'. At the prompt a body alone is a question.

      visited(tokayev, pakistan, @2026-02-03/2026-02-04).           a fact
      partners(X, Y) :- signed(X, I, _), signed(Y, I, _), X != Y.   a rule
      visited(X, pakistan, When)?                                   a question
      visited(X, _, When) show X order by When desc limit 10?       with a tail
      :- visited(X, _, _), not person(X).                           a constraint
      relation visited(actor, place, when: date)
          reads "{actor} visited {place}, {when}".                  a declaration
      include "other.dl".

    Values     pakistan  "Joint Declaration"  42  2.5  2026-02-04  @1948/1949  30d
               a name in small letters and the same in quotes are one value
    Variables  start with a capital or '_'; '_' alone stands for anything
    Arguments  by place, or by name: visited(place: pakistan, actor: X)
    Bodies     ',' and   ';' or, with parentheses   'not' (or '!')
               = != < <= > >=   + - * / mod   possibly TEST
    Modality   planned, denied, cancelled, claimed or any before an atom:
               planned visited(X, P, W)
    Comments   % and // to the end of the line, /* ... */
               /// before a statement documents it

    More: ':help dates', ':help aggregates', ':help functions', ':help evidence', ':help scripts'.
    """
  }

  static let dates = HelpTopic("dates", "uncertain dates, and what certain and possible mean") {
    """
    A date may leave open which day it means (EDTF, ISO 8601-2). A plain day needs no '@'.

      2026-02-04          a day             @1948/1949      from 1948 to 1949
      @2026-02   @2026    a month, a year   @../2026-02-04  until that day
      @199X               in the nineties   @2026-02-03/..  from that day on
      @2026-02~           about then        @..             unknown
      @1985?              perhaps

    Tests      before(D, E)  after(D, E)  D < E  within(D, E, 30d)
               soon_after(D, E, 30d)  intersects(I, J)  covers(I, J)  in(D, I)
               allen(I, overlaps, J)
    Functions  year(D)  start(I)  finish(I)  days_between(D, E)
               trunc(D, month)  D + 30d  today()
    Durations  30d  2w  6mo  1y; days and months do not compare

    A test of such dates is true, false or unknown. An answer holds the rows for which every test is certainly
    true; 'possibly before(D, E)' takes the unknown too, and ':dates possible' does so for all tests. When an
    answer leaves out rows that are possible, it says so below. '=' asks for the very same date.
    """
  }

  static let aggregates = HelpTopic("aggregates", "count, sum, min, max, avg, list, first, last") {
    let names = AggregateFunction.allCases.map(\.rawValue).joined(separator: ", ")
    return """
      In a head, for each group of the other arguments:
        visits(P, count(X)) :- visited(X, P, _).
        latest(X, last(P by W)) :- visited(X, P, W).

      In a body, over the solutions in braces:
        country(P), N = count { visited(_, P, _) } order by N desc?
        S = sum V { paid(X, V) }      F = first P by W { visited(X, P, W) }

      There are \(names).
      count(X) counts distinct values, count { ... } distinct solutions; sum and avg range over the distinct
      solutions. first and last are the value with the least and greatest key; list joins the distinct values with
      ", ". Over nothing count and sum give 0, and the others give no row. In recursion only min and max are
      allowed.
      """
  }

  static let evidence = HelpTopic("evidence", "where a fact stands: documents, citations, modality") {
    """
    A fact carries citations, which are not part of it: the same fact from two documents is one fact.

      document(article, "A visit to Islamabad", 2026-02-05, "article.txt", "").
      visited(tokayev, pakistan, @2026-02-03/2026-02-04)
          from article(paragraph: 1, sentence: 1, bytes: 20..162,
                       by: curated, confidence: high).

    'bytes' counts UTF-8 bytes of the document's file, half open. confidence is high, medium or low. 'row' is
    a line of a file of rows: visited(ann, oslo) from visits(row: 17, by: import).

      :source 1                   where row 1 of the last answer stands
      :why 1                      the rules and facts by which it holds
      visited(X, P, W) from D?    each fact with the documents that say so
      planned visited(X, P, W)?   planned ones; a question sees actual facts only
      any visited(X, P, W)?       facts of every modality
    """
  }

  static let time = HelpTopic(
    "time", "looking at an earlier state: what was reported, what was known, what changed"
  ) {
    """
    Beside the dates in the facts there are two more: that of a report, and that of the dossier itself.

      :asof 2026-01-31         what had been reported by then, by the documents
      :known 2026-02-11        what the dossier held then, by its journal
      :known 2026-02-11T09:30  the same by the minute; a step's number does as well
      :present                 comes back
      :changes 4 12            what came (+) and went (-) after step 4, up to 12

      document(gazette, "The Gazette", 2026-01-10, "gazette.txt", "").
      visited(ann, norland, 2026-01-05) from gazette(paragraph: 1).

    As of a day, a fact is there where a document that it cites had certainly been published by its end; later
    citations are not shown. Facts without citations are always there. A document without a date, and one that is
    dated @2026-01 as of 2026-01-15, counts with ':dates possible' only. How much is left out is said.

    Rules, ':why', ':whynot' and exports follow; the prompt shows which past it is, and nothing can be changed in it.
    Both may be set at once. On the command line:

      dossier query 'visited(X, _, _)' --asof 2026-01-31
    """
  }

  static let history = HelpTopic("history", "taking back, trying out, watching what changes") {
    """
    Each statement that changes something is a step; so is a file that is read, as a whole.

      :undo   :undo 3       takes back the last step, or the last three
      :redo                 does again what was taken back
      :journal              lists the steps and what each has changed
      :journal --save FILE  writes them as a script that makes the same changes

    To try something out, open a scope; the prompt shows it:

      :whatif               opens one; scopes may stand in each other
      visited(tokayev, astana, 2026-05-01).
      :diff                 the rows that came (+) and went (-), derived ones too
      :keep  or  :discard   ends it

    To see what each statement changes in an answer:

      :watch visited(X, pakistan, _)
      :watch                lists what is watched; ':unwatch 1' ends one

    Settings and parameters are no steps. The sample that a session begins with is none either, while a file that was
    loaded from the command line can be taken back. In a file ':undo' is an error, and a scope that it leaves open is
    discarded at its end.
    """
  }

  static let scripts = HelpTopic("scripts", "files, parameters, saved queries, the command line") {
    """
    A script is a file of statements and commands. It may take parameters:

      /// Who visited a place.
      parameter place = pakistan.
      visited(X, $place, When)?

      :run visitors place=kazakhstan             at the prompt
      dossier run visitors.dl --set place=kazakhstan

    A value is read as the language writes it where it can be, else as text. 'include "FILE".' reads another file
    once, as seen from the file that includes it. Each statement stands alone: one that fails leaves the others;
    with ':set strict on', or --strict, a file is kept whole or not at all.

    Saved queries are the .dl files of one folder: ':queries' lists them, ':set queries DIR' says where they are.
    """
  }
}
