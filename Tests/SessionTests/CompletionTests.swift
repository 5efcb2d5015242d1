import Syntax
import Testing

@testable import Session

/// What Tab offers. The cursor is where `|` stands.
@Suite struct CompletionTests {
  private let workspace = Workspace(results: .memory(), messages: .memory())

  init() {
    workspace.execute(
      .init(
        name: "test",
        text: """
          /// Who visited which place.
          relation visited(actor: text, place: text, when: date).
          relation visit_kind(visit: text, kind: text).
          visited(tokayev, pakistan, @2026-02-03/2026-02-04).
          visited(xi, "Hong Kong", 2026-03-01).
          document(article, "An article", 2026-02-05, "a.txt", "").
          went(X) :- visited(X, _, _).
          """))
  }

  private func complete(_ marked: String) -> (text: String, candidates: [String]) {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let before = String(parts[0])
    let text = before + (parts.count > 1 ? String(parts[1]) : "")
    let completion = Completer(workspace).complete(text, cursor: before.utf8.count)
    let replaced = Array(text.utf8)[completion.range]
    return (String(decoding: replaced, as: UTF8.self), completion.candidates.map(\.text))
  }

  @Test func commandsAreCompletedWithTheirColon() {
    #expect(complete(":re|").candidates == [":relations", ":retract", ":redo", ":read"])
    #expect(complete(":re|").text == ":re")
    #expect(complete("  :desc|").candidates == [":describe"])
  }

  @Test func argumentsOfCommandsAreCompletedByKind() {
    #expect(complete(":describe vis|").candidates == ["visit_kind", "visited"])
    #expect(complete(":mode js|").candidates == ["json", "jsonl"])
    #expect(complete(":timing |").candidates == ["on", "off"])
    #expect(complete(":set ti|").candidates == ["timing", "timeout"])
    #expect(complete(":set dates |").candidates == ["certain", "possible"])
    #expect(complete(":forget |").candidates.first == "1")
    #expect(complete(":help dat|").candidates == ["dates"])
    #expect(complete(":quit |").candidates == [])
    #expect(complete(":nonsense |").candidates == [])
  }

  @Test func theFactAfterAnOptionIsCompleted() {
    #expect(complete(":whynot --|").candidates == ["--json", "--md"])
    #expect(complete(":whynot --md visi|").candidates == ["visit_kind(", "visited("])
    let completion = complete(":why --json visited(tok|")
    #expect(completion.candidates.first == "tokayev")
    #expect(completion.text == "tok")
  }

  @Test func filesAreCompleted() {
    let folder = "\(PackageFiles.root)/Tests/Fixtures/sessions/"
    #expect(complete(":read \(folder)fi|").candidates.first == "\(folder)files/")
    #expect(complete(":read \(folder)files/visi|").candidates == ["\(folder)files/visits.dl"])
  }

  @Test func savedQueriesAndTheirParametersAreCompleted() {
    _ = Setting.set("queries", to: "\(PackageFiles.root)/Tests/Fixtures/sessions/files", in: workspace)
    #expect(complete(":run betw|").candidates.first == "between")
    #expect(complete(":run between |").candidates == ["place=", "since="])
    #expect(complete(":run between place=norland si|").candidates == ["since="])
  }

  @Test func aFactIsCompletedInsideItsCommand() {
    #expect(complete(":plan visited(tok|").candidates.first == "tokayev")
    let completion = complete(":retract visited(tok|")
    #expect(completion.text == "tok")
    #expect(completion.candidates == ["tokayev"])
    #expect(complete(":source visi|").candidates == ["visit_kind(", "visited("])
    #expect(complete(":whynot visi|").candidates == ["visit_kind(", "visited("])
  }

  @Test func relationsAreCompletedWithTheirParenthesis() {
    #expect(complete("visi|").candidates == ["visit_kind(", "visited("])
    #expect(complete("went(X), visit|").candidates == ["visit_kind(", "visited("])
    #expect(complete("r(X) :- vis|").candidates == ["visit_kind(", "visited("])
  }

  @Test func aRelationsNoteShowsColumnsAndDocumentation() {
    let completion = Completer(workspace).complete("visited", cursor: 7)
    #expect(completion.candidates.map(\.note) == ["(actor, place, when)  Who visited which place."])
  }

