/// Up to ``capacity`` bindings of a clause's variables, one register a variable.
///
/// The registers never move, so operators keep pointers to those that they read and write.
final class Batch {
  static let capacity = 1024

  let registers: Columns
  var count = 0

  init(registerCount: Int) {
    registers = Columns(width: registerCount, capacity: Batch.capacity)
  }

  @inline(__always) func handle(_ register: Int, _ binding: Int) -> Handle {
    Handle(word: registers.column(register)[binding])
  }
}

/// The columns that an operator reads for each binding of its input: registers of the batch, and constants.
///
/// Unsafe memory. The invariant: `base` addresses `count` pointers, each to ``Batch/capacity`` words that live as
/// long as this object, in the batch or in `constants`.
final class Operands {
  let count: Int
  let base: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>
  private let batch: Batch
  private let constants: [Columns]

  init(_ operands: [Operand], of batch: Batch) {
    self.batch = batch
    count = operands.count
    base = .allocate(capacity: max(1, operands.count))
    var constants: [Columns] = []
    for (position, operand) in operands.enumerated() {
      switch operand {
      case .variable(let variable): (base + position).initialize(to: batch.registers.column(variable))
      case .constant, .anonymous:
        let column = Columns(width: 1, capacity: Batch.capacity)
        let word = if case .constant(let handle) = operand { handle.word } else { Handle.none.word }
        column.column(0).update(repeating: word, count: Batch.capacity)
        constants.append(column)
        (base + position).initialize(to: column.column(0))
      }
    }
    self.constants = constants
  }

  deinit { base.deallocate() }

  @inline(__always) func word(_ position: Int, _ binding: Int) -> UInt32 { base[position][binding] }
}
