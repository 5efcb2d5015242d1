import Chronology
import Engine
import Syntax

/// One choice of the user: the table of them drives `:set`, completion, help and the command line's options.
public struct Setting: Sendable {
  /// What values it takes.
  public enum Kind: Sendable {
    case choice([String])
    case folder
    /// Free text, with an example of it.
    case text(example: String)
  }

  /// Why a value was refused.
  struct Refusal: Error {
    var message: String
    var mend: String?
  }

  public let name: String
  public let summary: String
  public let kind: Kind
  /// Whether it is kept with a dossier, rather than with the person at the terminal.
  var belongsToDossier: Bool { ["dates", "strict", "queries", "documents"].contains(name) }
  /// The value in force, as `:set` shows it and as it can be given again.
  let read: @Sendable (Workspace) -> String
  let write: @Sendable (Workspace, String) throws(Refusal) -> Void

  public static let all: [Setting] = [
    choice("mode", "the form of results", \.mode),
    choice("dates", "whether answers hold certain rows only, or possible ones too", \.dates),
    flag("timing", "whether the time that a question takes is shown", \.timing),
    Setting(
      name: "today", summary: "the day that today means", kind: .text(example: "2026-02-05"),
      read: { UncertainDate($0.engine.today).description },
      write: { workspace, text throws(Refusal) in workspace.engine.today = try day(text) }),
    Setting(
      name: "timeout", summary: "how long a question, or a load, may take",
      kind: .text(example: "10s"),
      read: { $0.engine.limits.timeout.map(Quantity.text(seconds:)) ?? "none" },
      write: { workspace, text throws(Refusal) in
        workspace.engine.limits.timeout = try limit(text, "a time such as 10s, 500ms or 2m", Quantity.seconds)
      }),
    Setting(
      name: "memory", summary: "how much memory the engine may use", kind: .text(example: "2g"),
      read: { $0.engine.limits.memory.map(Quantity.text(bytes:)) ?? "none" },
      write: { workspace, text throws(Refusal) in
        workspace.engine.limits.memory = try limit(text, "an amount such as 2g or 512m", Quantity.bytes)
      }),
    Setting(
      name: "max_rows", summary: "how many rows one answer may have", kind: .text(example: "1000"),
      read: { $0.engine.limits.rows.map(String.init) ?? "none" },
      write: { workspace, text throws(Refusal) in
        workspace.engine.limits.rows = try limit(text, "a number of rows such as 1000", Quantity.count)
      }),
    Setting(
      name: "threads", summary: "how many threads may compute at the same time", kind: .text(example: "2"),
      read: { $0.settings.threads.map(String.init) ?? "auto" },
      write: { workspace, text throws(Refusal) in
        let count = text == "auto" ? nil : Int(text)
        guard count.map({ (1...Engine.mostThreads).contains($0) }) ?? (text == "auto") else {
          throw Refusal(
            message: "'\(text)' is not a number of threads from 1 to \(Engine.mostThreads)",
            mend: "or auto for one a core")
        }
        workspace.settings.threads = count
        workspace.engine.threads = count ?? Engine.coreCount
      }),
    choice("progress", "whether a line tells how far long work is", \.progress),
    choice("color", "when output is coloured", \.color),
    flag("strict", "whether a file is kept whole or not at all", \.strict),
    flag("quiet", "whether notices, warnings and row counts are left out", \.quiet),
    folder("queries", "the folder of saved queries", \.queries),
    folder("documents", "the folder where cited documents are looked for", \.documents),
  ]

  public static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// Sets it; throws a diagnostic at the value's place where the value does not fit.
  func apply(_ value: String, to workspace: Workspace) throws(Refusal) { try write(workspace, value) }

  /// Sets it by name, as the command line does; the message where it cannot be.
  public static func set(_ name: String, to value: String, in workspace: Workspace) -> String? {
    guard let setting = named(name) else { return "unknown setting '\(name)'" }
    do throws(Refusal) {
      try setting.apply(value, to: workspace)
      return nil
    } catch {
      return [error.message, error.mend].compactMap(\.self).joined(separator: "; ")
    }
  }
}

extension Setting {
  private static func choice<Choice>(
    _ name: String, _ summary: String, _ path: any WritableKeyPath<Settings, Choice> & Sendable
  ) -> Setting where Choice: RawRepresentable<String> & CaseIterable & Sendable {
    let names = Choice.allCases.map(\.rawValue)
    return Setting(
      name: name, summary: summary, kind: .choice(names),
      read: { $0.settings[keyPath: path].rawValue },
      write: { workspace, text throws(Refusal) in
        guard let choice = Choice(rawValue: text) else { throw refusal(of: text, for: name, among: names) }
        workspace.settings[keyPath: path] = choice
      })
  }

  private static func flag(
    _ name: String, _ summary: String, _ path: any WritableKeyPath<Settings, Bool> & Sendable
  ) -> Setting {
    Setting(
      name: name, summary: summary, kind: .choice(["on", "off"]),
      read: { $0.settings[keyPath: path] ? "on" : "off" },
      write: { workspace, text throws(Refusal) in
        guard text == "on" || text == "off" else { throw refusal(of: text, for: name, among: ["on", "off"]) }
        workspace.settings[keyPath: path] = text == "on"
      })
  }

  private static func folder(
    _ name: String, _ summary: String, _ path: any WritableKeyPath<Settings, String?> & Sendable
  ) -> Setting {
    Setting(
      name: name, summary: summary, kind: .folder,
      read: { $0.settings[keyPath: path] ?? "none" },
      write: { workspace, text throws(Refusal) in
        let folder = Path.expandingHome(text)
        guard text == "none" || Folder.exists(folder) else {
          throw Refusal(message: "no folder '\(text)'")
        }
        workspace.settings[keyPath: path] = text == "none" ? nil : folder
      })
  }

  private static func refusal(of text: String, for name: String, among names: [String]) -> Refusal {
    let mend = nearest(to: text, among: names).map { "did you mean '\($0)'?" }
    return Refusal(
      message: "'\(text)' is not a value of \(name)", mend: mend ?? "one of: \(names.joined(separator: ", "))"
    )
  }

  private static func limit<Amount>(
    _ text: String, _ expected: String, _ parse: (String) -> Amount?
  ) throws(Refusal) -> Amount? {
    if text == "none" { return nil }
    guard let amount = parse(text) else {
      throw Refusal(message: "'\(text)' is not \(expected)", mend: "or none for no limit")
    }
    return amount
  }

  private static func day(_ text: String) throws(Refusal) -> Day {
    guard let date = try? UncertainDate(text.hasPrefix("@") ? String(text.dropFirst()) : text),
      let day = date.day
    else { throw Refusal(message: "'\(text)' is not a day", mend: "write it as 2026-02-05") }
    return day
  }
}
