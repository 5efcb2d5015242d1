import Chronology
import Engine
import Syntax

extension Completer {
  /// A statement up to the cursor.
  func statement(_ text: String, from start: Int) -> Completion {
    let scan = CompletionScan(text)
    let nothing = Completion(scan.partStart..<scan.partStart + scan.part.utf8.count)
    if scan.isInComment { return nothing }
    if let frame = scan.frames.last(where: { $0.callee != nil }), scan.frames.last?.callee != nil {
      return argument(frame, scan)
    }
    if scan.part.hasPrefix("\"") {
      guard scan.topWords.last == "include", scan.frames.isEmpty else { return nothing }
      return .matching(
        scan.part, from: scan.partStart, files(String(scan.part.dropFirst())).map { .init("\"" + $0.text) })
    }
    return .matching(scan.part, from: scan.partStart, bodyCandidates(scan))
  }

  // MARK: Arguments

  private func argument(_ frame: CompletionScan.Frame, _ scan: CompletionScan) -> Completion {
    let variables = scan.variables.map { Completion.Candidate($0, note: "variable") }
    let callee = frame.callee ?? ""
    if frame.wordBefore == "from" { return citation(frame, scan) }
    if scan.topWords.first == "relation", scan.frames.count == 1 { return type(frame, scan) }
    if let words = words(of: callee, argument: frame.argument) {
      return .matching(scan.part, from: scan.partStart, words.map { .init($0) } + variables)
    }
    guard let relation = workspace.engine.relation(named: callee) else {
      return .matching(scan.part, from: scan.partStart, variables + functions)
    }
    let names = relation.columns.map(\.name)
    let column = frame.label.map { names.firstIndex(of: $0) } ?? frame.argument
    if let column, let (part, start) = scan.argumentPart {
      let values = values(of: relation, column: column, part)
      let found = Completion.matching(part, from: start, values)
      // A value with spaces or marks in it is more than a word.
      if !found.candidates.isEmpty, part != scan.part { return found }
      let labels = frame.label == nil ? self.labels(of: relation, except: frame.labels) : []
      return .matching(scan.part, from: scan.partStart, variables + values + labels)
    }
    return .matching(scan.part, from: scan.partStart, variables)
  }

  /// Values that are known at a place, as they are written.
  private func values(of relation: RelationDescription, column: Int, _ part: String) -> [Completion.Candidate]
  {
    let plain = part.drop { $0 == "\"" || $0 == "@" }
    let note = column < relation.columns.count ? relation.columns[column].name ?? "" : ""
    return workspace.engine.knownValues(
      relation: relation.name, column: column, prefix: String(plain), limit: 200
    )
    .map { .init(SyntaxPrinter.text(of: $0), note: note) }
  }

  private func labels(of relation: RelationDescription, except used: Set<String>) -> [Completion.Candidate] {
    relation.columns.compactMap { column in
      guard let name = column.name, !used.contains(name) else { return nil }
      return .init(name + ": ", note: column.documentation ?? column.type.rawValue)
    }
  }

  /// The words that some tests and functions take.
  private func words(of callee: String, argument: Int) -> [String]? {
    switch (callee, argument) {
    case ("allen", 1): AllenRelation.allCases.map(\.rawValue)
    case ("trunc", 1): DateUnit.allCases.map(\.rawValue)
    default: nil
    }
  }

  private func citation(_ frame: CompletionScan.Frame, _ scan: CompletionScan) -> Completion {
    if frame.label == "confidence" {
      return .matching(
        scan.part, from: scan.partStart, Citation.Confidence.allCases.map { .init($0.rawValue) })
    }
    let open = frame.label == nil ? Citation.attributes.filter { !frame.labels.contains($0) } : []
    return .matching(scan.part, from: scan.partStart, open.map { .init($0 + ": ") })
  }

  private func type(_ frame: CompletionScan.Frame, _ scan: CompletionScan) -> Completion {
    let types = frame.label == nil ? [] : ColumnType.allCases.map { Completion.Candidate($0.rawValue) }
    return .matching(scan.part, from: scan.partStart, types)
  }

  // MARK: Bodies

  private func bodyCandidates(_ scan: CompletionScan) -> [Completion.Candidate] {
    let variables = scan.variables.map { Completion.Candidate($0, note: "variable") }
    if scan.frames.isEmpty, let tail = tail(scan, variables) { return tail }
    let isOperand: Bool
    switch scan.previous {
    case .mark("="), .mark("<"), .mark(">"), .mark("+"), .mark("-"), .mark("*"), .mark("/"): isOperand = true
    default: isOperand = false
    }
    if isOperand {
      return variables + functions
        + AggregateFunction.allCases.map { .init($0.rawValue + " { ", note: "aggregate") }
    }
    let isStart =
      scan.frames.isEmpty && scan.topWords.isEmpty && !scan.isInBody && scan.previous != .mark(",")
    let openers: [(String, String)] =
      isStart
      ? [
        ("relation ", "declares a relation"), ("include ", "reads another file"),
        ("parameter ", "a script's parameter"),
      ]
      : []
    let keywords =
      [
        ("not ", "nothing such holds"), ("possibly ", "also what may hold"),
        ("any ", "facts of every modality"),
      ]
      + Modality.allCases.dropFirst().map { ($0.rawValue + " ", "\($0.rawValue) facts") }
    return relations(suffix: "(") + variables + tests + (openers + keywords).map { .init($0.0, note: $0.1) }
  }

  /// What follows a question: `show`, `order by`, `limit`, and the variables that they name.
  private func tail(_ scan: CompletionScan, _ variables: [Completion.Candidate]) -> [Completion.Candidate]? {
    switch scan.previous {
    case .word("show"), .word("by"): return variables
    case .word("order"): return [.init("by ")]
    case .word("from"):
      let documents = workspace.engine.knownValues(relation: "document", column: 0, prefix: "", limit: 200)
      return documents.map { .init(SyntaxPrinter.text(of: $0), note: "document") } + variables
    case .word("not"), .word("possibly"), .word("any"): return nil
    case .word(let word) where Modality(rawValue: word) != nil: return nil
    case .mark(",") where scan.topWords.contains("show") || scan.topWords.contains("by"): return variables
    case .word where scan.topWords.contains("by"):
      return [.init("desc", note: "greatest first"), .init("asc", note: "least first"), .init("limit ")]
    case .mark(")"), .word, .text:
      return [
        .init("show ", note: "which columns"), .init("order by ", note: "in which order"),
        .init("limit ", note: "how many rows"), .init("from ", note: "the citing document"),
      ]
    default: return nil
    }
  }

  // MARK: Names

  /// The relations that a question may be about, with their columns.
  func relations(suffix: String) -> [Completion.Candidate] {
    workspace.engine.relations.map { relation in
      let columns = relation.columns.map { $0.name ?? "_" }.joined(separator: ", ")
      let about = relation.documentation?.split(separator: "\n").first.map { "  " + $0 } ?? ""
      return .init(relation.name + suffix, note: "(\(columns))\(about)")
    }
  }

  private var functions: [Completion.Candidate] {
    BuiltinFunction.allCases.map { .init($0.name + "(", note: $0.documentation) }
  }

  private var tests: [Completion.Candidate] {
    BuiltinTest.allCases.map { .init($0.name + "(", note: $0.documentation) }
  }
}
