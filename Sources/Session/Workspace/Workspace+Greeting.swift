import Engine

extension Workspace {
  /// What a person is told at the start: what is at hand, and where help is.
  public func greet(version: String) {
    guard !settings.quiet else { return }
    let facts = engine.factCount == 1 ? "1 fact" : "\(engine.factCount) facts"
    let rules = engine.rules.count { $0.relation != nil }
    let known =
      engine.factCount + rules == 0 ? "nothing yet" : "\(facts), \(rules) rule\(rules == 1 ? "" : "s")"
    message("Dossier \(version), \(name): \(known). ':help' explains; ':quit' leaves.")
  }
}