  @Test func knownValuesAreCompletedAtTheirPlace() {
    #expect(complete("visited(|").candidates == ["tokayev", "xi", "actor: ", "place: ", "when: "])
    #expect(complete("visited(_, pak|").candidates == ["pakistan"])
    #expect(complete("visited(_, \"Ho|").candidates == ["\"Hong Kong\""])
    #expect(complete("visited(_, \"Hong K|").text == "\"Hong K")
    #expect(complete("visited(_, _, @2026|").candidates == ["@2026-02-03/2026-02-04"])
    #expect(complete("visited(_, _, 2026-0|").candidates == ["2026-03-01"])
    #expect(complete("visited(_, _, 2026-0|").text == "2026-0")
  }

  @Test func argumentNamesAreCompletedAndThenTheirValues() {
    #expect(complete("visited(pl|").candidates == ["place: "])
    #expect(complete("visited(place: pak|").candidates == ["pakistan"])
    #expect(complete("visited(place: pakistan, |").candidates.contains("actor: "))
    #expect(!complete("visited(place: pakistan, |").candidates.contains("place: "))
  }

  @Test func variablesOfTheStatementAreOffered() {
    #expect(complete("visited(Who, P, When), W|").candidates == ["Who", "When"])
    #expect(complete("visited(Who, P, When). went(W|").candidates == [])
  }

  @Test func functionsFollowAnOperator() {
    #expect(complete("visited(X, _, W), N = ye|").candidates == ["year("])
    #expect(complete("visited(X, _, W), N = cou|").candidates == ["count { "])
  }

  @Test func testsStandWhereAtomsDo() {
    #expect(complete("visited(X, _, W), soon|").candidates == ["soon_after("])
  }

  @Test func theWordsOfSomeTestsAreKnown() {
    #expect(complete("allen(I, over|").candidates == ["overlaps", "overlapped_by"])
    #expect(complete("visited(_, _, W), M = trunc(W, mo|").candidates == ["month"])
  }

  @Test func theTailIsCompleted() {
    #expect(complete("visited(X, _, W) |").candidates == ["show ", "order by ", "limit ", "from "])
    #expect(complete("visited(X, _, W) order |").candidates == ["by "])
    #expect(complete("visited(X, _, W) order by |").candidates == ["X", "W"])
    #expect(complete("visited(X, _, W) order by W d|").candidates == ["desc"])
    #expect(complete("visited(X, _, W) show X, |").candidates == ["X", "W"])
    #expect(complete("visited(X, _, W) from art|").candidates == ["article"])
  }

  @Test func keywordsAreOfferedWhereAConditionStarts() {
    #expect(complete("visited(X, _, _), no|").candidates == ["not "])
    #expect(complete("pla|").candidates == ["planned "])
    #expect(complete("rel|").candidates == ["relation "])
    #expect(complete("visited(X, _, _), rel|").candidates == [])
  }

  @Test func typesAreOfferedInADeclaration() {
    #expect(complete("relation met(a: te|").candidates == ["text"])
  }

  @Test func citationsAreCompleted() {
    #expect(complete("went(a) from article(par|").candidates == ["paragraph: "])
    #expect(complete("went(a) from article(paragraph: 1, confidence: h|").candidates == ["high"])
    #expect(complete("went(a) from visits(r|").candidates == ["row: "])
  }

  @Test func nothingIsOfferedInACommentOrAText() {
    #expect(complete("visited(X, _, _) % vis|").candidates == [])
    #expect(complete("X = \"vis|").candidates == [])
  }

  @Test func whatFollowsTheCursorIsLeftAlone() {
    let completion = complete("vis|ited(X), went(X)")
    #expect(completion.text == "vis")
    #expect(completion.candidates == ["visit_kind(", "visited("])
  }

  @Test func everyPrefixOfAStatementIsSurvived() {
    let text =
      "p(\"a\\\"b\", @2026-02~, N) :- visited(X, place: P, W), N = count { went(_) }, /* c */ W < 2026-01-01 order by N?"
    for length in 0...text.utf8.count {
      let completion = Completer(workspace).complete(text, cursor: length)
      #expect(completion.range.upperBound <= length)
      #expect(completion.range.lowerBound >= 0)
    }
    #expect(Completer(workspace).complete("visited(", cursor: 1000).candidates.count > 0)
    #expect(Completer(workspace).complete("", cursor: -1).candidates.count > 0)
  }
}
