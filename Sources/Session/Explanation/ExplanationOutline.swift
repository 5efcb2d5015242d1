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
    /// One of the ways in which the whole is derived, by its number from 0.
    case way(Int)
    case best(BestUse)
    /// A value that was not taken.
    case candidate(BestUse.Candidate)
  }

  /// What explains the same anew, with some of all ways where a number is given; nil where it no longer
  /// holds.
  typealias Source = (_ alternatives: Int?) throws(EngineError) -> Explanation?

  let explanation: Explanation
  /// The number of the whole: that of the row of an answer, or 1.
  let number: Int
  /// What is said before the tree.
  let title: String?
  private let source: Source

  init(_ explanation: Explanation, number: Int, title: String? = nil, from source: @escaping Source) {
    self.explanation = explanation
    self.number = number
    self.title = title
    self.source = source
  }

  /// The same with some of all ways; nil where it no longer holds.
  func again(_ alternatives: Int?) throws(EngineError) -> ExplanationOutline? {
    try source(alternatives).map { ExplanationOutline($0, number: number, title: title, from: source) }
  }

  var root: Entry { .part(0) }

  func part(_ number: Int) -> Derivation { explanation.parts[number] }

  /// The ways in which the whole is derived, where these were asked for.
  var alternatives: Alternatives? { explanation.alternatives }

  func way(_ number: Int) -> Derivation? {
    guard let alternatives, alternatives.shown.indices.contains(number) else { return nil }
    return alternatives.shown[number]
  }

  /// What stands directly below an entry.
  func children(of entry: Entry) -> [Entry] {
    switch entry {
    case .part(let number):
      if number == 0, let alternatives { return alternatives.shown.indices.map { .way($0) } }
      guard case .derived(let use) = part(number).reason else { return [] }
      if let chain = DerivationChain(from: number, in: explanation) { return [.chain(chain)] }
      return use.premises.map(self.entry)
    case .test, .absence: return []
    case .aggregate(let use):
      return use.inputs.map { input in input.count == 1 ? self.entry(input[0]) : .solution(input) }
    case .solution(let premises): return premises.map(self.entry)
    case .chain(let chain): return chain.premises(in: explanation).map(self.entry)
    case .way(let number):
      guard case .derived(let use)? = way(number)?.reason else { return [] }
      return use.premises.map(self.entry)
    case .best(let use): return use.others.map { .candidate($0) }
    case .candidate: return []
    }
  }

  /// What a rule rests on, without anything drawn together.
  func entries(of use: RuleUse) -> [Entry] { use.premises.map(entry) }

  private func entry(_ premise: Premise) -> Entry {
    switch premise.ground {
    case .row(let number): .part(number)
    case .test(let text): .test(text)
    case .absence(let what, let checked): .absence(of: what, checked: checked)
    case .aggregate(let use): .aggregate(use)
    case .best(let use): .best(use)
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

  /// `1.2.1` -> `[1, 2, 1]`; nil for any other text.
  static func place(_ text: String) -> Place? {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
  }

  /// `1.2.1`
  static func text(of place: Place) -> String { place.map(String.init).joined(separator: ".") }
}
