import Chronology
import Syntax

extension Engine {
  /// The view of the past that the engine shows, or the present.
  public var past: PastView { hidden?.view ?? .present }

  /// Shows a moment of the past, or the present again; gives what is left out.
  ///
  /// *Known* until a step means that later steps, rules and declarations among them, are taken back for as long. *Reported*
  /// by a day means that a fact with citations is there only where a document that it cites had certainly been published
  /// by the end of that day, that a row of `document` is there only where it had been itself, and that citations of later
  /// documents are not seen. A fact without citations is always there. What was published at a time that is not known, or
  /// known only in part, is seen where the view says `possible`.
  ///
  /// Rules, explanations and all else follow, since the facts are really taken out; what is hidden is what it costs. Until
  /// ``PastView/present`` is shown again nothing can be changed: what would do so throws, and ``undo()`` and ``redo()``
  /// give nil. Where this throws, the present is shown.
  @discardableResult
  public func look(at view: PastView) throws(EngineError) -> LeftOut {
    comeBack()
    guard !view.isPresent else { return LeftOut() }
    var hidden = HiddenPresent(view)
    if let last = view.lastStep { takeBack(after: last, &hidden) }
    self.hidden = hidden
    guard let report = view.report else { return hidden.leftOut }
    do throws(EngineError) {
      try hide(later: report)
    } catch {
      comeBack()
      throw error
    }
    return self.hidden?.leftOut ?? LeftOut()
  }

  /// Puts everything back in sight.
  func comeBack() {
    guard let hidden else { return }
    self.hidden = nil
    for store in hidden.stores { store.hideCitations(nil, stamp: catalog.tick()) }
    for (key, rows) in hidden.facts { catalog.restore(rows: rows, of: key) }
    catalog.relationsInSight = []
    hidden.changes.apply(in: catalog)
  }

  /// Does something in the present, and shows again what was shown.
  package func inPresent<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    let view = past
    comeBack()
    // What was shown once can be shown again, unless the user stops it.
    defer { _ = try? look(at: view) }
    return try body()
  }

  /// Throws where the past is looked at, which cannot be changed.
  func checkIsPresent(_ statement: Statement? = nil) throws(EngineError) {
    if past.isPresent { return }
    throw .invalid(
      Diagnostic(
        .error, .pastUnchangeable, "the past is being looked at, and cannot be changed",
        at: statement?.range, in: statement?.source, mend: "':present' comes back to the present"))
  }

  private func takeBack(after last: Int, _ hidden: inout HiddenPresent) {
    let steps = history.done.drop { $0.number <= last }
    hidden.leftOut.steps = steps.count
    hidden.changes = steps.flatMap(\.changes)
    // What is not yet part of a step is newer than all of them.
    if last < .max { hidden.changes += history.log.changes }
    hidden.changes.revert(in: catalog)
  }

  private func hide(later report: PastView.Report) throws(EngineError) {
    let budget = budget()
    let publication = Publication(in: catalog, by: report)
    catalog.relationsInSight = Set(catalog.knownRelations)
    for (key, store) in catalog.facts where store.table.liveCount > 0 {
      var leftOut = hidden?.leftOut ?? LeftOut()
      let rows = try publication.rowsToHide(of: key, in: store, &leftOut, budget)
      hidden?.leftOut = leftOut
      if store.isCited {
        hidden?.stores.append(store)
        store.hideCitations({ !publication.isSeen($0) }, stamp: catalog.tick())
      }
      guard !rows.isEmpty else { continue }
      hidden?.facts.append((key, rows))
      catalog.remove(rows: rows, of: key)
    }
  }
}

/// Which documents had been published by a day.
private struct Publication {
  let report: PastView.Report
  /// What is known of each document that has a row.
  private var published: [String: Truth] = [:]
  private let catalog: Catalog

  init(in catalog: Catalog, by report: PastView.Report) {
    self.report = report
    self.catalog = catalog
    guard let table = catalog.facts[.document]?.table, table.arity == Schema.document.arity else { return }
    for row in table.liveRows {
      guard let id = catalog.values.text(of: table.handle(row, 0)) else { continue }
      published[id] = (published[id] ?? .no) || truth(table.handle(row, 2))
    }
  }

  /// Whether what was published on a date had been by the end of the day.
  private func truth(_ date: Handle) -> Truth {
    guard let date = catalog.values.date(of: date) else { return .unknown }
    return Truth(
      certain: date.finish.latest <= report.day, possible: date.finish.earliest <= report.day)
  }

  private func truth(_ document: String) -> Truth { published[document] ?? .unknown }

  private func isSeen(_ truth: Truth) -> Bool {
    report.dates == .certain ? truth.isCertain : truth.isPossible
  }

  func isSeen(_ document: String) -> Bool { isSeen(truth(document)) }

  /// The rows of facts that had not been reported, which are counted.
  func rowsToHide(
    of key: FactKey, in store: FactStore, _ leftOut: inout LeftOut, _ budget: Budget
  ) throws(EngineError) -> [Int] {
    var rows: [Int] = []
    if key == .document, store.table.arity == Schema.document.arity {
      for row in store.table.liveRows where !isSeen(truth(store.table.handle(row, 2))) { rows.append(row) }
      leftOut.documents += rows.count
      return rows
    }
    var sources: [UInt32: Truth] = [:]
    for row in store.citedRows {
      if row % 1024 == 0 { try budget.poll() }
      var best = Truth.no
      store.forEachMark(of: row) { mark in
        let known = mark.line == nil ? nil : sources[mark.source]
        let truth = known ?? store.document(mark).map(truth) ?? .unknown
        if mark.line != nil { sources[mark.source] = truth }
        best = best || truth
      }
      if isSeen(best) { continue }
      rows.append(row)
      if best == .no { leftOut.laterFacts += 1 } else { leftOut.uncertainFacts += 1 }
    }
    return rows
  }
}

extension FactKey {
  fileprivate static let document = FactKey(relation: "document", modality: .actual)
}
