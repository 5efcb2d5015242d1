import Chronology
import Syntax

/// A plan with the tables it reads, ready to run: each step passes batches of bindings to the next.
final class Pipeline {
  /// An access of the plan with its table, and the index where it has a key.
  private struct Reader {
    let access: Plan.Access
    let table: Table
    let index: KeyIndex?
    /// The rows that are read, set anew for each round.
    var rows = 0..<0
    let key: Key
    /// The bindings that the step gives.
    let output: Batch
  }

  /// What an operand gives for a binding: a register's word or a constant.
  private struct Key {
    let registers: [Int]
    let constants: [UInt32]
    let count: Int

    init(_ operands: [Operand]) {
      registers = operands.map { if case .variable(let variable) = $0 { variable } else { -1 } }
      constants = operands.map { if case .constant(let handle) = $0 { handle.word } else { 0 } }
      count = operands.count
    }

    @inline(__always) func word(_ position: Int, _ pointers: UnsafePointer<UnsafeMutablePointer<UInt32>>, _ binding: Int) -> UInt32 {
      let register = registers[position]
      return register < 0 ? constants[position] : pointers[register][binding]
    }
  }

  private enum Step {
    case read(Reader, checks: Key)
    case absent(Reader, checks: Key)
    case test(TestLiteral)
    case assign(Int, PlacedExpression)
    case equal(PlacedExpression, PlacedExpression)
    case lookup(GroupLookup, Reader, checks: Key)
  }

  let plan: Plan
  private var steps: [Step] = []
  private let calculator: Calculator
  private let budget: Budget
  private let head: Key
  /// The row under construction, one word a column.
  private let staging: Columns
  /// Where rows go; gives whether to go on.
  private let emit: (UnsafePointer<UnsafeMutablePointer<UInt32>>) throws(EngineError) -> Bool
  private var isDone = false
  private let input: Batch
  /// Whether a test of uncertain dates was neither true nor false.
  private(set) var sawUnknown = false

  /// `initial` are the registers bound before the first step, with their values.
  init(
    _ plan: Plan, table: (Predicate) throws(EngineError) -> Table, calculator: Calculator, budget: Budget,
    initial: [Int: Handle] = [:],
    emit: @escaping (UnsafePointer<UnsafeMutablePointer<UInt32>>) throws(EngineError) -> Bool
  ) throws(EngineError) {
    self.plan = plan
    self.calculator = calculator
    self.budget = budget
    self.emit = emit
    head = Key(plan.head)
    staging = Columns(width: plan.head.count, capacity: 1)
    input = Batch(registerCount: plan.registerCount)
    for (register, handle) in initial { input.registers.column(register)[0] = handle.word }
    for step in plan.steps {
      switch step {
      case .access(let access):
        steps.append(.read(try reader(access, table), checks: Key(access.checks.map(\.value))))
      case .absent(let access):
        steps.append(.absent(try reader(access, table), checks: Key(access.checks.map(\.value))))
      case .lookup(let lookup, let access):
        steps.append(.lookup(lookup, try reader(access, table), checks: Key(access.checks.map(\.value))))
      case .test(let test): steps.append(.test(test))
      case .assign(let register, let expression): steps.append(.assign(register, expression))
      case .equal(let left, let right): steps.append(.equal(left, right))
      }
    }
  }

  private func reader(
    _ access: Plan.Access, _ table: (Predicate) throws(EngineError) -> Table
  ) throws(EngineError) -> Reader {
    let table = try table(access.predicate)
    let sorted = access.key.sorted { $0.column < $1.column }
    let index = sorted.isEmpty ? nil : table.index(on: sorted.map(\.column))
    return Reader(
      access: access, table: table, index: index, rows: 0..<table.count, key: Key(sorted.map(\.value)),
      output: Batch(registerCount: plan.registerCount))
  }

  /// Sets the rows that each atom of the stratum reads in this round.
  func setRanges(_ ranges: (Predicate) -> (old: Int, end: Int)?) {
    for index in steps.indices {
      guard case .read(var reader, let checks) = steps[index] else { continue }
      guard let range = ranges(reader.access.predicate) else { continue }
      switch reader.access.range {
      case .all: reader.rows = 0..<range.end
      case .old: reader.rows = 0..<range.old
      case .delta: reader.rows = range.old..<range.end
      }
      steps[index] = .read(reader, checks: checks)
    }
  }

  /// Runs the plan once over the rows as they are now.
  func run() throws(EngineError) {
    isDone = false
    input.count = 1
    try run(0, input)
  }

  private func run(_ position: Int, _ batch: Batch) throws(EngineError) {
    guard batch.count > 0, !isDone else { return }
    try budget.poll()
    guard position < steps.count else { return try emitRows(of: batch) }
    switch steps[position] {
    case .read(let reader, let checks): try read(reader, checks, batch, position)
    case .absent(let reader, let checks):
      try filter(batch) { binding throws(EngineError) in
        first(of: reader, checks, batch, binding) < 0
      }
      try run(position + 1, batch)
    case .test(let test):
      try filter(batch) { binding throws(EngineError) in try passes(test, batch, binding) }
      try run(position + 1, batch)
    case .equal(let left, let right):
      try filter(batch) { binding throws(EngineError) in
        guard let first = try value(left, batch, binding), let second = try value(right, batch, binding) else {
          return false
        }
        return first == second
      }
      try run(position + 1, batch)
    case .assign(let register, let expression):
      try filter(batch) { binding throws(EngineError) in
        guard let value = try value(expression, batch, binding) else { return false }
        batch.registers.column(register)[binding] = value.word
        return true
      }
      try run(position + 1, batch)
    case .lookup(let lookup, let reader, let checks):
      let column = lookup.group.count
      try filter(batch) { binding throws(EngineError) in
        let row = first(of: reader, checks, batch, binding)
        let value = row < 0 ? lookup.valueOfNothing : reader.table.handle(row, column)
        batch.registers.column(lookup.result)[binding] = value.word
        return true
      }
      try run(position + 1, batch)
    }
  }

