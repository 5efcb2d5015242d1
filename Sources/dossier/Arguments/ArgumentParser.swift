import Session
import Syntax

/// A command line that cannot be understood; the status is 2.
struct UsageError: Error {
  var message: String
  var mend: String?
  /// The command whose help is pointed to.
  var command: Subcommand?

  var text: String {
    let help = command.map { $0.name.isEmpty ? "dossier help" : "dossier help \($0.name)" } ?? "dossier help"
    return "error: \(message)" + (mend.map { "; \($0)" } ?? "") + "\n'\(help)' shows the usage"
  }
}

/// Reads the command line by the tables of commands and options.
enum ArgumentParser {
  static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
    var invocation = Invocation(command: try command(of: arguments))
    let command = invocation.command
    var rest = arguments[...]
    var mayBeCommand = !command.name.isEmpty
    var mayBeOption = true
    while let word = rest.popFirst() {
      if mayBeOption, word == "--" {
        mayBeOption = false
      } else if mayBeOption, word.hasPrefix("-"), word != "-" {
        try takeOption(word, &rest, &invocation)
      } else if mayBeCommand {
        mayBeCommand = false
      } else {
        invocation.operands.append(word)
      }
    }
    if invocation.has(.version) { return Invocation(command: .version) }
    if invocation.has(.help) {
      return Invocation(command: .help, operands: command.name.isEmpty ? [] : [command.name])
    }
    try check(invocation)
    return invocation
  }

  /// The command is the first word that is neither an option nor the value of one.
  private static func command(of arguments: [String]) throws(UsageError) -> Subcommand {
    var index = 0
    while index < arguments.count {
      let word = arguments[index]
      if word == "--" { break }
      guard word.hasPrefix("-"), word != "-" else {
        // A dossier's file is an operand of the shell.
        if word.hasSuffix(".dossier") || word.contains("/") && !word.hasSuffix(".dl") { return .shell }
        guard let command = Subcommand.named(word) else { throw unknown(word) }
        return command
      }
      let takesNext = !word.contains("=") && allOptions.contains { $0.name == word && $0.value != nil }
      index += takesNext ? 2 : 1
    }
    return .shell
  }

  private static func unknown(_ word: String) -> UsageError {
    if word.hasSuffix(".dl") || word == "-" {
      return UsageError(message: "unknown command '\(word)'", mend: "to run a file: dossier run \(word)")
    }
    let near = nearest(to: word, among: Subcommand.all.map(\.name).filter { !$0.isEmpty })
    return UsageError(message: "unknown command '\(word)'", mend: near.map { "did you mean '\($0)'?" })
  }

  private static func takeOption(
    _ word: String, _ rest: inout ArraySlice<String>, _ invocation: inout Invocation
  ) throws(UsageError) {
    let equals = word.firstIndex(of: "=")
    let written = equals.map { String(word[..<$0]) } ?? word
    let name = written == "-h" ? "--help" : written
    let command = invocation.command
    let known = command.options + [.help, .version]
    guard let option = known.first(where: { $0.name == name }) else {
      if allOptions.contains(where: { $0.name == name }) {
        let what = command.name.isEmpty ? "the shell" : "'\(command.name)'"
        throw UsageError(message: "\(what) has no option '\(name)'", command: command)
      }
      let near = nearest(to: name, among: known.map(\.name))
      throw UsageError(
        message: "unknown option '\(name)'", mend: near.map { "did you mean '\($0)'?" }, command: command)
    }
    if !option.repeats, invocation.has(option), option.value != nil {
      throw UsageError(message: "'\(name)' is given twice", command: command)
    }
    var value = "on"
    if let kind = option.value {
      guard let given = equals.map({ String(word[word.index(after: $0)...]) }) ?? rest.popFirst() else {
        throw UsageError(message: "'\(name)' needs \(kind.placeholder)", command: command)
      }
      value = given
      if case .choice(_, let names) = kind, !names.contains(value) {
        let near = nearest(to: value, among: names).map { "did you mean '\($0)'?" }
        throw UsageError(
          message: "'\(value)' is no value of '\(name)'",
          mend: near ?? "one of: \(names.joined(separator: ", "))",
          command: command)
      }
    } else if equals != nil {
      throw UsageError(message: "'\(name)' takes no value", command: command)
    }
    invocation.options.append((option, value))
  }

  private static func check(_ invocation: Invocation) throws(UsageError) {
    let command = invocation.command
    let count = invocation.operands.count
    if count < command.counts.lowerBound {
      throw UsageError(message: "'\(command.name)' needs \(command.operands)", command: command)
    }
    if count > command.counts.upperBound {
      let word = invocation.operands[command.counts.upperBound]
      throw UsageError(message: "'\(word)' is one argument too many", command: command)
    }
    if command.name.isEmpty, !invocation.operands.isEmpty, invocation.has(.store) {
      throw UsageError(message: "the dossier is given twice, with '--store' too", command: command)
    }
    let hasStore = invocation.has(.store) || command.name.isEmpty && !invocation.operands.isEmpty
    if invocation.has(.readOnly), !hasStore {
      throw UsageError(message: "'--read-only' needs a dossier", command: command)
    }
    if invocation.has(.sample), invocation.has(.empty) {
      throw UsageError(message: "'--sample' and '--empty' exclude each other", command: command)
    }
    for text in invocation.values(of: .set) where ScriptArgument(text) == nil {
      throw UsageError(message: "'--set' needs NAME=VALUE, not '\(text)'", command: command)
    }
  }

  private static let allOptions: [Option] = {
    var options: [Option] = [.help, .version]
    for option in Subcommand.all.flatMap(\.options) where !options.contains(where: { $0.name == option.name })
    {
      options.append(option)
    }
    return options
  }()
}

extension Subcommand {
  /// What `--version` does; it is no command of its own.
  fileprivate static let version = Subcommand(
    name: "version", operands: "", operand: .none, counts: 0...0, summary: "", detail: "", options: []
  ) { _ in Program.show("dossier \(Program.version)") }
}
