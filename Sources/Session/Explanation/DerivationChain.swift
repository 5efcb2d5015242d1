import Engine
import Syntax

/// A derivation in which one rule follows on itself, each time from one row of the same relation.
struct DerivationChain {
  /// Fewer uses of the rule are shown one by one.
  static let leastLength = 3

  /// The rows that the rule derives, the last derived first.
  let parts: [Int]
  /// The row that the first use starts from.
  let start: Int
  /// The values along the chain, from its start.
  let values: [Value]
  private let isBackwards: Bool

  /// Nil where no chain of some length starts at a row.
  init?(from first: Int, in explanation: Explanation) {
    var parts: [Int] = []
    var seen: Set<Int> = [first]
    var next = first
    var rule: Int?
    while case .derived(let use) = explanation.parts[next].reason, let number = use.rule,
      rule == nil || rule == number, let fact = explanation.parts[next].fact
    {
      let rows = use.premises.compactMap { premise -> Int? in
        guard case .row(let row) = premise.ground, explanation.parts[row].fact?.relation == fact.relation
        else {
          return nil
        }
        return row
      }
      guard rows.count == 1, seen.insert(rows[0]).inserted else { break }
      rule = number
      parts.append(next)
      next = rows[0]
    }
    guard parts.count >= DerivationChain.leastLength else { return nil }
    self.parts = parts
    start = next
    let rows = (parts + [next]).compactMap { explanation.parts[$0].fact?.values }
    guard rows.count == parts.count + 1, let width = rows.first?.count,
      rows.allSatisfy({ $0.count == width })
    else { return nil }
    let changing = (0..<width).filter { column in
      zip(rows, rows.dropFirst()).allSatisfy { $0[column] != $1[column] }
    }
    guard
      let column = changing.first(where: { if case .text = rows[0][$0] { true } else { false } })
        ?? changing.first
    else { return nil }
    let fixed = (0..<width).filter { other in rows.allSatisfy { $0[other] == rows[0][other] } }
    let along = rows.map { $0[column] }
    if let before = fixed.last(where: { $0 < column }) {
      isBackwards = true
      values = [rows[0][before]] + along.reversed()
    } else if let after = fixed.first(where: { $0 > column }) {
      isBackwards = false
      values = along + [rows[0][after]]
    } else {
      isBackwards = true
      values = along.reversed()
    }
  }

  /// How many steps lead along the values.
  var steps: Int { values.count - 1 }

  /// `a -> b -> … -> f`
  var text: String {
    let names = values.map(\.plainText)
    let shown = names.count <= 6 ? names : Array(names.prefix(3)) + ["…"] + names.suffix(1)
    return shown.joined(separator: " -> ")
  }

  /// What the uses of the rule rest on beside each other, along the chain.
  func premises(in explanation: Explanation) -> [Premise] {
    let rows = Set(parts + [start])
    var steps: [[Premise]] = parts.map { part in
      guard case .derived(let use) = explanation.parts[part].reason else { return [] }
      return use.premises.filter { premise in
        switch premise.ground {
        case .row(let row): !rows.contains(row)
        // Whether each step was the best would be more than the chain itself.
        case .best: false
        case .test, .absence, .aggregate: true
        }
      }
    }
    if case .derived(let use) = explanation.parts[start].reason,
      DerivationChain(from: start, in: explanation) == nil
    {
      steps.append(use.premises)
    } else {
      steps.append([Premise(row: start)])
    }
    return (isBackwards ? steps.reversed() : steps).flatMap(\.self)
  }
}
