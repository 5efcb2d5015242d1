import Syntax

/// The rewriting of a question's program by *magic sets*: each predicate that is asked with some arguments known
/// is computed only for the values that are asked for.
///
/// For a predicate `p` and an adornment there are the predicates of ``DemandedPart``: what is asked for, filled from
/// the bodies that ask, and the rows for it. Where throughNegation, negated atoms and the inputs of aggregates are
/// asked too: what they read is complete for the values asked for, provided that the result is stratified, which
/// ``Stratification`` tells. After F. Bancilhon, D. Maier, Y. Sagiv, J. Ullman: *Magic sets and other strange ways
/// to implement logic programs*, PODS 1986.
struct DemandRewriting {
  enum Purpose {
    case answer
    /// To look for what a row stands on: derivations must be those of the original program.
    case support
    /// The same, with no derivation but those: what leads from value to value along a chain is none of its rules'.
    case explanation

    /// Whether the rows that some demand asks for are derived by the original clauses as well.
    var derivesAsWritten: Bool { self != .answer }
  }

  let survey: DemandSurvey
  let purpose: Purpose
  let throughNegation: Bool
  /// Predicates that are computed in full nonetheless.
  private let excluded: Set<Predicate>
  var definitions: [Predicate: Definition] = [:]
  /// What the question's answer has become.
  let answer: Predicate
  private var waiting: [(predicate: Predicate, adornment: Adornment)] = []

  /// Rewrites all that `root` needs; `values`, where there are any, are all its arguments.
  init(
    root: Predicate, values: [Handle]?, survey: DemandSurvey, purpose: Purpose, throughNegation: Bool,
    excluding excluded: Set<Predicate>
  ) throws(EngineError) {
    self.survey = survey
    self.purpose = purpose
    self.throughNegation = throughNegation
    self.excluded = excluded
    let definition = try survey.program.definition(of: root)
    let adornment = values.map { Adornment($0.indices) } ?? .free
    answer = purpose.derivesAsWritten ? .restriction(root) : .rows(root, adornment)
    try ask(root, adornment)
    if let values, let origin = definition.anyOrigin, !adornment.isFree {
      demand(
        root, adornment,
        Clause(
          predicate: .demand(root, adornment), head: values.map { .constant($0) }, body: [],
          variableNames: [],
          origin: origin))
    }
    while let next = waiting.popLast() { try rewrite(next.predicate, next.adornment) }
  }

  // MARK: Asking

  /// Sees to it that a predicate is computed for an adornment.
  mutating func ask(_ predicate: Predicate, _ adornment: Adornment) throws(EngineError) {
    let rows = Predicate.rows(predicate, adornment)
    guard definitions[rows] == nil else { return }
    let definition = try survey.program.definition(of: predicate)
    func empty(_ arity: Int) -> Definition {
      Definition(arity: arity, form: .union, origin: definition.anyOrigin)
    }
    definitions[rows] = empty(definition.arity)
    if !adornment.isFree { definitions[.demand(predicate, adornment)] = empty(adornment.bound.count) }
    if purpose.derivesAsWritten, definitions[.restriction(predicate)] == nil {
      definitions[.restriction(predicate)] = empty(definition.arity)
    }
    waiting.append((predicate, adornment))
  }

  mutating func demand(_ predicate: Predicate, _ adornment: Adornment, _ clause: Clause) {
    definitions[.demand(predicate, adornment)]?.clauses.append(clause)
  }

  /// The adornment with which a predicate is asked, if any, where some of its arguments are constants and some
  /// variables with values.
  func adornment(
    of predicate: Predicate, constants: Set<Int>, variables: Set<Int>, values: Double
  ) throws(EngineError) -> Adornment? {
    guard survey.isOnDemand(predicate), !excluded.contains(predicate) else { return nil }
    let definition = try survey.program.definition(of: predicate)
    let results = definition.resultColumns
    let constants = constants.subtracting(results)
    let variables = values > survey.mostValues(of: predicate) ? [] : variables.subtracting(results)
    if case .aggregate(let spec) = definition.form {
      // An aggregate must know its rows first, as a negation must.
      guard throughNegation,
        let input = try self.adornment(
          of: spec.input, constants: spec.inputColumns(of: constants),
          variables: spec.inputColumns(of: variables),
          values: values)
      else { return nil }
      return Adornment(
        constants.union(variables).filter { input.bound.contains(spec.inputColumn(of: $0) ?? -1) })
    }
    let known = Adornment(constants.union(variables))
    guard survey.isRecursive(predicate) else { return known }
    // Without a chain, such a recursion asks for nearly everything, and in several ways.
    if known.isFree || purpose == .explanation && definition.joinsItself(predicate) { return nil }
    // With one argument less, the rest may be a chain; a constant tells more than a variable.
    var candidates = [known]
    if known.bound.count > 1 {
      var dropped = Array(known.bound.reversed())
      if purpose == .answer {
        dropped = dropped.filter { !constants.contains($0) } + dropped.filter(constants.contains)
      }
      candidates += dropped.map { position in Adornment(known.bound.filter { $0 != position }) }
    }
    return candidates.first { chain(predicate, definition, $0) != nil } ?? known
  }

  /// The recursion's form where it is computed along a chain; for looking for support only where there would be
  /// too many rows otherwise.
  func chain(_ predicate: Predicate, _ definition: Definition, _ adornment: Adornment)
    -> ChainRecursion?
  {
    guard purpose != .explanation,
      let chain = ChainRecursion(of: predicate, definition, adornment, survey: survey)
    else { return nil }
    return purpose == .support && chain.joins.isEmpty ? nil : chain
  }
}

extension Definition {
  /// Whether some clause reads a predicate, which is its own, more than once.
  fileprivate func joinsItself(_ predicate: Predicate) -> Bool {
    clauses.contains { clause in
      clause.body.count { if case .atom(let atom) = $0 { atom.predicate == predicate } else { false } } > 1
    }
  }

  /// Where it comes from; for the union of a relation's modalities, where one of its rules does.
  var anyOrigin: Origin? { origin ?? clauses.first?.origin }
}

extension AggregateSpec {
  /// The column of the input that a column of the result is; nil for an aggregate.
  func inputColumn(of column: Int) -> Int? {
    if case .group(let index) = slots[column] { group[index] } else { nil }
  }

  func inputColumns(of columns: Set<Int>) -> Set<Int> {
    Set(columns.compactMap(inputColumn))
  }
}
