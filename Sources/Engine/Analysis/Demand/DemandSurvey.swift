/// What is known of a question's predicates before it is decided which of them are computed on demand.
struct DemandSurvey {
  /// A recursion over fewer rows is computed in full, since that is cheap and serves the next question too.
  static let fewRows = 4096
  /// One value may be asked for in so many rows that the recursion reads.
  private static let rowsPerValue = 64

  let program: Program
  private let policy: DemandPolicy
  private let statistics: any Statistics
  /// The predicates whose rows need not be computed.
  private let known: Set<Predicate>
  /// How many predicates the recursion of one goes through.
  private var cycleLengths: [Predicate: Int] = [:]
  private var onDemand: Set<Predicate> = []
  /// About how many known rows a predicate is made from.
  private var rowsBelow: [Predicate: Int] = [:]

  init(
    _ strata: [Stratum], program: Program, known: Set<Predicate>, statistics: any Statistics,
    policy: DemandPolicy
  ) throws(EngineError) {
    self.program = program
    self.policy = policy
    self.statistics = statistics
    self.known = known
    var allRows = known.reduce(0) { $0 + statistics.size(of: $1) }
    for predicate in strata.flatMap(\.predicates) where !known.contains(predicate) {
      for key in try program.definition(of: predicate).facts { allRows += statistics.size(of: .base(key)) }
    }
    guard policy == .always || allRows >= DemandSurvey.fewRows else { return }
    for stratum in strata { try add(stratum, allRows) }
  }

  private mutating func add(_ stratum: Stratum, _ allRows: Int) throws(EngineError) {
    var rows = 0
    var leadsToRecursion = policy == .always
    var isEligible = true
    for predicate in stratum.predicates {
      if known.contains(predicate) {
        rowsBelow[predicate] = statistics.size(of: predicate)
        isEligible = false
        continue
      }
      let definition = try program.definition(of: predicate)
      switch definition.form {
      case .union: if definition.clauses.isEmpty { isEligible = false }
      case .aggregate(let spec): if !onDemand.contains(spec.input) { isEligible = false }
      case .best: isEligible = false
      }
      for input in unique(definition.inputs) {
        rows = min(allRows, rows + (rowsBelow[input] ?? 0))
        if onDemand.contains(input) { leadsToRecursion = true }
      }
      for key in definition.facts { rows = min(allRows, rows + statistics.size(of: .base(key))) }
    }
    for predicate in stratum.predicates where rowsBelow[predicate] == nil { rowsBelow[predicate] = rows }
    guard isEligible else { return }
    if stratum.isRecursive {
      guard policy == .always || rows >= DemandSurvey.fewRows else { return }
      for predicate in stratum.predicates { cycleLengths[predicate] = stratum.predicates.count }
    } else if !leadsToRecursion {
      return
    }
    onDemand.formUnion(stratum.predicates)
  }

  /// Whether a predicate may be computed on demand.
  func isOnDemand(_ predicate: Predicate) -> Bool { onDemand.contains(predicate) }

  func isRecursive(_ predicate: Predicate) -> Bool { cycleLengths[predicate] != nil }

  /// Whether a predicate's recursion goes through no other.
  func isRecursiveAlone(_ predicate: Predicate) -> Bool { cycleLengths[predicate] == 1 }

  /// Whether binding arguments of a predicate is worth a rewriting by itself.
  func isWorthBinding(_ predicate: Predicate) -> Bool { policy == .always || isRecursive(predicate) }

  /// The most values for which a predicate is computed on demand rather than in full.
  func mostValues(of predicate: Predicate) -> Double {
    if policy == .always { return .infinity }
    return Double(max(64, (rowsBelow[predicate] ?? 0) / DemandSurvey.rowsPerValue))
  }

  /// So many rows that a predicate, computed on demand, has likely outgrown what it is in full; nil where it
  /// is not to be computed in full.
  func manyRows(of predicate: Predicate) -> Int? {
    policy == .always ? nil : max(100_000, (rowsBelow[predicate] ?? 0) * 4)
  }

  /// How many rows of an atom are expected to match one binding of some variables; infinite where its
  /// predicate is not known yet.
  func expectedRows(_ atom: AtomLiteral, bound: Set<Int>) -> Double {
    var isAllBound = true
    var columns: [Int] = []
    for (column, operand) in atom.operands.enumerated() {
      switch operand {
      case .constant: columns.append(column)
      case .variable(let variable) where bound.contains(variable): columns.append(column)
      case .variable: isAllBound = false
      case .anonymous: break
      }
    }
    // What binds nothing only filters.
    if isAllBound { return known.contains(atom.predicate) ? min(1, size(atom.predicate)) : 1 }
    guard known.contains(atom.predicate) else { return .infinity }
    return columns.reduce(size(atom.predicate)) { rows, column in
      rows / Double(max(1, statistics.distinctValues(of: atom.predicate, column: column)))
    }
  }

  private func size(_ predicate: Predicate) -> Double { Double(statistics.size(of: predicate)) }
}

extension Definition {
  /// The predicates that are read, negated ones and those of aggregates included.
  var inputs: [Predicate] {
    var inputs = clauses.flatMap(\.dependencies).map(\.predicate)
    if case .aggregate(let spec) = form { inputs.append(spec.input) }
    return inputs
  }

  /// The columns that hold the result of an aggregate in some clause: it must be computed before it can be
  /// compared.
  var resultColumns: Set<Int> {
    var columns: Set<Int> = []
    for clause in clauses {
      let results = Set(
        clause.body.compactMap { literal -> Int? in
          switch literal {
          case .lookup(let lookup): lookup.result
          case .subquery(let subquery): subquery.result
          case .atom, .absent, .test, .equation: nil
          }
        })
      for (column, operand) in clause.head.enumerated() {
        if case .variable(let variable) = operand, results.contains(variable) { columns.insert(column) }
      }
    }
    if case .aggregate(let spec) = form {
      for (column, slot) in spec.slots.enumerated() {
        if case .output = slot { columns.insert(column) }
      }
    }
    return columns
  }
}
