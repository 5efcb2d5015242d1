/// The atoms of a body that form a cycle, as `edge(X, Y), edge(Y, Z), edge(X, Z)` do.
///
/// Joined one by one such atoms can give far more bindings on the way than at the end, in any order; joined variable by
/// variable they cannot (Ngo, Porat, Ré and Rudra, "Worst-case optimal join algorithms", 2012).
struct Cycle {
  /// The positions of the atoms, with the variables that are part of the cycle.
  let atoms: [Int: Set<Int>]
  let variables: Set<Int>

  /// Nil where the atoms, of which only these variables count, form no cycle: by the reduction of Graham, Yu and
  /// Özsoyoğlu, which takes away variables of one atom only and atoms whose variables another has, leaves nothing.
  init?(of atoms: [Int: Set<Int>]) {
    var left = atoms
    var isReduced: Bool
    repeat {
      isReduced = false
      var uses: [Int: Int] = [:]
      for variable in left.values.joined() { uses[variable, default: 0] += 1 }
      for position in left.keys.sorted() {
        guard let variables = left[position] else { continue }
        let shared = variables.filter { uses[$0, default: 0] > 1 }
        if shared.count < variables.count {
          left[position] = shared
          isReduced = true
        }
        if shared.isEmpty || left.contains(where: { $0.key != position && shared.isSubset(of: $0.value) }) {
          left[position] = nil
          isReduced = true
        }
      }
    } while isReduced
    guard !left.isEmpty else { return nil }
    let variables = Set(left.values.joined())
    self.variables = variables
    // An atom that was taken away since another has its variables restricts them all the same.
    self.atoms = atoms.compactMapValues { all in
      let own = all.intersection(variables)
      return own.count > 1 ? own : nil
    }
  }

  /// Whether an atom has variables of the cycle that have no values yet.
  func isOpen(_ position: Int, _ bound: Set<Int>) -> Bool {
    atoms[position].map { !$0.isSubset(of: bound) } ?? false
  }
}
