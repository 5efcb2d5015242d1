import Testing

/// The scripts of the workbench say what they do, from anywhere.
@Suite struct ScriptTests {
  @Test(arguments: ["scripts/dossier", "scripts/test", "scripts/format", ".ci/run"])
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
}
