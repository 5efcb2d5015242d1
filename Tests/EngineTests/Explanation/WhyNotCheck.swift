import Engine
import Syntax

/// Checks by the reference what is said of the literals of rules.
struct WhyNotCheck {
  /// How much was checked.
  struct Tally {
    var rules = 0
    /// Literals that hold together.
    var held = 0
    /// Literals with which nothing is left.
    var failed = 0
  }

  private var session: ReferenceSession

  init(_ program: [Statement.Kind], budget: Int) throws {
    session = ReferenceSession(today: .testDay, budget: budget)
    for statement in program {
      switch statement {
      case .query, .constraint, .include, .command: continue
      case .declaration, .fact, .parameter, .rule: _ = try session.run(statement)
      }
    }
  }

  /// What is wrong; nil where nothing is, or where the reference takes too long to tell.
  mutating func mistakeOrCost(in whyNot: WhyNot, _ view: DateView, _ tally: inout Tally) -> String? {
    for attempt in whyNot.attempts {
      do {
        if let mistake = try mistake(in: attempt, view, &tally) { return mistake }
      } catch {
        continue
      }
    }
    return nil
  }

  private mutating func mistake(
    in attempt: RuleAttempt, _ view: DateView, _ tally: inout Tally
  ) throws -> String? {
    tally.rules += 1
    if attempt.failure.kind == .head { return nil }
    let failing = attempt.literals.filter { $0.state == .fails }
    guard failing.count == (attempt.failure.kind == .literal ? 1 : 0) else { return "\(failing.count) fail" }
    var values: [String: Literal] = [:]
    for binding in attempt.bindings { values[binding.name] = binding.value }
    let holding = attempt.literals.filter { $0.state == .holds }.map(\.written)
    // What the head computes has no place in a body.
    guard !holding.contains(where: { $0.hasPrefix("the head's ") }) else { return nil }
    if !holding.isEmpty, let holds = try holds(holding, values, view) {
      tally.held += 1
      if !holds { return "does not hold: \(holding) with \(values)" }
      for solution in attempt.solutions {
        var all = values
        for binding in solution { all[binding.name] = binding.value }
        if try self.holds(holding, all, view) == false { return "no solution of \(holding): \(all)" }
      }
    }
    guard let fails = failing.first?.written, !fails.hasPrefix("the head's ") else { return nil }
    if try holds(holding + [fails], values, view) == true {
      return "does not fail: \(fails) after \(holding) with \(values)"
    }
    tally.failed += 1
    return nil
  }

  /// Whether literals have a solution; nil where they cannot be asked by themselves.
  private mutating func holds(
    _ literals: [String], _ values: [String: Literal], _ view: DateView
  ) throws -> Bool? {
    let text = literals.joined(separator: ", ") + "?"
    let statements = try ProgramText.statements(text)
    guard statements.count == 1, case .query(let query) = statements[0].kind else {
      throw Unusable(description: text)
    }
    let outcome = try session.run(.query(Query(query.body.binding(values), shown: []))).0
    switch outcome {
    case .answer(let certain, let possible, _):
      return view == .certain ? !certain.rows.isEmpty : !possible.rows.isEmpty
    // A literal may need what another of the rule gives; a value may be computed that the rest leaves out.
    case .error: return nil
    case .accepted: throw Unusable(description: text)
    }
  }
}
