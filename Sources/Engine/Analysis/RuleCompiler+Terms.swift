import Syntax

extension RuleCompiler {
  /// An atom with its arguments in the order of the columns.
  mutating func resolve(
    _ atom: Atom, view: DateView, in scope: inout ClauseScope
  ) throws(EngineError) -> AtomLiteral {
    var values = try catalog.arrange(atom, in: source, isComplete: false)
    let name = atom.relation.text
    let predicate: Predicate
    if let document = atom.document {
      guard name != "evidence" else {
        throw fail(.invalidEvidence, "'evidence' has no citations of its own", document.range)
      }
      predicate = .citing(name, atom.modality)
      values.append(document)
    } else if name == "evidence" {
      predicate = .evidence
    } else {
      predicate = .relation(name, atom.modality, view)
    }
    var operands: [Operand] = []
    for (column, term) in values.enumerated() {
      guard let term, !term.isAnonymous else {
        operands.append(scope.namesAnonymous ? scope.freshAnonymous() : .anonymous)
        continue
      }
      let operand = try operand(term, in: &scope)
      if case .constant(let handle) = operand, let schema = catalog.schema(of: name), column < schema.arity {
        try catalog.check(handle, fits: column, of: schema, named: name, at: term.range, in: source)
      }
      operands.append(operand)
    }
    return AtomLiteral(predicate: predicate, operands: operands, range: atom.range)
  }

  /// An argument as an operand; what must be computed first becomes an equation before the atom.
  mutating func operand(_ term: Term, in scope: inout ClauseScope) throws(EngineError) -> Operand {
    if term.isAnonymous {
      throw fail(
        .invalidHead, "'_' in a head says nothing of the value", term.range,
        mend: "name the variable and bind it in the body")
    }
    let expression = try placed(term, in: &scope)
    if case .operand(let operand) = expression.expression { return operand }
    let variable = scope.fresh()
    scope.body.append(
      .equation(PlacedExpression(expression: .operand(.variable(variable)), range: term.range), expression))
    return .variable(variable)
  }

  mutating func placed(_ term: Term, in scope: inout ClauseScope) throws(EngineError)
    -> PlacedExpression
  {
    PlacedExpression(expression: try expression(term, in: &scope), range: term.range)
  }

  mutating func expression(_ term: Term, in scope: inout ClauseScope) throws(EngineError)
    -> Expression
  {
    switch term.kind {
    case .variable(let name): return .operand(.variable(scope.number(of: name)))
    case .literal(let value): return .operand(.constant(catalog.values.handle(of: value)))
    case .anonymous:
      throw fail(
        .unsafeVariable, "'_' has no value to compute with", term.range, mend: "name the variable and bind it"
      )
    case .parameter(let name):
      throw fail(
        .unknownParameter, "parameter '\(name)' has no value", term.range,
        mend: "declare it ('parameter \(name) = …') or give it (--set \(name)=…)")
    case .negative(let inner): return .negative(try expression(inner, in: &scope))
    case .binary(let operation, let left, let right):
      return .arithmetic(operation, try expression(left, in: &scope), try expression(right, in: &scope))
    case .call(let name, let arguments): return try call(name, arguments, term.range, in: &scope)
    case .aggregate(let aggregate): return try lookup(aggregate, term.range, in: &scope)
    }
  }

  mutating func call(
    _ name: Name, _ arguments: [Term], _ range: SourceRange, in scope: inout ClauseScope
  ) throws(EngineError) -> Expression {
    guard let function = BuiltinFunction(name: name.text) else {
      if AggregateFunction(rawValue: name.text) != nil {
        throw fail(
          .misplacedAggregate, "'\(name.text)(…)' stands in a head; in a body an aggregate has braces", range,
          mend: "write '\(name.text) V { … }'")
      }
      let names = BuiltinFunction.allCases.map(\.name)
      throw fail(
        .unknownFunction, "unknown function '\(name.text)'", name.range,
        mend: nearest(to: name.text, among: names).map { "did you mean '\($0)'?" })
    }
    guard function.arities.contains(arguments.count) else {
      throw fail(
        .wrongArity,
        "'\(name.text)' takes \(function.parameters.count) argument\(function.parameters.count == 1 ? "" : "s") (\(function.parameters.joined(separator: ", "))), not \(arguments.count)",
        range)
    }
    var compiled: [Expression] = []
    for argument in arguments { compiled.append(try expression(argument, in: &scope)) }
    return .call(function, compiled)
  }
}
