import Session

/// One of the program's commands.
struct Subcommand: Sendable {
  /// What its operands are, for the shells' completions.
  enum Operand: Sendable {
    case none
    case file
    case text
    case choice(@Sendable () -> [String])
  }

  /// Empty for the shell, which has no name.
  let name: String
  /// `FILE…`
  let operands: String
  let operand: Operand
  let counts: ClosedRange<Int>
  let summary: String
  let detail: String
  let options: [Option]
  let run: @Sendable (Invocation) -> Int32

  /// In the order in which help lists them.
  static let all: [Subcommand] = [
    shell, run, query, why, whynot, importing, export, check, fmt, store, help, completions,
  ]

  static func named(_ name: String) -> Subcommand? { all.first { $0.name == name && !name.isEmpty } }

  /// `dossier run FILE… [OPTIONS]`
  var usage: String {
    ["dossier", name, operands, options.isEmpty ? "" : "[OPTIONS]"].filter { !$0.isEmpty }.joined(
      separator: " ")
  }

  static let shell = Subcommand(
    name: "", operands: "[FILE.dossier]", operand: .file, counts: 0...1,
    summary: "the shell, on a dossier, the sample or what is loaded",
    detail: """
      FILE.dossier keeps all that is done; it is made where there is none. Without it, --load or --facts the shell is on
      the sample dossier, which ships inside the program; --empty starts with nothing. When standard input is not a terminal, statements are read from it.
      """,
    options: Option.session + [.readOnly, .strict], run: ShellProgram.run)

  static let run = Subcommand(
    name: "run", operands: "FILE…", operand: .file, counts: 1...Int.max,
    summary: "run scripts and print each question's answer",
    detail: """
      FILE is a program (.dl); '-' is standard input. Scripts that state no facts of their own run on the sample
      dossier, unless --load, --facts or --empty is given; --sample puts it under others too. Each statement stands
      alone; with --strict a file is kept whole or not at all.
      """,
    options: Option.session + [.readOnly, .set, .strict, .profile], run: RunProgram.run)

  static let query = Subcommand(
    name: "query", operands: "TEXT", operand: .text, counts: 1...1, summary: "answer one question, then exit",
    detail: """
      The question mark may be left out. The question is about the sample dossier unless --load, --facts or --empty
      is given.
      """,
    options: Option.session + [.exitCode, .profile], run: QueryProgram.run)

  static let why = Subcommand(
    name: "why", operands: "FACT", operand: .text, counts: 1...1,
    summary: "explain why a fact holds, down to its sources",
    detail: """
      Shows the rules and stated facts that give the fact, as ':why FACT' does at the prompt. The exit status is 1
      where it does not hold. The fact is of the sample dossier unless --load, --facts or --empty is given. --format
      md writes a memo with footnotes, svg a picture, dot a graph for Graphviz. --all shows the first of all ways to
      the fact, and how many there are; it goes with the forms table, csv, tsv, json, jsonl, markdown and md.
      """,
    options: [.all, .derivationFormat] + Option.session.filter { $0.name != Option.format.name },
    run: WhyProgram.run)

  static let whynot = Subcommand(
    name: "whynot", operands: "FACT", operand: .text, counts: 1...1,
    summary: "explain why a fact does not hold, and what is nearly so",
    detail: """
      Shows for each rule that could give the fact how far it comes and what stops it, as ':whynot FACT' does at the
      prompt; --format json and markdown write other forms. The exit status is 0 where that was explained, and 1 where
      the fact holds or is wrong. The fact is of the sample dossier unless --load, --facts or --empty is given.
      """,
    options: Option.session, run: WhyNotProgram.run)

  static let importing = Subcommand(
    name: "import", operands: "FILE", operand: .file, counts: 1...1,
    summary: "import the rows of a file as facts with their evidence",
    detail: """
      FILE is a file or a folder of files. Without --into each row becomes a fact of a relation that is named for the
      file. A template names columns of the file, or has $2 for the second, paths into JSON objects as a.b.0, texts in
      quotes and numbers; start/end makes an interval. Events of GDELT and ICEWS say by their codes what they become. The
      file is imported whole or not at all, and one that is there already adds nothing. With --store the dossier keeps
      what is imported; without it the import is only tried. See 'dossier help importing'.
      """,
    options: [.store] + ImportOption.allCases.map(Option.init)
      + [.load, .facts, .timeout, .memory, .today, .quiet, .progress, .color], run: ImportProgram.run)
  static let export = Subcommand(
    name: "export", operands: "[RELATION|QUESTION…]", operand: .text, counts: 0...Int.max,
    summary: "write relations, answers or the whole dossier to files",
    detail: ExportWords.help(
      options: """
        --output is the file, or the folder; one relation or question goes to standard output without it. The form is
        that of --format, else of the extension of --output, else csv. --force replaces what exists. The sample
        dossier is written unless --load, --facts or --empty is given; --load reads such a folder back.
        """),
    options: [.exportFormat, .exportOutput, .force]
      + Option.session.filter { ![Option.format.name, Option.output.name].contains($0.name) },
    run: ExportProgram.run)

  static let check = Subcommand(
    name: "check", operands: "FILE…", operand: .file, counts: 1...Int.max,
    summary: "parse and analyse scripts without answering: errors, warnings, constraints",
    detail: "The sample dossier is loaded as for 'run'. The constraints that the files state are listed.",
    options: [.store, .load, .facts, .sample, .empty, .set, .format, .quiet, .color], run: CheckProgram.run)

  static let fmt = Subcommand(
    name: "fmt", operands: "FILE…", operand: .file, counts: 1...Int.max,
    summary: "lay files out in the canonical way, comments kept",
    detail: "Rewrites the files in place; '-' reads standard input and writes standard output.",
    options: [.check, .quiet, .color], run: FormatProgram.run)

  static let store = Subcommand(
    name: "store", operands: "check FILE", operand: .file, counts: 2...2,
    summary: "check a dossier's file, and rescue what is readable of a damaged one",
    detail: """
      Looks at everything in the file: its pages, the journal, values, facts, citations, the texts of documents against
      their SHA-256, rules. Nothing in it changes. The exit status is 1 where something is wrong. --rescue copies what can
      still be read into a new dossier and says what is lost.
      """,
    options: [.rescue, .quiet, .color], run: StoreProgram.run)

  static let help = Subcommand(
    name: "help", operands: "[COMMAND|TOPIC]", operand: .choice { HelpProgram.names }, counts: 0...1,
    summary: "explain a command, or a topic of the language", detail: "", options: [], run: HelpProgram.run)

  static let completions = Subcommand(
    name: "completions", operands: "bash|zsh|fish",
    operand: .choice { CompletionScript.allCases.map(\.rawValue) },
    counts: 1...1, summary: "print the completions of a shell",
    detail: """
      bash:  source <(dossier completions bash)
      zsh:   dossier completions zsh > "${fpath[1]}/_dossier"
      fish:  dossier completions fish > ~/.config/fish/completions/dossier.fish
      """,
    options: [], run: CompletionsProgram.run)
}
