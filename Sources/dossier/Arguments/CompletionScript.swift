/// The completions of a shell, made from the tables of commands and options.
enum CompletionScript: String, CaseIterable {
  case bash, zsh, fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  private static let commands = Subcommand.all.filter { !$0.name.isEmpty }

  // MARK: bash

  private static var bashText: String {
    var lines = [
      "# bash completion for dossier; load it with: source <(dossier completions bash)",
      "_dossier() {",
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= part",
      "  for part in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do",
      "    case $part in",
      "      \(commands.map(\.name).joined(separator: "|"))) command=$part; break ;;",
      "    esac",
      "  done",
      "  case $before in",
    ]
    for option in options {
      guard let value = option.value else { continue }
      lines.append("    \(option.name)) \(bashAction(value)); return ;;")
    }
    lines += ["  esac", "  case $command in"]
    for command in commands {
      lines.append("    \(command.name)) COMPREPLY=($(compgen -W '\(words(of: command))' -- \"$word\")) ;;")
    }
    let first = words(of: .shell) + " " + commands.map(\.name).joined(separator: " ") + " --help --version"
    lines += [
      "    *) COMPREPLY=($(compgen -W '\(first)' -- \"$word\")) ;;", "  esac",
      "  case $command in",
      "    \(commands.filter(\.takesFiles).map(\.name).joined(separator: "|"))) COMPREPLY+=($(compgen -f -- \"$word\")) ;;",
      "  esac", "}", "complete -o filenames -F _dossier dossier",
    ]
    return lines.joined(separator: "\n")
  }

  private static func bashAction(_ value: Option.Value) -> String {
    switch value {
    case .file: "COMPREPLY=($(compgen -f -- \"$word\"))"
    case .folder: "COMPREPLY=($(compgen -d -- \"$word\"))"
    case .choice(_, let names): "COMPREPLY=($(compgen -W '\(names.joined(separator: " "))' -- \"$word\"))"
    case .text: "COMPREPLY=()"
    }
  }

  private static func words(of command: Subcommand) -> String {
    var words = command.options.map(\.name)
    if case .choice(let names) = command.operand { words += names() }
    return words.joined(separator: " ")
  }

  // MARK: zsh

  private static var zshText: String {
    var lines = [
      "#compdef dossier", "# zsh completion for dossier", "_dossier() {", "  local -a commands", "  commands=(",
    ]
    lines += commands.map { "    '\($0.name):\(quoted($0.summary))'" }
    lines += ["  )", "  local command=${words[(r)\(commands.map(\.name).joined(separator: "|"))]}", "  case $command in"]
    for command in commands {
      lines.append("    \(command.name))")
      lines.append("      _arguments \\")
      lines += command.options.map { "        \(zshOption($0)) \\" }
      lines.append("        '*::\(zshOperand(command))' ;;")
    }
    lines += ["    *)", "      _describe command commands", "      _arguments \\"]
    lines += Subcommand.shell.options.map { "        \(zshOption($0)) \\" }
    lines += ["        '--help[show help]' '--version[show the version]' ;;", "  esac", "}", "_dossier \"$@\""]
    return lines.joined(separator: "\n")
  }

  private static func zshOption(_ option: Option) -> String {
    let prefix = option.repeats ? "*" : ""
    let text = "[\(quoted(option.summary).replacing("[", with: "\\[").replacing("]", with: "\\]"))]"
    switch option.value {
    case nil: return "'\(prefix)\(option.name)\(text)'"
    case .file(let name): return "'\(prefix)\(option.name)\(text):\(name):_files'"
    case .folder(let name): return "'\(prefix)\(option.name)\(text):\(name):_files -/'"
    case .choice(let name, let names):
      return "'\(prefix)\(option.name)\(text):\(name):(\(names.joined(separator: " ")))'"
    case .text(let name): return "'\(prefix)\(option.name)\(text):\(name):'"
    }
  }

  private static func zshOperand(_ command: Subcommand) -> String {
    switch command.operand {
    case .file: "file:_files"
    case .choice(let names): "word:(\(names().joined(separator: " ")))"
    case .text, .none: "text:"
    }
  }

  // MARK: fish

  private static var fishText: String {
    let names = commands.map(\.name).joined(separator: " ")
    var lines = ["# fish completion for dossier", "complete -c dossier -f"]
    for command in commands {
      lines.append(
        "complete -c dossier -n 'not __fish_seen_subcommand_from \(names)' -a \(command.name) -d '\(quoted(command.summary))'")
    }
    let start = "not __fish_seen_subcommand_from \(names)"
    lines += Subcommand.shell.options.map { fishOption($0, when: start) }
    lines += [.help, .version].map { fishOption($0, when: start) }
    for command in commands {
      let condition = "__fish_seen_subcommand_from \(command.name)"
      lines += command.options.map { fishOption($0, when: condition) }
      switch command.operand {
      case .file: lines.append("complete -c dossier -n '\(condition)' -F")
      case .choice(let names): lines.append("complete -c dossier -n '\(condition)' -a '\(names().joined(separator: " "))'")
      case .text, .none: break
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func fishOption(_ option: Option, when condition: String) -> String {
    let start = "complete -c dossier -n '\(condition)' -l \(option.name.dropFirst(2))"
    let end = " -d '\(quoted(option.summary))'"
    switch option.value {
    case nil: return start + end
    case .file: return start + " -r -F" + end
    case .folder: return start + " -x -a '(__fish_complete_directories)'" + end
    case .choice(_, let names): return start + " -x -a '\(names.joined(separator: " "))'" + end
    case .text: return start + " -x" + end
    }
  }

  // MARK: What they share

  /// Every option once.
  private static var options: [Option] {
    var options: [Option] = []
    for option in Subcommand.all.flatMap(\.options) where !options.contains(where: { $0.name == option.name }) {
      options.append(option)
    }
    return options
  }

  /// Fit to stand between single quotes.
  private static func quoted(_ text: String) -> String { text.replacing("'", with: "").replacing(":", with: " -") }
}

extension Subcommand {
  fileprivate var takesFiles: Bool { if case .file = operand { true } else { false } }
}
