import Engine
import Syntax

/// Puts staged facts into the engine, each citing the row of the file that states it.
final class FactSink {
  private let engine: Engine
  private let budget: Budget
  private let targets: [ImportTarget]
  private let document: String
  private let by: String
  private let confidence: Citation.Confidence?
  /// For each target that has facts, what takes them in; targets of one relation and modality share it.
  private var loaders: [LoaderKey: FactLoader] = [:]
  private let keys: [LoaderKey]
  private var stated: [LoaderKey: Int] = [:]

  private struct LoaderKey: Hashable {
    var relation: String
    var modality: Modality
  }

  init(
    _ targets: [ImportTarget], of document: String, by: String, confidence: Citation.Confidence?,
    into engine: Engine, _ budget: Budget
  ) {
    self.engine = engine
    self.budget = budget
    self.targets = targets
    self.document = document
    self.by = by
    self.confidence = confidence
    keys = targets.map { LoaderKey(relation: $0.relation, modality: $0.modality) }
  }

  /// Takes in the facts of one row.
  func take(_ staged: StagedFacts, row: Int) throws(EngineError) {
    var start = 0
    for (target, end) in staged.facts {
      let loader = loader(for: target)
      for cell in staged.cells[start..<end] {
        switch cell {
        case .text(let bytes): bytes.withUnsafeBufferPointer { loader.add(text: $0) }
        case .integer(let number): loader.add(integer: number)
        case .value(let value): loader.add(value)
        }
      }
      try loader.endRow(line: row)
      stated[keys[target], default: 0] += 1
      start = end
    }
  }

  private func loader(for target: Int) -> FactLoader {
    if let loader = loaders[keys[target]] { return loader }
    let known = targets[target]
    let loader = FactLoader(
      known.relation, modality: known.modality, arity: known.columns.count, into: engine, budget: budget)
    loader.cite(document: document, by: by, confidence: confidence)
    loaders[keys[target]] = loader
    return loader
  }

  /// Takes in what is left; gives for each relation how many facts were stated and how many are new.
  func finish() throws(EngineError) -> [ImportSummary.Relation] {
    var relations: [ImportSummary.Relation] = []
    for (target, key) in zip(targets, keys)
    where !relations.contains(where: {
      $0.target.relation == key.relation && $0.target.modality == key.modality
    }
    ) {
      let imported = try loaders[key]?.finish() ?? 0
      relations.append(
        ImportSummary.Relation(target: target, stated: stated[key] ?? 0, imported: imported))
    }
    return relations
  }
}
