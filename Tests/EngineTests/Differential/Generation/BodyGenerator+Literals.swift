import Syntax

extension BodyGenerator {
  private enum Extra {
    case comparison, dateTest, textTest, arithmetic, function, equation, negatedAtom, negatedGroup,
      disjunction
    case aggregate
  }

  /// Up to so many further literals; none that the bound variables do not allow.
  mutating func add(extras count: Int) {
    for _ in 0..<count {
      let hasDates = bound.contains { $0.type == .date }
      let hasTexts = bound.contains { $0.type == .text }
      let hasIntegers = bound.contains { $0.type == .integer }
      let extra = random.pick(weighted: [
        (6, Extra.comparison), (hasDates ? 14 : 0, .dateTest), (hasTexts ? 2 : 0, .textTest),
        (hasIntegers ? 4 : 0, .arithmetic), (bound.isEmpty ? 0 : 4, .function), (3, .equation),
        (lower.isEmpty ? 0 : 5, .negatedAtom), (lower.isEmpty ? 0 : 3, .negatedGroup), (4, .disjunction),
        (lower.isEmpty ? 0 : 4, .aggregate),
      ])
      switch extra {
      case .comparison: parts.append(comparison())
      case .dateTest: parts.append(dateTest())
      case .textTest: parts.append(textTest())
      case .arithmetic: addArithmetic()
      case .function: addFunction()
      case .equation: addEquation()
      case .negatedAtom: parts.append(negatedAtom())
      case .negatedGroup: parts.append(negatedGroup())
      case .disjunction: addDisjunction()
      case .aggregate: addAggregate()
      case nil: break
      }
    }
  }

  /// A comparison of a bound variable with another value of its kind.
  mutating func comparison() -> Formula {
    let type = random.pick(bound)?.type ?? .integer
    // Months and days have no order, so durations are only compared for equality.
    let relations: [ComparisonOperator] =
      type == .duration
      ? [.equal, .notEqual, .notEqual]
      : [.notEqual, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal]
    let relation = random.pick(relations) ?? .notEqual
    let left = known(type, constant: 10)
    let formula = Formula.compare(left, relation, known(type, constant: 40, besides: left))
    return type == .date ? doubted(formula) : random.chance(10) ? .not(formula) : formula
  }

  /// A test on dates as it is, or under `possibly`, `not`, or both.
  private mutating func doubted(_ test: Formula) -> Formula {
    switch random.int(1...10) {
    case 1...2: .possibly(test)
    case 3...4: .not(test)
    case 5: .not(.possibly(test))
    case 6: .possibly(.not(test))
    default: test
    }
  }

  mutating func dateTest() -> Formula {
    let first = known(.date, constant: 10)
    let second = known(.date, constant: 50, besides: first)
    switch random.int(1...10) {
    case 1...2:
      return doubted(
        .test(random.pick(["within", "soon_after"]) ?? "within", [first, second, known(.duration)]))
    case 3...4:
      let relations = [
        "before", "meets", "overlaps", "starts", "during", "finishes", "equals", "after", "met_by",
        "overlapped_by", "started_by", "contains", "finished_by",
      ]
      return doubted(.test("allen", [first, .text(random.pick(relations) ?? "during"), second]))
    case 5: return comparison()
    default:
      let name = random.pick(["before", "after", "intersects", "covers", "in"]) ?? "before"
      return doubted(.test(name, [first, second]))
    }
  }

  private mutating func textTest() -> Formula {
    if random.chance(20) { return .test("matches", [known(.text, constant: 0), .text("^t[0-2]|o")]) }
    let name = random.pick(["contains", "starts_with", "ends_with"]) ?? "contains"
    let part = random.chance(30) ? known(.text) : .text(random.pick(["t", "1", "o", ""]) ?? "t")
    let test = Formula.test(name, [known(.text, constant: 0), part])
    return random.chance(20) ? .not(test) : test
  }

  /// `Z = X + Y`, kept within bounds where the result may return to the rule.
  private mutating func addArithmetic() {
    let operation = random.pick(ArithmeticOperator.allCases) ?? .add
    let left = known(.integer, constant: 10)
    let right = known(.integer, constant: 50)
    if operation == .divide || operation == .modulo, !(permission.mayFail && random.chance(70)) {
      parts.append(.compare(right, .notEqual, .integer(0)))
      isOrdered = true
    }
    let value = Term.binary(left, operation, right)
    if random.chance(15) {
      parts.append(.compare(value, random.pick([.less, .greaterOrEqual, .equal]) ?? .less, known(.integer)))
      return
    }
    let result = newVariable(of: .integer)
    parts.append(.compare(.variable(result), .equal, value))
    if permission.isRecursive {
      parts.append(.compare(.variable(result), .less, .integer(10)))
      parts.append(.compare(.variable(result), .greater, .integer(-10)))
    }
  }

  private mutating func addEquation() {
    let type = random.pick(bound)?.type ?? .text
    let value = known(type)
    parts.append(.compare(.variable(newVariable(of: type)), .equal, value))
  }
}
