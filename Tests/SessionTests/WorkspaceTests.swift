import Engine
import Glibc
import Syntax
import Testing

@testable import Session

@Suite struct WorkspaceTests {
  private let results = Output.memory()
  private let messages = Output.memory()
  private let workspace: Workspace

  init() {
    workspace = Workspace(results: results, messages: messages)
  }

  private func execute(_ text: String, arguments: [ScriptArgument] = []) -> Outcome {
    workspace.execute(SourceText(name: "test.dl", text: text), arguments: arguments)
  }

  @Test func resultsAndMessagesGoTheirOwnWays() {
    let outcome = execute("p(1).\np(X)?\nq(X)?\n")
    #expect(results.text == "X\n-\n1\n1 row\n\n")
    #expect(messages.text.hasPrefix("error: unknown relation 'q' [unknown-relation]\n"))
    #expect(outcome.errors == 1)
    #expect(outcome.status == 1)
    #expect(outcome.rows == 1)
    #expect(outcome.facts == 1)
  }

  @Test func eachStatementStandsAlone() {
    #expect(execute("p(1).\np(2, 3).\np(4).\n").errors == 1)
    #expect(workspace.engine.relation(named: "p")?.factCount == 2)
  }

  @Test func strictKeepsATextWholeOrNotAtAll() {
    workspace.settings.strict = true
    #expect(execute("p(1).\np(X)?\np(2, 3).\np(4).\np(X)?\n").errors == 1)
    #expect(
      workspace.engine.relation(named: "p") == nil || workspace.engine.relation(named: "p")?.factCount == 0)
    #expect(results.text == "X\n-\n1\n1 row\n\n", "what follows the mistake is not answered")
    #expect(messages.text.hasSuffix("nothing of test.dl is kept (strict)\n"))
    #expect(execute("p(1).\np(X)?\n").errors == 0)
    #expect(workspace.engine.relation(named: "p")?.factCount == 1)
  }

  @Test func strictTakesRulesAndRetractionsBackToo() {
    _ = execute("p(1).\nq(X) :- p(X).\n")
    workspace.settings.strict = true
    #expect(execute(":retract p(1)\n:forget q\nr(X) :- p(X).\nnonsense\n").errors > 0)
    workspace.settings.strict = false
    _ = execute("q(X)?\n")
    #expect(results.text == "X\n-\n1\n1 row\n\n")
    #expect(workspace.engine.rules.count == 1)
  }

  @Test func quietLeavesOutNoticesWarningsAndCounts() {
    workspace.settings.quiet = true
    let outcome = execute("p(1).\nq(X, Y) :- p(X), p(Y), p(Lonely).\np(X)?\n:retract p(9)\n")
    #expect(outcome.warnings > 0)
    #expect(results.text == "X\n-\n1\n\n")
    #expect(messages.text == "")
  }

  @Test func aCutAnswerIsMarkedAsSuch() {
    workspace.engine.limits.rows = 2
    let outcome = execute("p(1). p(2). p(3).\np(X)?\n")
    #expect(outcome.status == 3)
    #expect(results.text == "X\n-\n1\n2\n2 rows\n\n")
    #expect(
      messages.text.hasPrefix(
        "error: the answer is cut after 2 rows, the limit on rows [limit-reached]\n --> test.dl:2:1\n"))
  }

  @Test func anEndlessQuestionStopsAtItsTime() {
    workspace.engine.limits.timeout = 0.05
    let outcome = execute("n(0).\nn(Y) :- n(X), Y = X + 1.\nn(X), X < 0?\n")
    #expect(outcome.status == 3)
    #expect(
      messages.text.hasPrefix(
        "error: stopped after 50ms, the limit on time [limit-reached]\n --> test.dl:3:1\n"))
  }

  @Test func anInterruptEndsAScript() {
    workspace.engine.interrupt.request()
    let outcome = execute("p(1).\np(X)?\n")
    #expect(outcome.status == 130)
    #expect(results.text == "")
    #expect(messages.text == "error: interrupted [interrupted]\n")
  }

  @Test func anInterruptIsOverWhenTheNextStatementIsTyped() {
    workspace.engine.interrupt.request()
    #expect(workspace.run("p(1). p(X)?").status == 0)
    #expect(results.text == "X\n-\n1\n1 row\n\n")
  }

  @Test func askingNeedsAQuestion() {
    _ = execute("p(1).")
    #expect(workspace.ask("p(X)").rows == 1)
    #expect(workspace.ask("p(X)?").rows == 1)
    #expect(workspace.ask("p(2)").rows == 0)
    let outcome = workspace.ask("p(3).")
    #expect(outcome.status == 1)
    #expect(messages.text.hasPrefix("error: this asks nothing [invalid-command]\n --> <query>:1:1\n"))
  }

  @Test func checkingAnalysesWithoutAnswering() {
    let outcome = workspace.check(
      SourceText(name: "test.dl", text: "p(1).\n/// Never.\n:- p(0).\np(X)?\nq(X)?\n:mode csv\n:nonsense\n"))
    #expect(outcome.errors == 2)
    #expect(outcome.rows == nil)
    #expect(workspace.settings.mode == .table)
    #expect(
      results.text == "place      constraint\n---------  ----------\ntest.dl:3  :- p(0).\n1 constraint\n\n")
  }

  @Test func parametersTakeWhatIsGivenBeforeTheirDefault() {
    let text = "p(1). p(2).\nparameter n = 1.\np($n), X = $n show X?\n"
    _ = execute(text)
    _ = execute(text, arguments: [ScriptArgument(name: "n", value: "2")])
    #expect(results.text == "X\n-\n1\n1 row\n\nX\n-\n2\n1 row\n\n")
    #expect(workspace.parameters.isEmpty, "a script's parameters end with it")
  }

  @Test func anUnknownParameterStopsTheScriptBeforeItStarts() {
    let outcome = execute(
      "p(1).\nparameter place = a.\np(X)?\n", arguments: [ScriptArgument(name: "plaec", value: "b")])
    #expect(outcome.status == 1)
    #expect(results.text == "")
    #expect(
      messages.text
        == "error: test.dl has no parameter 'plaec' [unknown-parameter]\n  = help: did you mean 'place'?\n")
    #expect(workspace.engine.relation(named: "p") == nil)
  }

  @Test func parametersReachEveryPlaceOfAStatement() {
    let text = """
      parameter n = 2.
      p(1). p(2). p(3). q($n, $n).
      r(X, $n) :- p(X), (X = $n ; not p(X)), Y = count { p($n) }, Y < $n, abs(-$n) = 2, possibly $n > 1.
      r(X, Y)?
      q(X, Y)?
      """
    workspace.settings.mode = .facts
    #expect(execute(text).errors == 0)
    #expect(results.text == "r(2, 2).\nq(2, 2).\n")
    #expect(workspace.engine.rules.map { RuleList.text(of: $0) }.first?.contains("$") == false)
  }

  @Test func resultsThatNobodyReadsEndTheScriptQuietly() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    signal(SIGPIPE, SIG_IGN)
    close(ends[0])
    let output = Output(descriptor: ends[1], name: "<stdout>", closesDescriptor: true)
    let workspace = Workspace(results: output, messages: messages)
    let rows = (0..<30_000).map { "p(\($0))." }.joined(separator: "\n")
    let outcome = workspace.execute(SourceText(name: "test.dl", text: rows + "\np(X)?\nq(X)?\n"))
    #expect(outcome.outputClosed)
    #expect(outcome.errors == 0)
    #expect(messages.text == "")
  }

  @Test func resultsThatCannotBeWrittenAreAnError() throws {
    let output = try Output.file("/dev/full")
    let workspace = Workspace(results: output, messages: messages)
    _ = workspace.execute(SourceText(name: "test.dl", text: "p(1).\np(X)?\n"))
    #expect(workspace.finish().status == 1)
    #expect(messages.text == "error: cannot write '/dev/full': no space left on device [unwritable-file]\n")
  }

  @Test func loadingTheSampleLeavesNothingToComplainOf() {
    #expect(workspace.loadSample().errors == 0)
    #expect(messages.text == "")
    #expect(results.text == "")
    #expect(workspace.name == "sample")
    _ = execute(":check\n")
    #expect(results.text.hasPrefix("all "))
  }
}
