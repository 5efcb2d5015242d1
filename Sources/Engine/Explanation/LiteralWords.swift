import Chronology
import Syntax

/// Words for the literals of a clause that read no row: with their values put in.
struct LiteralWords {
  private let evaluator: Evaluator

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
  }

  func value(of handle: Handle) -> Value { evaluator.catalog.values.value(of: handle) }

  private func text(of handle: Handle) -> String { SyntaxPrinter.text(of: value(of: handle)) }

  /// A part of a clause's statement as it was written, on one line.
  func written(_ range: SourceRange, in clause: Clause) -> String {
    clause.origin.statement.source.text(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// An expression as it was written, also where it stands in another's place: a variable by its name, or by what it
  /// is computed from.
  func written(_ expression: PlacedExpression, in clause: Clause) -> String {
    switch expression.expression {
    case .operand(.variable(let variable)):
      if let name = clause.variableNames[variable] { return name }
      for case .equation(let left, let right) in clause.body where right.range.lower < right.range.upper {
        if case .operand(.variable(variable)) = left.expression { return written(right.range, in: clause) }
      }
      return written(expression.range, in: clause)
    case .operand(.constant(let constant)) where expression.range.lower == expression.range.upper:
      return text(of: constant)
    case .operand, .negative, .arithmetic, .call: return written(expression.range, in: clause)
    }
  }

  // MARK: What is not there

  /// A negated atom with its values; a negated body as it was written, with its values.
  func absent(_ atom: AtomLiteral, _ clause: Clause, _ values: [Handle]) -> String {
    guard case .relation(let name, let filter, _) = atom.predicate else {
      return text(of: atom.range, clause, values)
    }
    let arguments = atom.operands.map { operand in
      switch operand {
      case .variable(let variable): text(of: values[variable])
      case .constant(let constant): text(of: constant)
      case .anonymous: "_"
      }
    }
    let prefix: String
    switch filter {
    case .only(.actual): prefix = ""
    case .only(let modality): prefix = modality.rawValue + " "
    case .any: prefix = "any "
    }
    return "\(prefix)\(name)(\(arguments.joined(separator: ", ")))"
  }

  /// How many stated facts predicates rest on: those of the relations that they read, by whatever rules. Any
  /// other count would depend on what had to be computed.
  func checked(_ predicates: [Predicate]) throws(EngineError) -> Int {
    var seen = Set(predicates)
    var waiting = predicates
    var facts: Set<FactKey> = []
    while let next = waiting.popLast() {
      facts.formUnion(EvidenceTables.keys(of: next, in: evaluator.catalog))
      let definition = try evaluator.program.definition(of: next)
      facts.formUnion(definition.facts)
      var read = definition.clauses.flatMap(\.dependencies).map(\.predicate)
      if case .aggregate(let spec) = definition.form { read.append(spec.input) }
      waiting += read.filter { seen.insert($0).inserted }
    }
    return facts.reduce(0) { $0 + (evaluator.catalog.facts[$1]?.table.liveCount ?? 0) }
  }

  /// The text of a range with the values of variables in their places.
  func text(of range: SourceRange, _ clause: Clause, _ values: [Handle]) -> String {
    var known: [String: String] = [:]
    for (name, value) in zip(clause.variableNames, values) {
      if let name, value != .none { known[name] = text(of: value) }
    }
    var result = ""
    var word = ""
    var isQuoted = false
    func end() {
      result += known[word] ?? word
      word = ""
    }
    for character in written(range, in: clause) {
      if isQuoted {
        result.append(character)
        if character == "\"", result.suffix(2) != "\\\"" { isQuoted = false }
      } else if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        end()
        result.append(character)
        isQuoted = character == "\""
      }
    }
    end()
    return result
  }

  // MARK: Calculations

  /// `4 = 3 + 1`; nil where there is nothing to see but the result of an aggregate, or a copy.
  func text(
    of left: PlacedExpression, _ right: PlacedExpression, _ clause: Clause, _ values: [Handle]
  ) -> String? {
    if case .operand(.variable(let variable)) = right.expression, clause.variableNames[variable] == nil {
      return nil
    }
    // The argument of an atom that is computed before it: its value comes last.
    if case .operand(.variable(let variable)) = left.expression, clause.variableNames[variable] == nil {
      return "\(text(of: right.expression, values)) = \(text(of: left.expression, values))"
    }
    return "\(text(of: left.expression, values)) = \(text(of: right.expression, values))"
  }

  func text(of expression: Expression, _ values: [Handle]) -> String {
    switch expression {
    case .operand(.variable(let variable)): return text(of: values[variable])
    case .operand(.constant(let constant)): return text(of: constant)
    case .operand(.anonymous): return "_"
    case .negative(let inner):
      if case .arithmetic = inner { return "-(\(text(of: inner, values)))" }
      return "-" + text(of: inner, values)
    case .arithmetic(let operation, let left, let right):
      var (first, second) = (text(of: left, values), text(of: right, values))
      if case .arithmetic(let inner, _, _) = left, inner.isSum, !operation.isSum { first = "(\(first))" }
      if case .arithmetic = right { second = "(\(second))" }
      return "\(first) \(operation.rawValue) \(second)"
    case .call(let function, let arguments):
      return "\(function.name)(\(arguments.map { text(of: $0, values) }.joined(separator: ", ")))"
    }
  }

  // MARK: Tests

  func text(of test: TestLiteral, _ values: [Handle]) throws(EngineError) -> String {
    var handles: [Handle] = []
    for argument in test.arguments {
      do throws(ValueProblem) {
        guard let value = try evaluator.calculator.evaluate(argument.expression, { values[$0] }) else {
          continue
        }
        handles.append(value)
      } catch {
        continue
      }
    }
    let arguments = test.arguments.map { text(of: $0.expression, values) }
    var words: String
    switch test.kind {
    case .comparison(let relation):
      words = "\(arguments[0]) \(relation.rawValue) \(arguments[1])"
      if relation != .equal, relation != .notEqual, let phrase = dates(handles, relation) { words = phrase }
    case .builtin(let builtin):
      words = "\(builtin.name)(\(arguments.joined(separator: ", ")))"
      if let phrase = dates(handles, builtin) { words = phrase }
    }
    if test.isNegated { words = "not so: " + words }
    return isUnknown(test, handles) ? words + " (possible, not certain)" : words
  }

  /// A test as it would be written of values: `3 >= 5`, `before(2026-01-02, 2025)`.
  func applied(_ test: TestLiteral, _ values: [Handle]) -> String {
    let arguments = test.arguments.map { text(of: $0.expression, values) }
    switch test.kind {
    case .comparison(let relation): return arguments.joined(separator: " \(relation.rawValue) ")
    case .builtin(let builtin): return "\(builtin.name)(\(arguments.joined(separator: ", ")))"
    }
  }

  private func isUnknown(_ test: TestLiteral, _ handles: [Handle]) -> Bool {
    guard test.acceptsUnknown, handles.count == test.arguments.count else { return false }
    do throws(ValueProblem) {
      switch test.kind {
      case .comparison(let relation):
        return try evaluator.calculator.compare(relation, handles[0], handles[1]) == .unknown
      case .builtin(let builtin): return try evaluator.calculator.test(builtin, handles) == .unknown
      }
    } catch {
      return false
    }
  }

  private func dates(_ handles: [Handle], _ relation: ComparisonOperator) -> String? {
    guard handles.count == 2, let first = evaluator.catalog.values.date(of: handles[0]),
      let second = evaluator.catalog.values.date(of: handles[1])
    else { return nil }
    if let distance = distance(first, second) { return distance }
    switch relation {
    case .less: return "\(first) is before \(second)"
    case .lessOrEqual: return "\(first) is not after \(second)"
    case .greater: return "\(first) is after \(second)"
    case .greaterOrEqual: return "\(first) is not before \(second)"
    case .equal, .notEqual: return nil
    }
  }

  private func dates(_ handles: [Handle], _ test: BuiltinTest) -> String? {
    let dates = handles.compactMap(evaluator.catalog.values.date(of:))
    guard test.isOfDates, dates.count == 2, handles.count == test.parameters.count, let last = handles.last
    else { return nil }
    let (first, second) = (dates[0], dates[1])
    let distance = distance(first, second)
    switch test {
    case .before: return distance ?? "\(first) is before \(second)"
    case .after: return distance ?? "\(first) is after \(second)"
    case .within:
      if let distance { return "\(distance), limit \(text(of: last))" }
      return "\(first) and \(second) lie within \(text(of: last))"
    case .soonAfter:
      if let distance { return "\(distance), limit \(text(of: last))" }
      return "\(second) follows \(first) within \(text(of: last))"
    case .intersects: return "\(first) and \(second) share a day"
    case .covers: return "\(first) covers \(second)"
    case .inside: return "\(first) lies in \(second)"
    case .allen: return "\(first) \(text(of: handles[1])) \(second)"
    case .contains, .startsWith, .endsWith, .matches: return nil
    }
  }

  /// `2026-02-03 is 1 day before 2026-02-04`, for single days.
  private func distance(_ first: UncertainDate, _ second: UncertainDate) -> String? {
    guard let start = first.day, let end = second.day else { return nil }
    let days = Int(end.number) - Int(start.number)
    if days == 0 { return "\(first) is \(second)" }
    let count = abs(days) == 1 ? "1 day" : "\(abs(days)) days"
    return "\(first) is \(count) \(days > 0 ? "before" : "after") \(second)"
  }
}

extension ArithmeticOperator {
  fileprivate var isSum: Bool { self == .add || self == .subtract }
}
