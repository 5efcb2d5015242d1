import Engine
import Syntax
import Testing

@testable import Interchange

/// What stands after `into`.
@Suite struct TemplateTests {
  private func parse(_ text: String) -> String {
    do throws(Diagnostic) {
      let template = try TemplateParser.parse(SourceText(name: "t", text: text))
      let columns = template.columns.map { column in
        (column.label.map { "\($0.text)=" } ?? "") + Self.text(column.place.source)
      }
      return "\(template.modality) \(template.relation.text) [\(columns.joined(separator: ", "))]"
    } catch {
      let place = error.range.map { "\($0.lower)-\($0.upper)" } ?? "-"
      return "\(error.message) \(place) \(error.mend ?? "-")"
    }
  }

  private static func text(_ source: ImportTemplate.Source) -> String {
    switch source {
    case .name(let name): name
    case .quoted(let name): "'\(name)'"
    case .position(let place): "#\(place)"
    case .literal(let value): "!\(SyntaxPrinter.text(of: value))"
    case .interval(let start, let end): "\(text(start.source))..\(text(end.source))"
    }
  }

  @Test(arguments: [
    (
      "visited(actor: visitor, place: from, when: start/end)",
      "actual visited [actor=visitor, place=from, when=start..end]"
    ),
    ("planned p($1,\"Start Date\" / $12)", "planned p [#1, 'Start Date'..#12]"),
    (
      "p(a: \"usa\", b: 5, c: -2.5, d: 2019-10-24, e: @1948/1949, f: 30d)",
      "actual p [a='usa', b=!5, c=!-2.5, d=!2019-10-24, e=!@1948/1949, f=!30d]"
    ),
    ("p(who.name.0, a.b)", "actual p [who.name.0, a.b]"), (" p ( Actor1Name ) ", "actual p [Actor1Name]"),
    ("planned(a)", "actual planned [a]"), ("p(\"say \\\"x\\\"\")", "actual p ['say \"x\"']"),
    ("p(größe)", "actual p [größe]"),
  ])
  func areRead(text: String, meaning: String) { #expect(parse(text) == meaning) }

  @Test(arguments: [
    ("", "a relation should stand here 0-1 such as visited(actor: visitor, when: start/end)"),
    ("Visited(a)", "'Visited' does not name a relation 0-7 a relation's name starts with a small letter"),
    ("p", "expected '(' after 'p' 1-2 such as p(actor: visitor, when: start/end)"),
    ("p(a", "the template is not closed 3-4 a ')' ends it"),
    ("p(a b)", "expected ',' or ')' 4-5 a ')' ends it"),
    ("p(a) q", "the template ends before this 5-6 -"),
    ("p($0)", "'$' stands before the number of a column, from 1 2-4 such as $2"),
    ("p(5x)", "'5x' is no value 2-4 a column of such a name stands in quotes: \"5x\""),
    ("p(\"a)", "this text is not closed 2-5 a '\"' ends it"),
    ("p()", "a source should stand here 2-3 a column's name, $2, \"a text\" or a number"),
  ])
  func mistakesArePointedAt(text: String, message: String) { #expect(parse(text) == message) }

  @Test func aTextThatIsNearlyAColumnIsDoubted() throws {
    let desk = ImportDesk()
    let path = desk.write("v.csv", Array("Start Date\n1\n".utf8))
    var options = ImportOptions()
    options.templates = [try TemplateParser.parse(SourceText(name: "t", text: "r($1, \"Strat Date\")"))]
    let plan = try FileImport(path, options).plan(for: desk.engine, desk.engine.budget())
    #expect(plan.warnings.map(\.message) == [])
    options.hasHeader = true
    let named = try FileImport(path, options).plan(for: desk.engine, desk.engine.budget())
    #expect(
      named.warnings.map(\.message) == ["\"Strat Date\" is no column of the file, and is taken as a text"])
    #expect(named.warnings.map(\.mend) == ["did you mean \"Start Date\"?"])
  }
}
