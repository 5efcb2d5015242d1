import Syntax

/// Makes a program smaller as long as it still fails.
struct ProgramShrinker {
  typealias Program = [Statement.Kind]

  let isFailing: (Program) -> Bool
  /// How many programs may still be tried.
  private var attempts: Int
  private var program: Program

  /// A program that fails and of which no single step makes a smaller one that fails, or the least
  /// one found in so many attempts.
  static func shrunk(_ program: Program, attempts: Int = 3000, while isFailing: @escaping (Program) -> Bool)
    -> Program
  {
    var shrinker = ProgramShrinker(isFailing: isFailing, attempts: attempts, program: program)
    while shrinker.dropStatements() || shrinker.simplifyStatements() || shrinker.simplifyEverywhere() {}
    return shrinker.program
  }

  private init(isFailing: @escaping (Program) -> Bool, attempts: Int, program: Program) {
    self.isFailing = isFailing
    self.attempts = attempts
    self.program = program
  }

  /// Takes the candidate where it fails too.
  private mutating func take(_ candidate: Program) -> Bool {
    // Taking the program itself for a smaller one would never end.
    guard attempts > 0, candidate != program else { return false }
    attempts -= 1
    guard isFailing(candidate) else { return false }
    program = candidate
    return true
  }

  /// Drops runs of statements: halves of the program first, single ones last.
  private mutating func dropStatements() -> Bool {
    let before = program.count
    var length = max(1, program.count / 2)
    while true {
      var start = 0
      while start < program.count {
        let end = min(start + length, program.count)
        if !take(Array(program[..<start] + program[end...])) { start = end }
      }
      if length == 1 { break }
      length = (length + 1) / 2
    }
    return program.count < before
  }

  private mutating func simplifyStatements() -> Bool {
    var hasChanged = false
    for index in program.indices.reversed() {
      while simplifyStatement(index) { hasChanged = true }
    }
    return hasChanged
  }

  private mutating func simplifyStatement(_ index: Int) -> Bool {
    for simpler in program[index].simplifications {
      var candidate = program
      candidate[index] = simpler
      if take(candidate) { return true }
    }
    return false
  }

  /// Steps that only make sense in all statements at once: a column less, one value for another.
  private mutating func simplifyEverywhere() -> Bool {
    for relation in Set(program.flatMap(\.relationNames)).sorted() {
      for column in 0..<4 {
        if take(program.map { $0.dropping(column: column, of: relation, in: program) }) { return true }
      }
    }
    for value in Set(program.flatMap(\.literals)).sorted(by: { $0.precedes($1) }) {
      for simpler in value.simplifications {
        if take(program.map { $0.replacing(value, by: simpler) }) { return true }
      }
    }
    return false
  }
}
