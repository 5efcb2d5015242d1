import Syntax
import Testing

@testable import Session

/// The forms of `:whynot` on the sample, and how the text fits a terminal.
@Suite struct WhyNotFormTests {
  private func shown(_ text: String, width: Int? = nil, colored: Bool = false) -> (
    text: String, status: Int32
  ) {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    workspace.loadSample()
    workspace.width = width
    if colored { #expect(Setting.set("color", to: "always", in: workspace) == nil) }
    let outcome = workspace.run(text)
    return (output.text, outcome.status)
  }

  @Test(arguments: [40, 60, 120, 200])
  func theTextFitsTheTerminal(width: Int) {
    let text = shown(":whynot leads_to(joint_declaration, trade)", width: width).text
    #expect(text.contains("does not hold: joint_declaration"))
    for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
  }

  @Test(arguments: [40, 100])
  func coloursChangeNoWord(width: Int) {
    let question = ":whynot touched(pakistan, joint_declaration, kashmir_dispute)"
    let colored = shown(question, width: width, colored: true).text
    #expect(colored.contains("\u{1b}["))
    #expect(Palette.stripped(colored) == shown(question, width: width).text)
  }

  @Test func aMemoHasMarksAndFootnotes() {
    let text = shown(":whynot --md visited_country(zardari, pakistan, 2026-02-03)").text
    #expect(
      text.hasPrefix("**does not hold: zardari visited pakistan, 2026-02-03**\n\n- tokayev visited pakistan"))
    #expect(
      text.contains(
        "\n- ✗ visited(Actor, City, When)\n  - nothing matches visited(zardari, City, 2026-02-03)\n"))
    #expect(
      text.contains("\n  - tokayev visited islamabad, 2026-02-03 (actor is tokayev, not zardari)[^1]\n"))
    #expect(text.contains("\n[^1]: IDN on the Joint Declaration"))
  }

  @Test func jsonNamesTheStateOfEachLiteral() {
    #expect(
      shown(":whynot --json located_in(almaty, kazakhstan)").text == """
        {"text":"does not hold: almaty lies in kazakhstan","asked":{"text":"located_in(almaty, kazakhstan)",\
        "relation":"located_in","modality":"actual","values":["almaty","kazakhstan"]},\
        "near":[{"kind":"argument","words":"city is astana, not almaty","fact":"located_in(astana, kazakhstan)",\
        "relation":"located_in","modality":"actual","values":["astana","kazakhstan"],\
        "sentence":"astana lies in kazakhstan","stated":false,"citations":[]}],\
        "rules":[{"rule":1,"place":"<sample>:351","text":"located_in(City, Country) :- capital(City, Country).",\
        "bindings":{"City":"almaty","Country":"kazakhstan"},"alternatives":1,\
        "literals":[{"written":"capital(City, Country)","state":"fails"}],"ways":{"count":1,"more":false},\
        "solutions":[],"failure":{"kind":"literal","words":"nothing matches capital(almaty, kazakhstan)",\
        "misses":[{"kind":"argument","words":"city is astana, not almaty","fact":"capital(astana, kazakhstan)",\
        "relation":"capital","modality":"actual","values":["astana","kazakhstan"],\
        "sentence":"astana is the capital of kazakhstan","stated":true,"citations":[]},\
        {"kind":"name","words":"no capital has almaty as city"}],"inner":null}}],"furtherRules":0}


        """)
  }

  @Test func possibleDatesSatisfyThePossibleView() {
    let question = ":whynot met(tokayev, Who, When), When <= 2026-02-03"
    #expect(shown(question).text.contains("possible, not certain: @[2026-02-03..2026-02-04] <= 2026-02-03"))
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    workspace.loadSample()
    _ = workspace.run(":dates possible")
    #expect(workspace.run(question).status == 1)
    #expect(output.text.contains("this holds"))
  }

  @Test func whatHoldsIsRefused() {
    let (text, status) = shown(":whynot located_in(astana, kazakhstan)")
    #expect(status == 1)
    #expect(text.contains("':why located_in(astana, kazakhstan)' explains it"))
    #expect(shown(":whynot located_in(almaty, kazakhstan)").status == 0)
  }
}
