/// Up to ``capacity`` bindings of a clause's variables, one register a variable.
final class Batch {
  static let capacity = 1024

  let registers: Columns
  var count = 0

  init(registerCount: Int) {
    registers = Columns(width: registerCount, capacity: Batch.capacity)
  }

  @inline(__always) func handle(_ register: Int, _ binding: Int) -> Handle {
    precondition(binding >= 0 && binding < Batch.capacity)
    return Handle(word: registers.column(register)[binding])
  }

  /// Puts binding `from` in the place of binding `to`, in some registers.
  @inline(__always) func move(_ from: Int, to: Int, in kept: [Int]) {
    guard from != to else { return }
    let pointers = registers.pointers
    for register in kept { pointers[register][to] = pointers[register][from] }
  }
}
