import Syntax

/// Where a clause comes from: the rule, question or constraint that the user wrote.
final class Origin {
  /// The rule's number; questions have one of their own.
  let id: Int
  let statement: Statement

  init(id: Int, statement: Statement) {
    self.id = id
    self.statement = statement
  }
}

/// What an argument of a literal is, once names are resolved.
enum Operand: Hashable {
  /// A variable of the clause, by number.
  case variable(Int)
  case constant(Handle)
  /// `_`: any value.
  case anonymous
}

/// A positive or negated atom, its arguments in the order of the columns.
struct AtomLiteral {
  var predicate: Predicate
  var operands: [Operand]
  var range: SourceRange
  /// A variable that holds the number of a row: only rows before it are read.
  var limit: Int?

  var variables: [Int] {
    operands.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
      + (limit.map { [$0] } ?? [])
  }
}

/// What is computed from values.
indirect enum Expression {
  case operand(Operand)
  case negative(Expression)
  case arithmetic(ArithmeticOperator, Expression, Expression)
  case call(BuiltinFunction, [Expression])

  var variables: [Int] {
    switch self {
    case .operand(.variable(let variable)): [variable]
    case .operand: []
    case .negative(let inner): inner.variables
    case .arithmetic(_, let left, let right): left.variables + right.variables
    case .call(_, let arguments): arguments.flatMap(\.variables)
    }
  }

  /// Whether computing it can fail for values of the right kinds, so that literals written before it
  /// must have been tried first.
  var isFallible: Bool {
    switch self {
    case .operand: false
    case .negative(let inner): inner.isFallible
    case .arithmetic(let operation, let left, let right):
      operation == .divide || operation == .modulo || left.isFallible || right.isFallible
    case .call(let function, let arguments): function.isFallible || arguments.contains(where: \.isFallible)
    }
  }
}

/// An expression with its place, for messages.
struct PlacedExpression {
  var expression: Expression
  var range: SourceRange
}

/// A comparison or a test such as `before(D, E)`.
struct TestLiteral {
  enum Kind {
    case comparison(ComparisonOperator)
    case builtin(BuiltinTest)
  }

  var kind: Kind
  var arguments: [PlacedExpression]
  /// Whether a test of uncertain dates passes when it is unknown (before negation).
  var acceptsUnknown: Bool
  var isNegated: Bool
  var range: SourceRange

  var variables: [Int] { arguments.flatMap(\.expression.variables) }
  var isFallible: Bool { arguments.contains(where: \.expression.isFallible) }
}

/// The result of a body's aggregate for one group: `N = count { … }`.
struct GroupLookup {
  var predicate: Predicate
  var group: [Operand]
  var result: Int
  /// What an empty group gives; nil where it gives no row.
  var valueOfNothing: Handle
  var range: SourceRange
}

/// One literal of a body in the order written.
enum BodyLiteral {
  case atom(AtomLiteral)
  case absent(AtomLiteral)
  case test(TestLiteral)
  /// `left = right`: binds a variable that one side is, or tests.
  case equation(PlacedExpression, PlacedExpression)
  case lookup(GroupLookup)
  case subquery(Subquery)

  var range: SourceRange {
    switch self {
    case .atom(let atom), .absent(let atom): atom.range
    case .test(let test): test.range
    case .equation(let left, let right): left.range.union(right.range)
    case .lookup(let lookup): lookup.range
    case .subquery(let subquery): subquery.range
    }
  }

  var variables: [Int] {
    switch self {
    case .atom(let atom), .absent(let atom): atom.variables
    case .test(let test): test.variables
    case .equation(let left, let right): left.expression.variables + right.expression.variables
    case .lookup(let lookup):
      lookup.group.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
        + [lookup.result]
    case .subquery(let subquery): subquery.parameters + (subquery.result.map { [$0] } ?? [])
    }
  }
}

/// A rule in its plain form: one head, one conjunction.
struct Clause {
  var predicate: Predicate
  var head: [Operand]
  var body: [BodyLiteral]
  /// The variables' names by number; a made-up one has none.
  var variableNames: [String?]
  var origin: Origin

