import Engine
import Syntax

/// An explanation as a numbered tree: what stands below what, with chains of one rule drawn together.
struct ExplanationOutline {
  /// The place of an entry: `1.2`.
  typealias Place = [Int]

  enum Entry {
    case part(Int)
    case test(String)
    case absence(of: String, checked: Int)
    case aggregate(AggregateUse)
    /// One row of a group that is made of several premises.
    case solution([Premise])
    case chain(DerivationChain)
  }

  let explanation: Explanation
  /// The number of the whole: that of the row of an answer, or 1.
  let number: Int
  /// What is said before the tree.
  var title: String?

  init(_ explanation: Explanation, number: Int, title: String? = nil) {
    self.explanation = explanation
    self.number = number
    self.title = title
  }

  var root: Entry { .part(0) }

  func part(_ number: Int) -> Derivation { explanation.parts[number] }

  /// What stands directly below an entry.
  func children(of entry: Entry) -> [Entry] {
    switch entry {
    case .part(let number):
      guard case .derived(let use) = part(number).reason else { return [] }
      if let chain = DerivationChain(from: number, in: explanation) { return [.chain(chain)] }
      return use.premises.map(self.entry)
    case .test, .absence: return []
    case .aggregate(let use):
      return use.inputs.map { input in input.count == 1 ? self.entry(input[0]) : .solution(input) }
    case .solution(let premises): return premises.map(self.entry)
    case .chain(let chain): return chain.premises(in: explanation).map(self.entry)
    }
  }

  private func entry(_ premise: Premise) -> Entry {
    switch premise.ground {
    case .row(let number): .part(number)
    case .test(let text): .test(text)
    case .absence(let what, let checked): .absence(of: what, checked: checked)
    case .aggregate(let use): .aggregate(use)
    }
  }

  /// The entry at a place, whose first number is that of the whole.
  func entry(at place: Place) -> Entry? {
    guard place.first == number else { return nil }
    var entry = root
    for number in place.dropFirst() {
      let children = children(of: entry)
      guard children.indices.contains(number - 1) else { return nil }
      entry = children[number - 1]
    }
    return entry
  }

  /// `1.2.1`
  static func text(of place: Place) -> String { place.map(String.init).joined(separator: ".") }
}

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
        if case .row(let row) = premise.ground { !rows.contains(row) } else { true }
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
