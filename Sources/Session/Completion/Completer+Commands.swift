import Engine
import Syntax

extension Completer {
  /// A command's line, from its colon to the cursor.
  func command(_ line: String, from start: Int) -> Completion {
    let name = line.dropFirst().prefix { !$0.isWhitespace }
    guard name.utf8.count + 1 < line.utf8.count else {
      return .matching(line, from: start, Command.all.map { .init(":" + $0.name, note: $0.summary) })
    }
    guard let command = Command.named(String(name)) else {
      return Completion(start + line.utf8.count..<start + line.utf8.count)
    }
    let rest = String(line.dropFirst(name.count + 1).drop { $0 == " " || $0 == "\t" })
    let restStart = start + line.utf8.count - rest.utf8.count
    let words = rest.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    let isNewWord = rest.last.map { $0 == " " || $0 == "\t" } ?? true
    let part = isNewWord ? "" : words.last ?? ""
    let index = isNewWord ? words.count : words.count - 1
    let partStart = start + line.utf8.count - part.utf8.count

    guard let parameter = command.parameter(at: index) ?? command.textParameter else {
      return Completion(partStart..<partStart + part.utf8.count)
    }
    var candidates: [Completion.Candidate] = []
    for kind in parameter.kinds {
      // An option stands before the fact.
      if case .fact = kind, part.hasPrefix("-") { continue }
      // A number or a name may stand for the rule.
      if case .ruleText = kind, words.count <= 1, !rest.contains("("), !rest.contains(":") { continue }
      if kind.isStatement {
        let text = rest.withoutOption
        return shifted(statement(text, from: 0), by: restStart + rest.utf8.count - text.utf8.count)
      }
      candidates += self.candidates(kind, part, words)
    }
    return .matching(part, from: partStart, candidates)
  }

  private func candidates(_ kind: Command.ArgumentKind, _ part: String, _ words: [String]) -> [Completion
    .Candidate]
  {
    switch kind {
    case .topic:
      HelpText.topics(of: workspace).map { .init($0.name, note: $0.summary) }
        + Command.all.map { .init($0.name, note: $0.summary) }
    case .relation: relations(suffix: "")
    case .rule: workspace.engine.rules.map { .init(String($0.id), note: RuleList.oneLine($0)) }
    case .file: files(part)
    case .query:
      workspace.savedQueries.names.map { name in
        .init(name, note: workspace.savedQueries.query(named: name)?.title ?? "")
      }
    case .scriptArgument:
      workspace.savedQueries.query(named: words.first ?? "")?.parameterNames.map { .init($0 + "=") } ?? []
    case .setting: Setting.all.map { .init($0.name, note: $0.summary) }
    case .settingValue: values(of: words.first ?? "", part)
    case .choice(let names): names.map { .init($0) }
    case .watch: workspace.watches.map { .init(String($0.number), note: $0.question) }
    case .importOption: importOptions(part, words)
    case .moment(let words):
      words.map { .init($0) } + workspace.engine.steps.map { .init(String($0.number), note: $0.title) }
    case .fact, .question, .row, .name, .ruleText, .time: []
    }
  }

  /// What may follow a file that is to be imported: an option's value after the option, else options.
  private func importOptions(_ part: String, _ words: [String]) -> [Completion.Candidate] {
    let before = part.isEmpty ? words.last : words.dropLast().last
    switch before.flatMap({ ImportOption(named: $0) })?.value {
    case .choice(_, let names): return names.map { .init($0) }
    case .file: return files(part)
    case .text: return []
    case nil: break
    }
    return [.init("into", note: ImportOption.into.summary)]
      + ImportOption.allCases.filter { $0 != .into }.map { .init($0.name, note: $0.summary) }
  }

  private func values(of setting: String, _ part: String) -> [Completion.Candidate] {
    switch Setting.named(setting)?.kind {
    case .choice(let names): names.map { .init($0) }
    case .folder: files(part).filter { $0.text.hasSuffix("/") }
    case .text(let example): [.init(example), .init("none")]
    case nil: []
    }
  }

  /// The files and folders that a path may go on with.
  func files(_ part: String) -> [Completion.Candidate] {
    let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    let place = folder.isEmpty ? "." : Path.expandingHome(folder)
    return Folder.names(in: place).map { name in
      .init(folder + name + (Folder.exists(Path.join(place, name)) ? "/" : ""))
    }
  }
}

extension Command {
  /// The parameter that a word is for; the last one where it repeats.
  fileprivate func parameter(at index: Int) -> Parameter? {
    if index < parameters.count { return parameters[index] }
    return parameters.last.flatMap { $0.repeats ? $0 : nil }
  }

  /// The parameter that takes the whole rest of the line.
  fileprivate var textParameter: Parameter? { wordCounts == nil ? parameters.last : nil }
}

extension String {
  /// What follows an option at its start: the statement that stands after it.
  fileprivate var withoutOption: String {
    guard hasPrefix("--"), let end = firstIndex(where: { $0 == " " || $0 == "\t" }) else { return self }
    return String(self[end...].drop { $0 == " " || $0 == "\t" })
  }
}
