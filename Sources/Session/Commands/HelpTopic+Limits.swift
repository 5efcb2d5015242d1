extension HelpTopic {
  static let limits = HelpTopic("limits", "time, memory, rows, Ctrl-C, and how far a question is") {
    """
      :set timeout 10s     --timeout 10s     time, as 500ms, 10s or 2m
      :set memory 2g       --memory 2g       memory of the whole program
      :set max_rows 1000   --max-rows 1000   rows of an answer

    'none' takes a limit away. Time and memory hold for each statement by itself: a question, ':why', ':check', the
    loading of a file of rows. What reaches a limit stops at once, says which it was, and leaves everything as it was:
    facts, rules, and what earlier questions have computed. The exit status is then 3. Time that goes into writing an
    answer does not count.

    Ctrl-C stops a question, an explanation or a load in the same way, and never the shell; a script ends with
    exit status 130.

    Rows that had been found when time or memory ran out are shown, at most 10000 of them, and marked: below a table
    '12 rows so far: stopped after 10s, the limit on time', in every form by the error that names the limit. They
    hold, but there may be more, and with 'limit' in the question others may come first. Nothing is shown where it
    might not hold: what 'not' or an aggregate says of a relation is known only when all of that relation is. For the
    same reason a question without variables is answered by a yes, but not by a no.

    After a second a line on the terminal tells the time, how many rows have been derived, and the round of a recursion;
    while a file is loaded, how much of it. It vanishes at the end, and never gets among results that go elsewhere.
    ':set progress off' does without; 'auto' leaves it out with ':set quiet on' and on terminals that cannot erase.
    """
  }
}
