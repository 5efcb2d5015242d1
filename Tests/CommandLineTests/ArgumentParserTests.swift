import Testing

@testable import dossier

@Suite struct ArgumentParserTests {
  private func message(_ arguments: String...) -> String? {
    do throws(UsageError) {
      _ = try ArgumentParser.parse(arguments)
      return nil
    } catch {
      return error.text
    }
  }

  @Test func withoutArgumentsTheShellIsMeant() throws {
    let invocation = try ArgumentParser.parse([])
    #expect(invocation.command.name == "")
    #expect(invocation.operands.isEmpty && invocation.options.isEmpty)
  }

  @Test func optionsMayStandAnywhere() throws {
    for arguments in [
      ["--format", "csv", "run", "a.dl", "b.dl"], ["run", "--format", "csv", "a.dl", "b.dl"],
      ["run", "a.dl", "--format=csv", "b.dl"], ["run", "a.dl", "b.dl", "--format", "csv"],
    ] {
      let invocation = try ArgumentParser.parse(arguments)
      #expect(invocation.command.name == "run")
      #expect(invocation.operands == ["a.dl", "b.dl"])
      #expect(invocation.values(of: .format) == ["csv"])
    }
  }

  @Test func aValueThatIsACommandsNameIsAValue() throws {
    let invocation = try ArgumentParser.parse(["--load", "run", "query", "p(X)"])
    #expect(invocation.command.name == "query")
    #expect(invocation.values(of: .load) == ["run"])
  }

  @Test func someOptionsRepeat() throws {
    let invocation = try ArgumentParser.parse([
      "run", "a.dl", "--set", "x=1", "--set=y=2=3", "--load", "b", "--load", "c",
    ])
    #expect(invocation.values(of: .set) == ["x=1", "y=2=3"])
    #expect(invocation.values(of: .load) == ["b", "c"])
    #expect(
      message("run", "a.dl", "--format", "csv", "--format", "csv")
        == "error: '--format' is given twice\n'dossier help run' shows the usage")
  }

  @Test func twoDashesEndTheOptions() throws {
    #expect(try ArgumentParser.parse(["run", "--", "--format"]).operands == ["--format"])
    #expect(try ArgumentParser.parse(["run", "-"]).operands == ["-"])
    #expect(try ArgumentParser.parse(["query", "--", "-1 < X"]).operands == ["-1 < X"])
  }

  @Test func helpAndVersionAreAskedForAnywhere() throws {
    #expect(try ArgumentParser.parse(["--help"]).command.name == "help")
    #expect(try ArgumentParser.parse(["run", "--help"]).operands == ["run"])
    #expect(try ArgumentParser.parse(["run", "-h"]).operands == ["run"])
    #expect(try ArgumentParser.parse(["--version"]).command.name == "version")
  }

  @Test func whatIsUnknownNamesTheNearest() {
    #expect(
      message("rn", "a.dl")
        == "error: unknown command 'rn'; did you mean 'run'?\n'dossier help' shows the usage")
    #expect(
      message("run", "a.dl", "--fromat", "csv")
        == "error: unknown option '--fromat'; did you mean '--format'?\n'dossier help run' shows the usage")
    #expect(
      message("query", "p(X)", "--format", "cvs")
        == "error: 'cvs' is no value of '--format'; did you mean 'csv'?\n'dossier help query' shows the usage"
    )
    #expect(
      message("query", "p(X)", "--color", "blue")
        == "error: 'blue' is no value of '--color'; one of: auto, always, never\n'dossier help query' shows the usage"
    )
    #expect(
      message("analysis.dl")
        == "error: unknown command 'analysis.dl'; to run a file: dossier run analysis.dl\n'dossier help' shows the usage"
    )
    #expect(message("--nonsense") == "error: unknown option '--nonsense'\n'dossier help' shows the usage")
  }

  @Test func anOptionOfAnotherCommandIsRefused() {
    #expect(
      message("fmt", "a.dl", "--strict")
        == "error: 'fmt' has no option '--strict'\n'dossier help fmt' shows the usage")
    #expect(
      message("--exit-code") == "error: the shell has no option '--exit-code'\n'dossier help' shows the usage"
    )
  }

  @Test func whatIsMissingOrTooMuchIsNamed() {
    #expect(message("run") == "error: 'run' needs FILE…\n'dossier help run' shows the usage")
    #expect(message("query") == "error: 'query' needs TEXT\n'dossier help query' shows the usage")
    #expect(
      message("query", "p(X)", "q(X)")
        == "error: 'q(X)' is one argument too many\n'dossier help query' shows the usage")
    #expect(
      message("run", "a.dl", "--format")
        == "error: '--format' needs FORMAT\n'dossier help run' shows the usage")
    #expect(
      message("run", "a.dl", "--strict=on")
        == "error: '--strict' takes no value\n'dossier help run' shows the usage")
    #expect(
      message("run", "a.dl", "--set", "x")
        == "error: '--set' needs NAME=VALUE, not 'x'\n'dossier help run' shows the usage")
    #expect(
      message("--sample", "--empty")
        == "error: '--sample' and '--empty' exclude each other\n'dossier help' shows the usage")
  }

  @Test func aDossierIsGivenOnce() throws {
    #expect(try ArgumentParser.parse(["a.dossier", "--read-only"]).operands == ["a.dossier"])
    #expect(try ArgumentParser.parse(["--store", "a.dossier"]).values(of: .store) == ["a.dossier"])
    #expect(
      message("a.dossier", "--store", "b.dossier")
        == "error: the dossier is given twice, with '--store' too\n'dossier help' shows the usage")
    #expect(
      message("--read-only") == "error: '--read-only' needs a dossier\n'dossier help' shows the usage")
    #expect(
      message("a.dossier", "b.dossier")
        == "error: 'b.dossier' is one argument too many\n'dossier help' shows the usage")
  }

  @Test func laterCommandsAndOptionsAreNotThereYet() {
    #expect(Subcommand.named("extract") == nil)
  }
}