  var variableCount: Int { variableNames.count }

  /// A predicate that the body reads.
  struct Dependency {
    var predicate: Predicate
    /// Whether the whole of it must be known first.
    var isNegative: Bool
    var range: SourceRange
  }

  var dependencies: [Dependency] {
    body.flatMap { literal -> [Dependency] in
      switch literal {
      case .atom(let atom): [Dependency(predicate: atom.predicate, isNegative: false, range: atom.range)]
      case .absent(let atom): [Dependency(predicate: atom.predicate, isNegative: true, range: atom.range)]
      case .lookup(let lookup):
        [Dependency(predicate: lookup.predicate, isNegative: true, range: lookup.range)]
      case .subquery(let subquery):
        subquery.clauses.flatMap(\.dependencies).map {
          Dependency(predicate: $0.predicate, isNegative: true, range: subquery.range)
        }
      case .test, .equation: []
      }
    }
  }
}

/// How the rows of a group become one.
struct AggregateSpec {
  struct Output {
    var function: AggregateFunction
    /// The input columns of the value and of the key it is ordered by; nil for `count { B }`.
    var value: Int?
    var key: Int?
    /// Whether no two rows of a group have the same value.
    var isDistinct = false
    var range: SourceRange
  }

  /// What a column of the result is.
  enum Slot {
    case group(Int)
    case output(Int)
  }

  var input: Predicate
  /// The columns of the input that make a group.
  var group: [Int]
  var outputs: [Output]
  var slots: [Slot]
}

extension AggregateSpec {
  /// The aggregate on a relation as it is, where its input would only copy that: one atom whose arguments are
  /// distinct variables.
  func reading(_ clauses: [Clause]) -> AggregateSpec? {
    guard clauses.count == 1, clauses[0].body.count == 1, case .atom(let atom) = clauses[0].body[0] else {
      return nil
    }
    var columns: [Operand: Int] = [:]
    for (column, operand) in atom.operands.enumerated() {
      switch operand {
      case .variable: if columns.updateValue(column, forKey: operand) != nil { return nil }
      case .anonymous: break
      case .constant: return nil
      }
    }
    let sources = clauses[0].head.map { columns[$0] }
    guard !sources.contains(nil) else { return nil }
    func source(_ column: Int?) -> Int? { column.flatMap { sources[$0] } }
    let group = group.compactMap(source)
    return AggregateSpec(
      input: atom.predicate, group: group,
      outputs: outputs.map {
        let value = source($0.value)
        // Rows differ somewhere: where not in the group, then in the value if that is the only other column.
        let isDistinct = Set(group + (value.map { [$0] } ?? [])).count == atom.operands.count
        return Output(
          function: $0.function, value: value, key: source($0.key), isDistinct: isDistinct, range: $0.range)
      }, slots: slots)
  }
}

extension Definition {
  /// The predicate whose rows are these as they are: where one clause only copies it.
  var copied: Predicate? {
    guard case .union = form, facts.isEmpty, clauses.count == 1, clauses[0].body.count == 1,
      case .atom(let atom) = clauses[0].body[0], atom.operands == clauses[0].head,
      Set(atom.operands).count == atom.operands.count, !atom.operands.contains(.anonymous)
    else { return nil }
    for case .constant in atom.operands { return nil }
    return atom.predicate
  }
}

/// What the rows of a predicate are.
struct Definition {
  enum Form {
    /// Base facts and what clauses derive.
    case union
    /// The same, of which one row a group is kept: that with the least or greatest value in a column.
    case best(column: Int, isGreatest: Bool)
    case aggregate(AggregateSpec)
  }

  var arity: Int
  var form: Form
  var facts: [FactKey] = []
  var clauses: [Clause] = []
  var origin: Origin?
  /// Whether the rows are only fed to an aggregate, as the clauses give them: they are not kept, and not told apart.
  var isStreamed = false
}
