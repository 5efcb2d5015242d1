import Syntax

/// Which rows of a table a step reads in a round of semi-naive evaluation.
enum RowRange {
  case all
  /// The rows that the round before added.
  case delta
  /// The rows from before those.
  case old
}

/// How one clause is computed: a chain of steps over batches of bindings, one register a variable.
struct Plan {
  /// Reads rows of a relation: all of them, or those that match a key.
  struct Access {
    var predicate: Predicate
    var range: RowRange
    /// Whether the relation is being computed, so that rows may be added while it is read.
    var isGrowing: Bool
    /// The columns looked up in an index and what they must equal; none for a scan.
    var key: [(column: Int, value: Operand)]
    /// Columns that must equal what is known but are not part of the key.
    var checks: [(column: Int, value: Operand)]
    /// Pairs of columns that must be equal: `p(X, X)`.
    var repeats: [(Int, Int)]
    /// The columns that bind variables.
    var outputs: [(column: Int, register: Int)]
    /// The registers that later steps still need and that must be copied along.
    var carried: [Int]
    /// Whether one match is enough, since nothing of the row is needed.
    var isExistence: Bool
    /// The body's literal, for messages and explanations.
    var literal: Int
    /// The register of the row number that rows must be below.
    var limit: Int?
    /// Comparisons of one column with what is known before, which an index in its order answers.
    var window: Window?
  }

  /// `V >= D - 30, V <= D + 30` for the values `V` of a column.
  struct Window {
    struct Bound {
      /// How the column's value relates to the expression.
      var relation: ComparisonOperator
      var expression: PlacedExpression
      var test: TestLiteral
    }

    var column: Int
    var register: Int
    var bounds: [Bound]
  }

  /// Binds a variable to each value that all of some atoms allow, each for what is known before.
  struct Intersection {
    /// An atom, as far as the columns go that are known or hold the variable.
    struct Source {
      var predicate: Predicate
      var shape: SortedGroups.Shape
      /// What the key's columns must equal.
      var key: [Operand]
      /// The body's literal.
      var literal: Int
    }

    var register: Int
    var sources: [Source]
    /// The registers that later steps still need and that must be copied along.
    var carried: [Int] = []
    /// Whether one value is enough, since nothing reads it.
    var isExistence = false
    /// The register for how many values there are, where each binding is joined with that only.
    var weight: Int?
  }

  enum Step {
    case access(Access)
    case intersect(Intersection)
    /// Reads the newest pairs of a relation by runs of one first word: binds a register to that word, and two to
    /// where the run starts and ends.
    case runs(Access, start: Int, end: Int)
    /// Keeps the bindings for which no row matches.
    case absent(Access)
    case test(TestLiteral)
    case assign(register: Int, PlacedExpression)
    case equal(PlacedExpression, PlacedExpression)
    case lookup(GroupLookup, Access)
    /// Asks a part for each binding, by one plan a conjunction of it.
    case subquery(Subquery, [Plan])
  }

  /// The end of a clause `p(X, W) :- …, q(U, W)` where only `q` says what `W` is: all values that `q` has for
  /// `U` are added to those of `X` at once, with no binding for each.
  struct Union {
    var predicate: Predicate
    /// Whether the relation is being computed.
    var isGrowing: Bool
    /// The register of `U`.
    var key: Int
    /// `X`.
    var head: Operand
    /// The registers of a run of new pairs, where those alone are added.
    var run: (start: Int, end: Int)?
    /// The body's literal.
    var literal: Int
  }

  var steps: [Step]
  /// For each step, the registers that are bound after it and that later steps or the head read.
  var live: [[Int]]
  var head: [Operand]
  /// How rows are added where that is not one for each binding.
  var union: Union?
  /// The register that says for how many solutions a binding stands; one where there is none.
  var weight: Int?
  var registerCount: Int
  var origin: Origin
  /// The sum of the sizes on which the order was decided.
  var plannedSize: Int
}
