/// A question's program rewritten so that relations are computed only as far as it asks for.
struct DemandedQuestion {
  let answer: Predicate
  let strata: [Stratum]
  /// All predicates made for it, which are forgotten when it is answered.
  let predicates: [Predicate]
  /// The rows of one recursion from which on computing relations in full is better; nil where it never is.
  let mostRows: Int?
}
