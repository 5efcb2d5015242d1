import Syntax

/// An expression over small integers that needs no dictionary: a register, a constant, or two such with an
/// operation between them.
struct InlineNumber {
  private let operands: Operands
  private let operation: ArithmeticOperator
  private let isOperand: Bool

  /// Nil for an expression of another form.
  init?(_ expression: Expression, of batch: Batch) {
    switch expression {
    case .operand(let operand):
      guard operand != .anonymous, let zero = Handle.inline(.smallInteger, 0) else { return nil }
      operands = Operands([operand, .constant(zero)], of: batch)
      operation = .add
      isOperand = true
    case .arithmetic(let operation, .operand(let left), .operand(let right)):
      guard left != .anonymous, right != .anonymous else { return nil }
      operands = Operands([left, right], of: batch)
      self.operation = operation
      isOperand = false
    case .arithmetic, .negative, .call: return nil
    }
  }

  /// The value for a binding; nil where an operand is no small integer, and for a division by zero.
  @inline(__always) func value(_ binding: Int) -> Int64? {
    let first = Handle(word: operands.word(0, binding))
    let second = Handle(word: operands.word(1, binding))
    guard first.isSmallInteger, second.isSmallInteger else { return nil }
    let (left, right) = (first.inlineNumber, second.inlineNumber)
    // Both lie within 29 bits, so nothing can overflow.
    switch operation {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide: return right == 0 ? nil : left / right
    case .modulo: return right == 0 ? nil : left % right
    }
  }

  /// The word of a binding's value where that is a text as it stands; else nil.
  @inline(__always) func text(_ binding: Int) -> UInt32? {
    let word = operands.word(0, binding)
    return isOperand && Handle(word: word).isText ? word : nil
  }
}
