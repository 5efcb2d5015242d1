import Syntax

extension Engine {
  /// What a step changed, in order.
  package func changes(of step: Step) -> [RecordedChange] {
    step.changes.flatMap { [$0.recordedReplacement].compactMap(\.self) + $0.recorded }
  }

  /// A step of an earlier session. Its changes are needed only to take it back, or to do it again: give them to
  /// ``Step/recall(_:)`` before.
  package static func earlierStep(
    number: Int, title: String, of origin: Step.Origin, at time: Int, counts: ChangeCounts
  ) -> Step {
    Step(number: number, title: title, origin: origin, time: time, counts: counts)
  }

  /// Puts the steps of earlier sessions before those of this one. Nothing of this session may have been done or taken back
  /// in a scope.
  package func prepend(steps: [Step], undone: [Step]) { history.prepend(steps, undone: undone) }

  /// Numbers the steps from now on above those that were.
  package func continueSteps(after number: Int) { history.continueNumbers(after: number) }

  /// Takes the last step back as if it had never been.
  ///
  /// - Parameter undone: what could be done again before it.
  package func cancelLastStep(undone: [Step]) { history.cancelLastStep(undone: undone, in: catalog) }

  /// Forgets how what is there came to be, and makes it one step: as if it were all stated now. Nil where there is nothing.
  package func makeOneStep(_ title: String, at time: Int) -> Step? {
    history.forget()
    for (relation, schema) in catalog.schemas.sorted(by: { $0.key < $1.key })
    where !schema.isBuiltIn && catalog.isKnown(relation) {
      history.log.append(.shaped(relation, before: nil, after: schema))
    }
    let keys = catalog.facts.keys.sorted {
      ($0.relation, $0.modality.rawValue) < ($1.relation, $1.modality.rawValue)
    }
    for key in keys {
      guard let store = catalog.facts[key] else { continue }
      for rows in store.table.liveRuns {
        history.log.append(.added(FactRows(key: key, store: store, rows: rows)))
      }
    }
    for rule in catalog.rules.values.sorted(by: { $0.origin.id < $1.origin.id }) {
      history.log.append(.defined(rule))
    }
    return history.endStep({ title }, of: .file, at: time)
  }

  /// What was done and taken back, to be put in its place again where something fails.
  package struct HistoryState { fileprivate let history: History }

  package var historyState: HistoryState {
    get { HistoryState(history: history) }
    set { history = newValue.history }
  }

  /// Opens a scope again that was the last to be kept.
  package func reopen(_ scope: Scope) { history.reopen(scope) }

  /// The values of a fact.
  package func values(row: Int, of run: FactRun) -> [Value] {
    run.store.table.row(row).map(catalog.values.value(of:))
  }

  // MARK: Bringing back

  /// Defines a rule again that was checked when it was first defined.
  package func restore(_ record: RuleRecord) { catalog.add(record.rule) }

  /// Numbers the rules from now on above one that was.
  package func continueRules(after number: Int) { catalog.continueRules(after: number) }

  package func restore(_ shape: ShapeRecord, of relation: String) {
    catalog.setSchema(shape.schema, of: relation)
  }

  /// The rule or constraint of a number, where it is defined.
  package func rule(numbered number: Int) -> RuleRecord? { catalog.rules[number].map(RuleRecord.init) }

  /// The shape of a relation that is in force.
  package func shape(of relation: String) -> ShapeRecord? { catalog.schemas[relation].map(ShapeRecord.init) }
}

extension Step {
  /// Whether its changes are at hand, so that it can be taken back or done again.
  package var isRecalled: Bool { content.changes != nil }

  /// Has the changes of a step of an earlier session at hand.
  package func recall(_ changes: [RecordedChange]) { content.changes = changes.map(Change.init) }
}

extension ChangeCounts {
  package init(
    factsAdded: Int, factsRemoved: Int, citations: Int, rulesDefined: Int, rulesForgotten: Int,
    constraintsDefined: Int, constraintsForgotten: Int, declarations: Int
  ) {
    self.init()
    self.factsAdded = factsAdded
    self.factsRemoved = factsRemoved
    self.citations = citations
    self.rulesDefined = rulesDefined
    self.rulesForgotten = rulesForgotten
    self.constraintsDefined = constraintsDefined
    self.constraintsForgotten = constraintsForgotten
    self.declarations = declarations
  }
}

extension Table {
  /// The live rows as runs that follow each other.
  fileprivate var liveRuns: [Range<Int>] {
    guard hasDeadRows else { return count == 0 ? [] : [0..<count] }
    var runs: [Range<Int>] = []
    var start = 0
    removals.forEachDead { row in
      if row > start { runs.append(start..<row) }
      start = row + 1
    }
    if start < count { runs.append(start..<count) }
    return runs
  }
}
