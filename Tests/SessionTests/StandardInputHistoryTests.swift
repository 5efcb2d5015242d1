import Syntax
import Testing

@testable import Session

/// Steps, scopes and watches where nobody types: on standard input each statement is a step, in a file none is.
@Suite struct StandardInputHistoryTests {
  @Test func statementsAreTakenBackOneByOne() {
    let (output, status) = shell(
      "printf 'p(1). p(2).\\n:undo\\np(X)?\\n:redo\\np(X)?\\n' | dossier --empty --format csv")
    #expect(output == "X\n1\n\nX\n1\n2\n")
    #expect(status == 0)
  }

  @Test func whatIsReadStrictlyIsOneStep() {
    let (output, status) = shell("printf 'p(1).\\n:undo\\n' | dossier --empty --strict 2>&1")
    #expect(output.hasPrefix("error: ':undo' cannot stand in a file, which is one step as a whole"))
    #expect(output.hasSuffix("nothing of <stdin> is kept (strict)\n"))
    #expect(status == 1)
  }

  @Test func aScopeLeftOpenIsDiscardedWithAWarning() {
    let (output, status) = shell(
      "printf 'p(1).\\n:whatif\\np(2).\\np(X)?\\n:diff\\n' | dossier --empty --format jsonl 2>&1")
    #expect(
      output == """
        {"X":1}
        {"X":2}
        {"relation":"p","change":"+","1":2}
        warning: this what-if is still open at the end; what was done in it is discarded [open-scope]
         --> <stdin>:2:1
          2 | :whatif
            | ^^^^^^^ end it with ':keep' or ':discard'

        """)
    #expect(status == 0)
  }

  @Test func loadedFilesAreStepsAndTheSampleIsNone() throws {
    let folder = try TemporaryFolder()
    let rules = try folder.write("rules.dl", "q(X) :- p(X).\np(1). p(2).\n".utf8)
    let rows = try folder.write("edge.csv", "a,b\n1,2\n".utf8)
    let journal = "\(folder.path)/journal.dl"
    let (output, _) = shell(
      """
      printf ':journal\\n:undo\\nedge(5, 6).\\n:journal --save \(journal)\\n' \\
        | dossier --sample --load \(rules) --load \(rows) --format csv | cut -d, -f 1,3-9
      """)
    #expect(
      output == """
        step,what,facts_added,facts_removed,citations_added,rules_added,rules_removed,declarations
        1,:read \(rules),2,0,0,1,0,0
        2,:read \(rows),1,0,0,0,0,1

        """)
    let text = String(decoding: try FileBytes.source(journal).bytes, as: UTF8.self)
    #expect(text.contains("  :read \(rules)\nq(X) :- p(X).\np(1).\np(2).\n\n% 3  "))
    #expect(text.hasSuffix("  edge(5, 6).\nedge(5, 6).\n"))
    let (rerun, _) = shell("echo 'q(X)?' | dossier --load \(journal) --format csv")
    #expect(rerun == "X\n1\n2\n")
  }

  @Test func aFileThatIsLoadedInPartLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let bad = try folder.write("edge.csv", "a,b\n1,2\n3\n".utf8)
    let (output, _) = shell("printf ':read \(bad)\\n:relations\\n:journal\\n' | dossier --empty 2>/dev/null")
    #expect(output.hasPrefix("no relations yet"))
    #expect(output.hasSuffix("nothing has changed\n"))
  }
}
