/// A recursion whose rows for asked-for values are found along one chain from those values, instead of by asking
/// for the rows of every value on the way.
///
/// With the bound arguments first, each recursive clause is of one of these forms, where `a`, `b` and `c` are any
/// literals:
/// - *left*: `p(X, Z) :- p(X, Y), b(Y, Z)` hands the bound arguments on;
/// - *right*: `p(X, Z) :- a(X, Y), p(Y, Z)` hands the free arguments on;
/// - *join*: `p(X, Z) :- p(X, Y), c(Y, U), p(U, Z)` does one in each atom.
///
/// Seen from `X`, a row of `p` is then a word of `((a* e b*) c)* a* e b*`, `e` being the clauses without recursion;
/// the pairs of an asked-for value with the values before the next `a` or `e` are the chain. Asking for the rows of
/// every value on the way instead would cost their number times the answer's. After J. Naughton, R. Ramakrishnan,
/// Y. Sagiv, J. Ullman: *Efficient evaluation of right-, left-, and multi-linear rules*, SIGMOD 1989.
struct ChainRecursion {
  struct Left {
    var clause: Clause
    var atom: Int
  }

  struct Right {
    var clause: Clause
    var atom: Int
  }

  struct Join {
    var clause: Clause
    var left: Int
    var right: Int
  }

  private(set) var exits: [Clause] = []
  private(set) var lefts: [Left] = []
  private(set) var rights: [Right] = []
  private(set) var joins: [Join] = []

  /// Whether there are values on the way; with left clauses alone there are none.
  var hasChain: Bool { !rights.isEmpty || !joins.isEmpty }

  /// Nil where some clause has another form.
  init?(of predicate: Predicate, _ definition: Definition, _ adornment: Adornment, survey: DemandSurvey) {
    let unbound = adornment.unbound(of: definition.arity)
    guard survey.isRecursiveAlone(predicate), !adornment.isFree, !unbound.isEmpty else { return nil }
    var isPlain = true
    for clause in definition.clauses {
      let atoms = clause.body.indices.filter {
        if case .atom(let atom) = clause.body[$0] { atom.predicate == predicate } else { false }
      }
      let form = Form(clause: clause, bound: adornment.bound)
      switch atoms.count {
      case 0: exits.append(clause)
      case 1:
        let atom = atoms[0]
        if form.handsOn(adornment.bound, atom) {
          // A row that is derived from itself adds nothing.
          if form.handsOn(unbound, atom) { continue }
          lefts.append(Left(clause: clause, atom: atom))
          isPlain = isPlain && form.hasPlainHead && form.isOnly(adornment.bound, in: atom)
        } else if form.handsOn(unbound, atom), form.isOnly(unbound, in: atom),
          form.isAsked(atom, from: nil, survey)
        {
          rights.append(Right(clause: clause, atom: atom))
          isPlain = isPlain && form.hasPlainHead
        } else {
          return nil
        }
      case 2:
        let (left, right) =
          form.handsOn(adornment.bound, atoms[0]) ? (atoms[0], atoms[1]) : (atoms[1], atoms[0])
        guard form.handsOn(adornment.bound, left), form.handsOn(unbound, right), form.hasPlainHead,
          form.isOnly(adornment.bound, in: left), form.isOnly(unbound, in: right),
          form.isAsked(right, from: left, survey)
        else { return nil }
        joins.append(Join(clause: clause, left: left, right: right))
      default: return nil
      }
    }
    if hasChain, !isPlain { return nil }
  }

  /// One clause under an adornment.
  private struct Form {
    let clause: Clause
    let bound: [Int]

    /// Whether the head's arguments are distinct variables.
    var hasPlainHead: Bool {
      let variables = Operand.variables(of: clause.head)
      return variables.count == clause.head.count && Set(variables).count == variables.count
    }

    private func operands(_ position: Int) -> [Operand] {
      if case .atom(let atom) = clause.body[position] { atom.operands } else { [] }
    }

    /// Whether an atom has the head's arguments in some columns.
    func handsOn(_ columns: [Int], _ position: Int) -> Bool {
      let operands = operands(position)
      return columns.allSatisfy { operands[$0] == clause.head[$0] && operands[$0] != .anonymous }
    }

    /// Whether the head's variables in some columns occur nowhere in the body but in those of an atom.
    func isOnly(_ columns: [Int], in position: Int) -> Bool {
      let variables = Set(Operand.variables(of: columns.map { clause.head[$0] }))
      for (column, operand) in operands(position).enumerated() where !columns.contains(column) {
        if case .variable(let variable) = operand, variables.contains(variable) { return false }
      }
      return clause.body.indices.allSatisfy {
        $0 == position || variables.isDisjoint(with: clause.body[$0].variables)
      }
    }

    /// Whether the other literals give an atom's bound arguments their values, finitely many and without more
    /// that can fail than when the atom's rows are known.
    func isAsked(_ position: Int, from left: Int?, _ survey: DemandSurvey) -> Bool {
      let rest = clause.body.indices.filter { $0 != position && $0 != left }
      if rest.contains(where: { $0 > position && clause.body[$0].isFallible }) { return false }
      let literals = rest.map { clause.body[$0] }
      let given = Set(Operand.variables(of: left.map { operands($0) } ?? bound.map { clause.head[$0] }))
      let safe = Safety.boundVariables(of: literals, initially: given)
      guard literals.allSatisfy({ $0.variables.allSatisfy(safe.contains) }) else { return false }
      var order = SidewaysOrder(
        literals, guardVariables: given, isGuardFinite: left != nil, survey: survey)
      while let next = order.next { order.place(next, isOnDemand: false) }
      return bound.allSatisfy { column in
        switch operands(position)[column] {
        case .variable(let variable): order.passes(variable)
        case .constant: true
        case .anonymous: false
        }
      }
    }
  }
}
