/// How one conjunction of a rule, or of a question, is computed.
public struct RulePlan: Hashable, Sendable {
  /// What it adds rows to.
  public var relation: PlannedRelation
  /// The rule's number; nil for a question.
  public var rule: Int?
  /// The file that the rule or question is in, or where it was typed, and its line there.
  public var source: String
  public var line: Int
  /// Which of the rule's conjunctions it is, from 1, where there are several.
  public var alternative: Int?
  public var alternatives = 1
  /// The atom that reads the rows of the round before, in a recursive rule; there is a plan for each such atom.
  public var newest: String?
  /// In the order in which they are taken; the last one puts the rows where they belong.
  public var steps: [PlanStep] = []

  func hasSameSteps(as other: RulePlan) -> Bool {
    newest == other.newest && steps.count == other.steps.count
      && zip(steps, other.steps).allSatisfy { $0.isSame(as: $1) }
  }
}
