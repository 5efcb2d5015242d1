import Syntax

/// An expression over small integers that needs no dictionary: a register, a constant, or a sum or difference of
/// two such.
struct InlineNumber {
  private let operands: Operands
  /// Added to the first operand, or taken from it; nil where there is one operand.
  private let isSum: Bool?

  /// Nil for an expression of another form.
  init?(_ expression: Expression, of batch: Batch) {
    switch expression {
    case .operand(let operand):
      guard operand != .anonymous else { return nil }
      operands = Operands([operand], of: batch)
      isSum = nil
    case .arithmetic(let operation, .operand(let left), .operand(let right)):
      guard operation == .add || operation == .subtract, left != .anonymous, right != .anonymous else {
        return nil
      }
      operands = Operands([left, right], of: batch)
      isSum = operation == .add
    case .arithmetic, .negative, .call: return nil
    }
  }

  /// The value for a binding; nil where an operand is no small integer.
  @inline(__always) func value(_ binding: Int) -> Int64? {
    let first = Handle(word: operands.word(0, binding))
    guard first.tag == .smallInteger else { return nil }
    guard let isSum else { return first.inlineNumber }
    let second = Handle(word: operands.word(1, binding))
    guard second.tag == .smallInteger else { return nil }
    // Both lie within 29 bits, so the sum cannot overflow.
    return isSum ? first.inlineNumber + second.inlineNumber : first.inlineNumber - second.inlineNumber
  }
}
