public import Syntax

/// What can be told of a script before it is run.
///
/// What is wrong with the script is not told here: running it tells that.
public struct ScriptOutline {
  public struct Parameter {
    public var name: String
    public var preset: Literal?
    public var documentation: String?
  }

  /// How much is wanted. Files of facts are long, and the first fact settles whether there are any.
  public enum Depth { case untilFirstFact, whole }

  public private(set) var parameters: [Parameter] = []
  /// Whether it states facts of its own, or reads some from files that it includes.
  public private(set) var statesFacts = false
  /// The declarations by relation.
  private(set) var declarations: [String: Statement] = [:]

  /// Looks through a script and the files that it includes.
  public init(of source: SourceText, _ depth: Depth = .whole) {
    var seen: Set<String> = [Path.resolved(source.name)]
    look(through: source, depth, &seen)
  }

  private mutating func look(through source: SourceText, _ depth: Depth, _ seen: inout Set<String>) {
    var parser = Parser(source)
    while let event = parser.next() {
      guard case .statement(let statement, _) = event else { continue }
      switch statement.kind {
      case .fact:
        statesFacts = true
        if depth == .untilFirstFact { return }
      case .parameter(let name, let preset):
        parameters.append(Parameter(name: name.text, preset: preset, documentation: statement.documentation))
      case .declaration(let declaration):
        declarations[declaration.relation.text] = statement
      case .include(let path, _):
        let full = Path.join(Path.directory(of: source.name), Path.expandingHome(path))
        if seen.insert(Path.resolved(full)).inserted, let included = try? FileBytes.source(full) {
          look(through: included, depth, &seen)
          if statesFacts, depth == .untilFirstFact { return }
        }
      case .rule, .query, .constraint, .command: break
      }
    }
  }

  /// The first line of words in a script's leading comment, whatever its marker.
  static func title(of source: SourceText) -> String? {
    var line = 1
    while true {
      let range = source.range(ofLine: line)
      guard range.lowerBound < source.bytes.count else { return nil }
      let text = String(decoding: source.bytes[range], as: UTF8.self)
      let words = text.drop { $0 == " " || $0 == "\t" }
      guard words.isEmpty || words.hasPrefix("%") || words.hasPrefix("//") || words.hasPrefix("/*") else { return nil }
      let title = words.drop { "%/*-=! \t".contains($0) }
      if !title.isEmpty { return String(title) }
      line += 1
    }
  }
}
