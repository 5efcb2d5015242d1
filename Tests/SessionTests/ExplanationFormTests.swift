import Syntax
import Testing

@testable import Session

/// The forms of `:why` beside the tree, and how the tree fits a terminal.
@Suite struct ExplanationFormTests {
  private func shown(_ text: String, width: Int? = nil, colored: Bool = false) -> String {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    workspace.loadSample()
    workspace.width = width
    if colored { #expect(Setting.set("color", to: "always", in: workspace) == nil) }
    _ = workspace.run(text)
    return output.text
  }

  @Test(arguments: [40, 60, 120, 200])
  func theTreeFitsTheTerminal(width: Int) {
    let text = shown(":why strains(kazakhstan, india, joint_declaration)", width: width)
    #expect(text.contains("kazakhstan strains its"))
    for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
  }

  @Test(arguments: [40, 100])
  func coloursChangeNoWord(width: Int) {
    let question = ":why touched(india, joint_declaration, kashmir_dispute)"
    let colored = shown(question, width: width, colored: true)
    #expect(colored.contains("\u{1b}["))
    #expect(Palette.stripped(colored) == shown(question, width: width))
  }

  @Test func aPartIsOpenedByItsNumber() {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    workspace.loadSample()
    _ = workspace.run("visited_country(tokayev, pakistan, 2026-02-03)")
    _ = workspace.run(":why 1.2")
    #expect(output.text.contains("\n1.2  islamabad lies in pakistan\n"))
    #expect(!output.text.contains("1.1  "))
  }

  @Test func jsonRefersToPartsByNumber() {
    #expect(
      shown(":why --json located_in(astana, kazakhstan)") == """
        {"parts":[
          {"part":0,"fact":"located_in(astana, kazakhstan)","relation":"located_in","modality":"actual",\
        "values":["astana","kazakhstan"],"sentence":"astana lies in kazakhstan","height":1,"reason":"derived",\
        "rule":1,"place":"<sample>:351","text":"located_in(City, Country) :- capital(City, Country).",\
        "bindings":{"City":"astana","Country":"kazakhstan"},\
        "premises":[{"written":"capital(City, Country)","kind":"row","part":1}]},
          {"part":1,"fact":"capital(astana, kazakhstan)","relation":"capital","modality":"actual",\
        "values":["astana","kazakhstan"],"sentence":"astana is the capital of kazakhstan","height":0,\
        "reason":"stated","citations":[]}
        ]}


        """)
  }

  @Test func theMemoHasFootnotes() {
    let text = shown(":why --md touched(india, joint_declaration, kashmir_dispute)")
    #expect(text.hasPrefix("**india is touched by the reference of joint\\_declaration to kashmir\\_dispute"))
    #expect(text.contains("\n- india opposed third\\_party\\_references\\_to\\_kashmir[^1]\n"))
    #expect(text.contains("\n[^1]: IDN on the Joint Declaration"))
  }

  @Test func theMemoSaysWhatSpeaksAgainstIt() {
    let text = shown(":why --md quoted_as(joint_declaration, kashmir_clause, \"peaceful resolution\")")
    #expect(text.contains("\nContradicted:\n\n- the words of joint\\_declaration differ"))
    #expect(text.contains("\n  - against it: joint\\_declaration is quoted on"))
  }

  @Test func theFactsCanBeReadAgain() throws {
    let text = shown(":why --facts touched(india, joint_declaration, kashmir_dispute)")
    let (statements, diagnostics) = Parser.parse(SourceText(name: "why.dl", text: text))
    #expect(diagnostics.isEmpty)
    #expect(statements.count >= 10)
  }

  @Test func theGraphHasABoxForEachRow() {
    let text = shown(":why --dot located_in(astana, kazakhstan)")
    #expect(text.hasPrefix("digraph why {\n"))
    #expect(text.contains("  p1 -> p0;\n"))
  }

  @Test func allWaysAreCountedInJSON() {
    #expect(
      shown(":why --all --json located_in(astana, kazakhstan)").hasPrefix(
        """
        {"derivations":{"count":1,"more":false,"undecided":0,"shown":[
          {"fact":"located_in(astana, kazakhstan)","relation":"located_in",
        """))
  }

  @Test func theMemoListsAllWays() {
    let text = shown(":why --md --all leads_to(joint_declaration, plebiscite)")
    #expect(
      text.hasPrefix(
        "**joint\\_declaration leads to plebiscite, in one way**\n\n- by rule leads\\_to (`<sample>:400`), with Source"
      ))
  }

  @Test func whatIsOfOneDerivationRefusesAll() {
    for form in ["--dot", "--svg", "--facts"] {
      #expect(
        shown(":why --all \(form) located_in(astana, kazakhstan)").contains(
          "'--all' goes with the tree, and with '--json' and '--md'"), "\(form)")
    }
    #expect(shown(":why --md --json located_in(astana, kazakhstan)").contains("give one"))
  }

  @Test func allIsOfAWholeRow() {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    workspace.loadSample()
    _ = workspace.run("visited_country(tokayev, pakistan, 2026-02-03)")
    // Without a row, and with nothing explained before, it is about the first.
    _ = workspace.run(":why --all")
    #expect(output.text.contains("\n│  holds in one way:\n"))
    _ = workspace.run(":why --all 1.1")
    #expect(output.text.contains("give the row, or the part as a fact"))
    // Its parts are opened by the numbers shown; the row itself is explained anew.
    _ = workspace.run(":why 1.1.2")
    #expect(output.text.contains("\n1.1.2  islamabad lies in pakistan\n"))
    let before = output.text.count
    _ = workspace.run(":why 1")
    #expect(!output.text.dropFirst(before).contains("holds in"))
  }

  @Test func anUnknownFormSuggestsOne() {
    #expect(shown(":why --jsn located_in(astana, kazakhstan)").contains("did you mean '--json'?"))
  }
}
