import Engine
import Syntax

// Commands that show and change what is known.
extension Command {
  static let relations = Command(
    "relations", [], "lists the relations with how many facts and rules each has",
    detail: "Facts are those stated, of every modality; what rules derive is not counted.",
    examples: [":relations"]
  ) { workspace, _, run in
    let relations = workspace.engine.relations.filter { !$0.isBuiltIn || $0.factCount > 0 }
    if relations.isEmpty, workspace.settings.mode == .table {
      workspace.show("no relations yet: state a fact, as in visited(tokayev, pakistan).", in: &run)
      return
    }
    // On a narrow terminal the numbers go before the words.
    let hasRoom = workspace.resultWidth.map { $0 >= 60 } ?? true
    workspace.show(
      ResultSet(
        "relation", columns: ["relation", "facts", "rules"] + (hasRoom ? ["about"] : []),
        rows: relations.map { relation in
          let about = relation.documentation?.split(separator: "\n").first.map(String.init) ?? ""
          return [
            .text("\(relation.name)/\(relation.arity)"), .integer(Int64(relation.factCount)),
            .integer(Int64(relation.ruleCount)),
          ] + (hasRoom ? [.text(about)] : [])
        },
        footer: relations.count == 1 ? "1 relation" : "\(relations.count) relations"), in: &run)
  }

  static let describe = Command(
    "describe", [.required("NAME", .relation)],
    "shows a relation: columns, reading sentence, rules, some facts",
    examples: [":describe visited"]
  ) { (workspace, line, run) throws(EngineError) in
    let relation = try line.relation(line.words[0], in: workspace.engine)
    workspace.show(try RelationReport(relation, in: workspace).text, in: &run)
  }

  static let rules = Command(
    "rules", [.optional("NAME", .relation)], "lists the rules and constraints with their numbers",
    detail: "With NAME only the rules that derive it. ':forget' takes the numbers.",
    examples: [":rules", ":rules partners"]
  ) { (workspace, line, run) throws(EngineError) in
    var rules = workspace.engine.rules
    if let word = line.words.first {
      let relation = try line.relation(word, in: workspace.engine)
      rules.removeAll { $0.relation != relation.name }
      if rules.isEmpty { return workspace.tell("'\(relation.name)' has no rules", in: &run) }
    }
    guard workspace.settings.mode == .table else {
      workspace.show(RuleList(rules).table, in: &run)
      return
    }
    workspace.show(RuleList(rules).text(workspace.resultPalette), in: &run)
  }

  static let facts = Command(
    "facts", [.required("NAME", .relation)], "lists the facts stated of a relation, of every modality",
    detail: """
      Shows what was stated, not what rules derive: a question shows both. Rows are numbered as an answer's
      are, so that ':source N' tells where one stands.
      """,
    examples: [":facts visited"]
  ) { (workspace, line, run) throws(EngineError) in
    let relation = try line.relation(line.words[0], in: workspace.engine)
    let facts = try workspace.engine.facts(of: relation.name)
    workspace.shown = .facts(facts)
    workspace.show(FactList(facts, of: relation).table, in: &run)
  }

  static let retract = Command(
    "retract", [.required("FACT", .fact)], "takes a stated fact back, with its citations",
    examples: [":retract visited(tokayev, pakistan, @2026-02-03/2026-02-04)"]
  ) { (workspace, line, run) throws(EngineError) in
    try line.fact { (fact, statement) throws(EngineError) in
      let statement = try workspace.substitutingParameters(in: statement, of: run)
      guard case .fact(let fact) = statement.kind else { return }
      if try workspace.engine.retract(fact, in: statement) {
        workspace.say(in: run, "retracted")
      } else {
        workspace.notice("not known: \(SyntaxPrinter.text(of: fact.atom))")
      }
    }
  }

  static let forget = Command(
    "forget", [.required("N|NAME|RULE", .rule, .relation, .ruleText)],
    "forgets a rule or constraint by its number or text, or a relation's rules",
    detail: "':rules' shows the numbers. A rule's text is that of the rule, however it is laid out.",
    examples: [":forget 3", ":forget partners", ":forget partners(X, Y) :- signed(X, I), signed(Y, I)."]
  ) { (workspace, line, run) throws(EngineError) in
    let word = line.words[0]
    let rules = workspace.engine.rules
    var chosen: [RuleDescription] = []
    if line.words.count > 1 || word.text.contains("(") {
      try line.rule { (written) throws(EngineError) in
        let statement = try workspace.substitutingParameters(in: written, of: run)
        guard let rule = workspace.engine.rule(saying: statement) else {
          throw .invalid([
            Diagnostic(
              .error, .invalidCommand, "there is no such rule", at: statement.range, in: statement.source,
              mend: "':rules' lists them")
          ])
        }
        chosen = [rule]
      }
    } else if let number = Int(word.text) {
      chosen = rules.filter { $0.id == number }
      if chosen.isEmpty {
        throw line.invalid("no rule \(number)", at: word, mend: "':rules' shows the numbers")
      }
    } else {
      let relation = try line.relation(word, in: workspace.engine)
      chosen = rules.filter { $0.relation == relation.name }
      if chosen.isEmpty { throw line.invalid("'\(relation.name)' has no rules", at: word) }
    }
    for rule in chosen where workspace.engine.forget(rule: rule.id) {
      workspace.say(in: run, "forgot \(RuleList.oneLine(rule))")
    }
  }

  static let check = Command(
    "check", [], "tries the constraints, and shows the rows that violate one",
    detail:
      "A constraint ':- body.' is violated by each row of its body. In a script a violation counts as an error.",
    examples: [":check"]
  ) { (workspace, _, run) throws(EngineError) in
    let start = Clock.now
    let violations = try workspace.engine.check()
    let count = workspace.engine.rules.count { $0.relation == nil }
    for violation in violations { workspace.show(violation, in: &run) }
    run.outcome.errors += violations.count
    let constraints = count == 1 ? "1 constraint" : "\(count) constraints"
    switch (count, violations.count) {
    case (0, _): workspace.tell("no constraints", in: &run)
    case (1, 0): workspace.tell("the constraint holds", in: &run)
    case (_, 0): workspace.tell("all \(constraints) hold", in: &run)
    default: workspace.tell("\(violations.count) of \(constraints) violated", in: &run)
    }
    if workspace.settings.timing { workspace.message("time: \(Clock.text(Clock.now - start))") }
  }
}

extension Workspace {
  /// A violated constraint, and the rows that violate it.
  fileprivate func show(_ violation: Violation, in run: inout Run) {
    let answer = violation.answer
    shown = .answer(answer)
    var result = ResultSet(
      columns: answer.columns, count: answer.count, isBoolean: answer.isBoolean,
      fact: FactTemplate(name: "violation", columnCount: answer.columns.count)
    ) { answer[$0] }
    result.isNumbered = true
    let place = RuleList.place(of: violation.statement)
    let words =
      violation.statement.documentation.map { " " + $0.split(separator: "\n").joined(separator: " ") } ?? ""
    result.title =
      resultPalette.paint("violated", .error) + " (\(place)):\(DisplayText.visible(words))\n  "
      + violation.statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    show(result, in: &run)
  }
}
