import Chronology

extension SyntaxPrinter {
  /// A term as an argument.
  public static func text(of term: Term) -> String {
    if case .literal(let literal) = term.kind { return text(of: literal) }
    return operand(term, above: .none)
  }

  /// How tightly a term holds together, loosest first.
  enum Binding: Int, Comparable {
    case none, sum, product, unary, primary

    static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
  }

  /// A term beside an operator or a word, in parentheses unless it binds tighter than what it stands in.
  static func operand(_ term: Term, above outer: Binding) -> String {
    let written = bare(term)
    return binding(of: term) > outer ? written : "(\(written))"
  }

  private static func binding(of term: Term) -> Binding {
    switch term.kind {
    case .binary(let operation, _, _): binding(of: operation)
    case .negative: .unary
    case .literal(.date(let date)) where date.description.utf8.last == Byte.question:
      // Outside brackets its `?` would end the question.
      .none
    case .variable, .anonymous, .literal, .parameter, .call, .aggregate: .primary
    }
  }

  private static func binding(of operation: ArithmeticOperator) -> Binding {
    switch operation {
    case .add, .subtract: .sum
    case .multiply, .divide, .modulo: .product
    }
  }

  private static func bare(_ term: Term) -> String {
    switch term.kind {
    case .variable(let name): return name
    case .anonymous: return "_"
    case .parameter(let name): return "$" + name
    case .literal(.text(let text)): return operand(text)
    case .literal(let literal): return text(of: literal)
    case .call(let name, let arguments):
      if name.text == Keyword.today, arguments.isEmpty { return name.text }
      return "\(name.text)(\(arguments.map { text(of: $0) }.joined(separator: ", ")))"
    case .negative(let inner):
      // A number would take the sign in.
      if case .literal = inner.kind { return "-(\(bare(inner)))" }
      return "-" + operand(inner, above: .product)
    case .binary(let operation, let left, let right):
      let binding = binding(of: operation)
      let looser: Binding = binding == .sum ? .none : .sum
      return "\(operand(left, above: looser)) \(operation.rawValue) \(operand(right, above: binding))"
    case .aggregate(let aggregate):
      return text(of: aggregate)
    }
  }

  /// `count(X)`, `first(V by K)`, `count { B }`, `sum V { B }`.
  private static func text(of aggregate: Aggregate) -> String {
    let function = aggregate.function.rawValue
    guard let body = aggregate.body else {
      let value = aggregate.value.map { operand($0, above: .none) } ?? ""
      let key = aggregate.key.map { " by " + operand($0, above: .none) } ?? ""
      return "\(function)(\(value)\(key))"
    }
    let value = aggregate.value.map { " " + aggregated($0) } ?? ""
    let key = aggregate.key.map { " by " + aggregated($0) } ?? ""
    return "\(function)\(value)\(key) { \(text(of: body)) }"
  }

  /// A value or key between the function and its brace, which stands bare only where it is one plain word.
  private static func aggregated(_ term: Term) -> String {
    switch term.kind {
    case .variable, .anonymous, .parameter: return bare(term)
    case .literal(.text(let text)): return quoted(text)
    case .literal(let literal):
      let written = text(of: literal)
      return written.utf8.first == Byte.minus ? "(\(written))" : operand(term, above: .none)
    case .call, .negative, .binary, .aggregate: return "(\(text(of: term)))"
    }
  }
}
