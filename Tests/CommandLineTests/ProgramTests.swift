import Testing

/// The program as a process: streams and exit statuses.
@Suite struct ProgramTests {
  @Test func aQuestionIsAnsweredOnStandardOutput() throws {
    let (output, errors, status) = try bash("dossier query 'visited(tokayev, Where, _)' --format csv")
    #expect(output == "Where\nislamabad\npakistan\n")
    #expect(errors == "")
    #expect(status == 0)
  }

  @Test func aMistakeIsToldOnStandardErrorWithStatus1() throws {
    let (output, errors, status) = try bash("dossier query 'visitd(X)'")
    #expect(output == "")
    #expect(
      errors == """
        error: unknown relation 'visitd' [unknown-relation]
         --> <query>:1:1
          1 | visitd(X)
            | ^^^^^^ did you mean 'visited/3'?

        """)
    #expect(status == 1)
  }

  @Test func wrongUsageHasStatus2() throws {
    let (output, errors, status) = try bash("dossier qury 'p(X)'")
    #expect(output == "")
    #expect(
      errors == "error: unknown command 'qury'; did you mean 'query'?\n'dossier help' shows the usage\n")
    #expect(status == 2)
    #expect(try bash("dossier query 'p(X)' --timeout soon").status == 2)
  }

  @Test func aLimitHasStatus3AndThePartIsMarked() throws {
    let (output, errors, status) = try bash("dossier query 'visited(_, Where, _)' --max-rows 1 --format csv")
    #expect(output == "Where\nislamabad\n")
    #expect(errors.hasPrefix("error: the answer is cut after 1 row, the limit on rows [limit-reached]\n"))
    #expect(status == 3)
  }

  @Test func whatDoesNotHoldIsExplainedWithStatus0AndWhatHoldsHasStatus1() throws {
    let (output, errors, status) = try bash("dossier whynot 'located_in(almaty, kazakhstan)' --format json")
    #expect(output.hasPrefix("{\"text\":\"does not hold: almaty lies in kazakhstan\","))
    #expect(errors == "")
    #expect(status == 0)
    let held = try bash("dossier whynot 'located_in(astana, kazakhstan)'")
    #expect(held.output == "")
    #expect(held.errors.hasPrefix("error: this holds [invalid-command]\n --> <fact>:1:9\n"))
    #expect(held.status == 1)
    #expect(try bash("dossier whynot").status == 2)
    let endless = "echo 'n(X) :- X = 0. n(Y) :- n(X), Y = X + 1.' > n.dl; dossier whynot 'n(-1)' --load n.dl"
    #expect(try bash(endless + " --timeout 200ms").status == 3)
  }

  @Test func ctrlCHasStatus130AndASecondOneEndsAtOnce() throws {
    let endless = "'n(X) :- X = 0. n(Y) :- n(X), Y = X + 1. n(X), X < 0?'"
    // A background job of a script has SIGINT ignored; the program sets its own action all the same.
    let (_, errors, status) = try bash("dossier query \(endless) --empty & sleep 0.5; kill -INT $!; wait $!")
    #expect(errors.hasSuffix("error: interrupted [interrupted]\n"))
    #expect(status == 130)
  }

  @Test func asOfADayAnswersWithWhatHadBeenReported() throws {
    let asOf = "--asof 2026-02-04 --format csv"
    let (output, errors, status) = try bash("dossier query 'visited(tokayev, Where, _)' \(asOf)")
    #expect(output == "Where\n")
    #expect(errors == "asof 2026-02-04: without 70 facts reported later and 1 document\n")
    #expect(status == 0)
    let later = try bash("dossier query 'visited(tokayev, Where, _)' --asof 2026-02 --format csv --quiet")
    #expect(later.output == "Where\nislamabad\npakistan\n" && later.errors == "")
    #expect(
      try bash("dossier why 'visited_country(tokayev, pakistan, 2026-02-03)' --asof 2026-02-04").status == 1)
    let whynot = try bash(
      "dossier whynot 'visited_country(tokayev, pakistan, 2026-02-03)' --asof 2026-02-04 --quiet")
    #expect(whynot.output.hasPrefix("does not hold: tokayev visited pakistan, 2026-02-03\n"))
    let shell = try bash("echo 'visited(tokayev, _, _)?' | dossier --asof 2025 --quiet")
    #expect(shell.output == "no\n\n" && shell.status == 0)
  }

  @Test func aScriptIsToldWhereItsFactsBelong() throws {
    let (output, errors, status) = try bash("echo 'p(a). p(X)?' > p.dl; dossier run p.dl --asof 2026 --quiet")
    #expect(output == "")
    #expect(
      errors.hasPrefix(
        """
        error: the past is being looked at (asof 2026), and cannot be changed [past-unchangeable]
         --> p.dl:1:1
          1 | p(a). p(X)?
            | ^^^^^ load facts with --load: --asof shows what is loaded

        """))
    #expect(status == 1)
    let loaded = try bash(
      "echo 'p(a).' > p.dl; echo 'p(X)?' > q.dl; dossier run q.dl --load p.dl --asof 2026")
    #expect(loaded.output.hasPrefix("X\n") && loaded.errors == "asof 2026: nothing is left out\n")
    let bad = try bash("dossier query 'p(X)' --asof 2026-02-30")
    #expect(bad.status == 2)
    #expect(
      bad.errors == "error: --asof: '2026-02-30' is not a day, month or year; write it as 2026-02-05\n"
        + "'dossier help query' shows the usage\n")
  }

  @Test func exitCodeTellsWhetherThereAreRows() throws {
    #expect(try bash("dossier query 'visited(tokayev, _, _)' --exit-code").status == 0)
    #expect(try bash("dossier query 'visited(nobody, X, _)' --exit-code").status == 1)
    #expect(try bash("dossier query 'visited(nobody, X, _)'").status == 0)
  }

  @Test func aReaderThatGoesAwayEndsTheProgramQuietly() throws {
    let script =
      "(yes 'visited(X, P, W)?' | head -20000) 2> /dev/null | dossier --format csv | head -1; exit ${PIPESTATUS[1]}"
    let (output, errors, status) = try bash(script)
    #expect(output == "X,P,W\n")
    #expect(errors == "")
    #expect(status == 141, "ended by SIGPIPE")
  }

  @Test func statementsAreReadFromStandardInput() throws {
    let (output, errors, status) = try bash(
      "printf 'p(1).\\np(X)\\nq(X) :-\\n  p(X).\\nq(X)?\\n' | dossier --empty --format csv")
    #expect(output == "X\n1\n\nX\n1\n")
    #expect(errors == "")
    #expect(status == 0)
  }

  @Test func scriptsRunOneAfterTheOther() throws {
    let (output, _, status) = try bash(
      "echo 'p(1).' > a.dl; echo 'p(X)?' > b.dl; echo 'p(2).' | dossier run a.dl - b.dl --format csv")
    #expect(output == "X\n1\n2\n")
    #expect(status == 0)
  }

  @Test func aMissingScriptStopsBeforeAnythingIsDone() throws {
    let (output, errors, status) = try bash(
      "echo 'p(1). p(X)?' > a.dl; dossier run a.dl b.dl; mkdir d; dossier run d")
    #expect(output == "")
    #expect(
      errors == """
        error: cannot read 'b.dl': no such file or directory [unreadable-file]
          = help: did you mean 'a.dl'?
        error: cannot read 'd': is a directory [unreadable-file]

        """)
    #expect(status == 1)
  }

  @Test func aScriptWithoutFactsRunsOnTheSample() throws {
    let script = "echo 'visited(tokayev, P, _)?' > ask.dl; dossier run ask.dl --format csv"
    #expect(try bash(script).output == "P\nislamabad\npakistan\n")
    #expect(try bash(script + " --empty").status == 1)
  }

  @Test func aScriptWithFactsStandsAlone() throws {
    let script = "echo 'visited(a, b). visited(X, Y)?' > own.dl; dossier run own.dl --format csv"
    #expect(try bash(script).output == "X,Y\na,b\n")
    let (_, errors, status) = try bash(script + " --sample")
    #expect(errors.contains("error: 'visited' has 3 columns, not 2 [wrong-arity]"))
    #expect(status == 1)
  }

  @Test func factsAreLoadedForAScriptThatDeclaresThem() throws {
    let script = """
      mkdir data; printf '7\\t1\\n8\\t2\\n' > data/code.facts
      echo 'relation code(id: text, n: integer). code(id: "7", n: N)?' > ask.dl
      dossier run ask.dl --facts data --format csv
      """
    let (output, errors, status) = try bash(script)
    #expect(output == "N\n1\n")
    #expect(errors == "")
    #expect(status == 0)
  }

  @Test func nothingIsAnsweredFromDataThatCouldNotBeLoaded() throws {
    let (output, errors, status) = try bash(
      "printf 'a\\tb\\nc\\n' > e.facts; dossier query 'e(X, Y)' --load e.facts")
    #expect(output == "")
    #expect(errors == "error: e.facts:2: 1 field where 2 should be [invalid-row]\n  = note: the line is: c\n")
    #expect(status == 1)
  }

  @Test func parametersAreSetFromTheCommandLine() throws {
    let script =
      "echo 'parameter name = a. q(a, 1). q(b, 2). q($name, N)?' > s.dl; dossier run s.dl --format csv --set "
    #expect(try bash(script + "name=b").output == "N\n2\n")
    let (output, errors, status) = try bash(script + "nmae=b")
    #expect(output == "")
    #expect(
      errors == "error: s.dl has no parameter 'nmae' [unknown-parameter]\n  = help: did you mean 'name'?\n")
    #expect(status == 1)
  }

  @Test func outputReplacesItsFileWhenAllIsWritten() throws {
    let script =
      "echo old > out; dossier query 'visited(tokayev, P, _)' --format csv --output out; cat out; ls"
    #expect(try bash(script).output == "P\nislamabad\npakistan\nerrors\nout\n")
    let (output, errors, status) = try bash("dossier query 'visited(tokayev, P, _)' --output /dev/full")
    #expect(output == "")
    #expect(errors == "error: cannot write '/dev/full': no space left on device [unwritable-file]\n")
    #expect(status == 1)
  }

  @Test func aProfileOfAllQuestionsIsWrittenAsJSON() throws {
    let script = """
      echo 'e(1, 2). e(2, 3). p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z). p(1, X)? e(X, 2)? p(X, 0 / 0)?' > s.dl
      dossier run s.dl --profile out --format csv 2> /dev/null; echo $?
      python3 -c '
      import json
      run = json.load(open("out"))
      print(run["version"], [(q["question"], q["outcome"], q["rows"]) for q in run["questions"]])
      first = run["questions"][0]
      print(sorted(first), sorted(first["strata"][0]), sorted(first["strata"][0]["rules"][0]), sep="\\n")
      print([[r["newest"], [(s["step"], s["in"], s["out"]) for s in r["steps"]]] for r in first["strata"][0]["rules"]])
      print([(r["round"], r["new"]) for r in first["strata"][0]["rounds"]])
      assert all(q["ms"] > 0 for q in run["questions"])
      '
      """
    #expect(
      try bash(script).output == """
        X
        2
        3

        X
        1
        1
        1 [('p(1, X)?', 'answered', 2), ('e(X, 2)?', 'answered', 1), ('p(X, 0 / 0)?', 'failed', None)]
        ['known', 'line', 'ms', 'outcome', 'question', 'rows', 'source', 'strata', 'threads', 'work', 'work_ms']
        ['complete', 'given_up', 'ms', 'recursive', 'relations', 'rounds', 'rows', 'rules', 'work', 'work_ms']
        ['alternative', 'first_round', 'line', 'ms', 'new', 'newest', 'plan_ms', 'relation', 'rounds', 'rule', \
        'source', 'split', 'steps', 'work_ms']
        [[None, [('scan', 1, 2), ('add', 2, 2)]], ['p(X, Y)', [('scan', 2, 3), ('unite', 3, 1)]]]
        [(0, 2), (1, 1), (2, 0)]

        """)
  }

  @Test func aProfileThatCannotBeWrittenIsAnError() throws {
    let (output, errors, status) = try bash("dossier query 'visited(tokayev, P, _)' --profile no/such/file")
    #expect(output == "")
    #expect(errors == "error: cannot write 'no/such/file': no such file or directory [unwritable-file]\n")
    #expect(status == 1)
    let full = try bash("dossier query 'visited(tokayev, islamabad, _)' --profile /dev/full")
    #expect(full.output == "yes\n\n")
    #expect(full.errors == "error: cannot write '/dev/full': no space left on device [unwritable-file]\n")
    #expect(full.status == 1)
  }

  @Test func checkTellsMistakesWarningsAndConstraints() throws {
    let (output, errors, status) = try bash(
      "printf 'p(1).\\n:- p(0).\\nq(X) :- p(Y).\\np(X)?\\n' > s.dl; dossier check s.dl")
    #expect(output == "place   constraint\n------  ----------\ns.dl:2  :- p(0).\n1 constraint\n\n")
    #expect(errors.contains("error: 'X'") || errors.contains("[unsafe-variable]"))
    #expect(!errors.contains("interrupted"))
    #expect(status == 1)
    #expect(try bash("echo 'p(1). p(X)?' > s.dl; dossier check s.dl") == ("", "", 0))
  }

  @Test func fmtRewritesFilesAndChecks() throws {
    let untidy = "printf 'p( 1 ).\\nq(X):-p(X).\\n' > s.dl; "
    let (output, errors, status) = try bash(
      untidy + "dossier fmt --check s.dl; echo $?; dossier fmt s.dl; cat s.dl; dossier fmt --check s.dl")
    #expect(output == "s.dl\n1\np(1).\nq(X) :- p(X).\n")
    #expect(errors == "formatted s.dl\n")
    #expect(status == 0)
    #expect(try bash("printf 'p( 1 ).' | dossier fmt -").output == "p(1).\n")
  }

  @Test func fmtLeavesAFileWithMistakesAsItIs() throws {
    let (output, errors, status) = try bash(
      "printf 'p( 1 ).\\nq(' > s.dl; dossier fmt s.dl; code=$?; cat s.dl; exit $code")
    #expect(output == "p( 1 ).\nq(")
    #expect(errors.hasPrefix("error: "))
    #expect(status == 1)
  }

  @Test func colourIsForTerminalsOnly() throws {
    #expect(try bash("dossier query 'visited(tokayev, P, _)'").output.contains("\u{1b}") == false)
    #expect(
      try bash("dossier query 'visited(tokayev, P, _)' --color always").output.contains("\u{1b}[1mP\u{1b}[0m")
    )
  }

  @Test func theVersionIsTold() throws {
    #expect(try bash("dossier --version") == ("dossier 0.1.0\n", "", 0))
  }
}

extension ProgramTests {
  @Test(arguments: ["csv", "json", "jsonl", "tsv", "markdown", "facts"])
  func rowsOfAStoppedQuestionAreWholeAndTheMarkIsAmongTheErrors(_ format: String) throws {
    let program = "up(0). up(X + 1) :- up(X). up(X), X < 2?"
    let (output, errors, status) = try bash(
      "echo '\(program)' | dossier --timeout 1s --format \(format)")
    let whole = try bash("echo 'up(0). up(1). up(X), X < 2?' | dossier --format \(format)")
    #expect(output == whole.0)
    #expect(errors.hasPrefix("error: stopped after 1s, the limit on time [limit-reached]\n"))
    #expect(errors.contains("  = note: 2 rows so far; there may be more\n"))
    #expect(status == 3)
  }
}