  // MARK: Reading

  private func read(_ reader: Reader, _ checks: Key, _ batch: Batch, _ position: Int) throws(EngineError) {
    let output = reader.output
    output.count = 0
    let rows = reader.rows
    let isLast = reader.access.isExistence
    for binding in 0..<batch.count {
      if isDone { return }
      if isLast {
        guard first(of: reader, checks, batch, binding) >= 0 else { continue }
        carry(reader, batch, binding)
        if output.count == Batch.capacity { try flush(reader, position) }
      } else if let index = reader.index {
        let pointers = batch.registers.pointers
        var row = index.newest { reader.key.word($0, pointers, binding) }
        while row >= rows.lowerBound {
          if row < rows.upperBound, matches(reader, checks, row, batch, binding) {
            bind(reader, row)
            carry(reader, batch, binding)
            if output.count == Batch.capacity { try flush(reader, position) }
          }
          row = index.older(than: row)
        }
      } else {
        for row in rows where matches(reader, checks, row, batch, binding) {
          bind(reader, row)
          carry(reader, batch, binding)
          if output.count == Batch.capacity {
            try flush(reader, position)
            if isDone { return }
          }
        }
      }
    }
    if output.count > 0 { try flush(reader, position) }
  }

  private func flush(_ reader: Reader, _ position: Int) throws(EngineError) {
    try run(position + 1, reader.output)
    reader.output.count = 0
  }

  @inline(__always) private func bind(_ reader: Reader, _ row: Int) {
    let from = reader.table.columns.pointers
    let to = reader.output.registers.pointers
    let place = reader.output.count
    for (column, register) in reader.access.outputs { to[register][place] = from[column][row] }
  }

  @inline(__always) private func carry(_ reader: Reader, _ batch: Batch, _ binding: Int) {
    let from = batch.registers.pointers
    let to = reader.output.registers.pointers
    let place = reader.output.count
    for register in reader.access.carried { to[register][place] = from[register][binding] }
    reader.output.count = place + 1
  }

  /// Whether a row is live and satisfies what the key does not say.
  @inline(__always)
  private func matches(_ reader: Reader, _ checks: Key, _ row: Int, _ batch: Batch, _ binding: Int) -> Bool {
    guard reader.table.isLive(row) else { return false }
    let columns = reader.table.columns.pointers
    let registers = batch.registers.pointers
    for position in 0..<checks.count
    where columns[reader.access.checks[position].column][row] != checks.word(position, registers, binding) {
      return false
    }
    for (first, second) in reader.access.repeats where columns[first][row] != columns[second][row] { return false }
    return true
  }

  /// A row that matches a binding, or -1.
  private func first(of reader: Reader, _ checks: Key, _ batch: Batch, _ binding: Int) -> Int {
    let rows = reader.rows
    guard let index = reader.index else {
      for row in rows where matches(reader, checks, row, batch, binding) { return row }
      return -1
    }
    let pointers = batch.registers.pointers
    var row = index.newest { reader.key.word($0, pointers, binding) }
    while row >= rows.lowerBound {
      if row < rows.upperBound, matches(reader, checks, row, batch, binding) { return row }
      row = index.older(than: row)
    }
    return -1
  }

  // MARK: Filtering

  /// Keeps the bindings of a batch that pass.
  private func filter(_ batch: Batch, _ passes: (Int) throws(EngineError) -> Bool) throws(EngineError) {
    var kept = 0
    let width = batch.registers.width
    let pointers = batch.registers.pointers
    for binding in 0..<batch.count where try passes(binding) {
      if kept != binding {
        for register in 0..<width { pointers[register][kept] = pointers[register][binding] }
      }
      kept += 1
    }
    batch.count = kept
  }

  private func passes(_ test: TestLiteral, _ batch: Batch, _ binding: Int) throws(EngineError) -> Bool {
    let truth: Truth
    do throws(ValueProblem) {
      let register = { (register: Int) in batch.handle(register, binding) }
      switch test.kind {
      case .comparison(let relation):
        guard let left = try calculator.evaluate(test.arguments[0].expression, register),
          let right = try calculator.evaluate(test.arguments[1].expression, register)
        else { return false }
        truth = try calculator.compare(relation, left, right)
      case .builtin(let builtin):
        var arguments: [Handle] = []
        for argument in test.arguments {
          guard let value = try calculator.evaluate(argument.expression, register) else { return false }
          arguments.append(value)
        }
        truth = try calculator.test(builtin, arguments)
      }
    } catch {
      throw .invalid(error.diagnostic(at: test.range, in: plan.origin))
    }
    if truth == .unknown { sawUnknown = true }
    return (truth == .yes || (truth == .unknown && test.acceptsUnknown)) != test.isNegated
  }

  private func value(_ expression: PlacedExpression, _ batch: Batch, _ binding: Int) throws(EngineError) -> Handle? {
    do throws(ValueProblem) {
      return try calculator.evaluate(expression.expression) { batch.handle($0, binding) }
    } catch {
      throw .invalid(error.diagnostic(at: expression.range, in: plan.origin))
    }
  }

  // MARK: Emitting

  private func emitRows(of batch: Batch) throws(EngineError) {
    let pointers = batch.registers.pointers
    let row = staging.pointers
    for binding in 0..<batch.count {
      for column in 0..<head.count { row[column][0] = head.word(column, pointers, binding) }
      if try !emit(row) {
        isDone = true
        return
      }
    }
  }
}
