import Engine
import Syntax

// Commands that change the settings. The short ones are settings under a name of their own.
extension Command {
  static let mode = shortcut(
    "mode", "FORMAT", ResultFormat.allCases.map(\.rawValue), "sets the form of results",
    examples: [":mode csv"],
    detail: "Forms: " + ResultFormat.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: "; ")
      + ".")

  static let timing = shortcut(
    "timing", "on|off", ["on", "off"], "sets whether the time that a question takes is shown",
    examples: [":timing on"])

  static let dates = shortcut(
    "dates", "certain|possible", DateView.allCases.map(\.rawValue),
    "sets whether answers hold certain rows only, or possible ones too", examples: [":dates possible"],
    detail: """
      A test on uncertain dates is true, false or unknown. A certain answer has the rows for which every test is
      true; a possible one also those for which a test is unknown.
      """)

  static let set = Command(
    "set", [.optional("NAME", .setting), .optional("VALUE", .settingValue)],
    "shows the settings, or changes one",
    detail: "Settings:\n"
      + HelpText.aligned(Setting.all.map { ("  " + $0.name, $0.summary + $0.values) }),
    examples: [":set", ":set timeout 10s", ":set timeout none"]
  ) { (workspace, line, run) throws(EngineError) in
    guard let word = line.words.first else {
      let rows: [[Value]] = Setting.all.map { setting in
        [.text(setting.name), .text(setting.read(workspace)), .text(setting.summary)]
      }
      var result = ResultSet("setting", columns: ["setting", "value", "about"], rows: rows)
      result.footer = ""
      workspace.show(result, in: &run)
      return
    }
    guard let setting = Setting.named(word.text) else {
      let near = nearest(to: word.text, among: Setting.all.map(\.name))
      throw line.invalid(
        "unknown setting '\(word.text)'", at: word,
        mend: near.map { "did you mean '\($0)'?" } ?? "':set' lists them")
    }
    try workspace.set(setting, to: line.words.count > 1 ? line.words[1] : nil, line, &run)
  }

  private static func shortcut(
    _ name: String, _ parameter: String, _ choices: [String], _ summary: String, examples: [String],
    detail: String = ""
  ) -> Command {
    Command(
      name, [.optional(parameter, .choice(choices))], summary,
      detail: detail + (detail.isEmpty ? "" : "\n") + "Without \(parameter), says which is set.",
      examples: examples
    ) { (workspace, line, run) throws(EngineError) in
      guard let setting = Setting.named(name) else { return }
      try workspace.set(setting, to: line.words.first, line, &run)
    }
  }
}

extension Setting {
  /// The values it takes, for help.
  var values: String {
    switch kind {
    case .choice(let names): " (\(names.joined(separator: ", ")))"
    case .folder: ""
    case .text(let example): ", as \(example)"
    }
  }
}

extension Workspace {
  /// Changes a setting, or without a value says what it is.
  fileprivate func set(
    _ setting: Setting, to value: CommandLine.Word?, _ line: CommandLine, _ run: inout Run
  ) throws(EngineError) {
    guard let value else { return tell("\(setting.name): \(setting.read(self))", in: &run) }
    let before = setting.read(self)
    do throws(Setting.Refusal) {
      try setting.apply(value.text, to: self)
      do throws(EngineError) {
        try keep(setting, line)
      } catch {
        try setting.apply(before, to: self)
        throw Setting.Refusal(message: error.words)
      }
      say(in: run, "\(setting.name): \(setting.read(self))")
    } catch {
      throw line.invalid(error.message, at: value, mend: error.mend)
    }
  }
}
