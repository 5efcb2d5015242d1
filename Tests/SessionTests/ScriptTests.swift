import Testing

/// The scripts of the workbench say what they do, from anywhere.
@Suite struct ScriptTests {
  @Test(arguments: [
    "scripts/dossier", "scripts/test", "scripts/format", "scripts/bench", "scripts/sanitize", ".ci/run",
  ])
  func helpSaysHowItIsUsed(script: String) {
    let (output, status) = shell("root=$PWD; cd / && \"$root/\(script)\" --help 2>&1")
    #expect(output.hasPrefix("usage: \(script)"))
    #expect(status == 0)
  }

  @Test func aScriptIsFoundThroughALink() {
    let (output, status) = shell(
      """
      link=$(mktemp -d)/start
      ln -s "$PWD/scripts/format" "$link"
      "$link" --nonsense 2>&1
      """)
    #expect(output == "start: unknown option '--nonsense'; see --help\n")
    #expect(status == 1)
  }

  /// Only the benchmarks are in Python, so that it need not be there.
  private static let hasPython = shell("command -v python3").status == 0

  @Test(.enabled(if: hasPython)) func theBenchmarksSayWhatTheyCannotFind() {
    let (output, status) = shell("python3 -B scripts/benchmark --kit /nowhere --peers none 2>&1")
    #expect(output.hasPrefix("bench: the benchmark kit is not at hand: there is no folder /nowhere."))
    #expect(status == 2)
  }

  @Test(.enabled(if: hasPython)) func anUnknownWorkloadIsRefused() {
    let (output, status) = shell("python3 -B scripts/benchmark tcc 2>&1")
    #expect(output.hasPrefix("bench: unknown workload 'tcc'; there are tc, tc_chain,"))
    #expect(status == 2)
  }
}
