/// A predicate that ``DemandRewriting`` makes for one question of another one.
struct DemandedPart: Hashable {
  enum Role {
    /// The rows whose bound arguments are asked for: for such values, all of them.
    case rows
    /// The values of the bound arguments that are asked for: the *magic* predicate.
    case demand
    /// Pairs of values that are asked for and values that they lead to along a recursion that only hands its
    /// free arguments on; see ``ChainRecursion``.
    case chain
    /// The rows that some demand asks for, derived by the original clauses, so that a row is derived in the
    /// round in which it would be if all rows were; for ``SupportSearch``.
    case restriction
  }

  var role: Role
  var predicate: Predicate
  var adornment: Adornment
}

extension Predicate {
  static func rows(_ predicate: Predicate, _ adornment: Adornment) -> Predicate {
    .demanded(DemandedPart(role: .rows, predicate: predicate, adornment: adornment))
  }

  static func demand(_ predicate: Predicate, _ adornment: Adornment) -> Predicate {
    .demanded(DemandedPart(role: .demand, predicate: predicate, adornment: adornment))
  }

  static func chain(_ predicate: Predicate, _ adornment: Adornment) -> Predicate {
    .demanded(DemandedPart(role: .chain, predicate: predicate, adornment: adornment))
  }

  static func restriction(_ predicate: Predicate) -> Predicate {
    .demanded(DemandedPart(role: .restriction, predicate: predicate, adornment: .free))
  }
}
