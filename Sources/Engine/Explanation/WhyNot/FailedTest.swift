import Chronology
import Syntax

/// A comparison, a test or an equation that is not true of some values: in words, and by how much.
struct FailedTest {
  let words: String
  let closeness: Closeness
  /// Whether it is true for some of the days that uncertain dates may be.
  let isUnknown: Bool

  init(
    _ test: TestLiteral, _ solution: [Handle], _ clause: Clause, _ words: LiteralWords, _ evaluator: Evaluator
  ) {
    let sides = FailedTest.values(of: test.arguments, solution, evaluator)
    guard let values = sides.values else {
      self.init(words: sides.problem, closeness: FailedTest.far, isUnknown: false)
      return
    }
    let isUnknown = !test.acceptsUnknown && FailedTest.truth(of: test, values, evaluator) == .unknown
    if isUnknown {
      self.init(
        words: "possible, not certain: \(words.applied(test, solution))", closeness: .possible,
        isUnknown: true)
      return
    }
    let said =
      FailedTest.distance(in: test, values, words, evaluator)
      ?? FailedTest.said(of: test, values, words, solution, evaluator)
    let distance =
      values.count < 2
      ? 1 : ValueDifference(asked: values[1], found: values[0], values: evaluator.catalog.values).distance
    self.init(words: said, closeness: Closeness(rank: .near, distance: distance), isUnknown: false)
  }

  init(
    _ left: PlacedExpression, _ right: PlacedExpression, _ solution: [Handle], _ clause: Clause,
    _ words: LiteralWords, _ evaluator: Evaluator
  ) {
    let sides = FailedTest.values(of: [left, right], solution, evaluator)
    guard let values = sides.values, values.count == 2 else {
      self.init(words: sides.problem, closeness: FailedTest.far, isUnknown: false)
      return
    }
    // What is computed is another value than the one that is known.
    let isRightComputed = left.expression.isOperand && !right.expression.isConstant
    let (found, asked) = isRightComputed ? (values[1], values[0]) : (values[0], values[1])
    let difference = ValueDifference(asked: asked, found: found, values: evaluator.catalog.values)
    let written = words.written(isRightComputed ? right : left, in: clause)
    let isPlain = left.expression.isConstant && right.expression.isConstant
    self.init(
      words: isPlain ? "it is never so" : "\(written) is \(difference.words)",
      closeness: Closeness(rank: .near, distance: difference.distance), isUnknown: false)
  }

  private init(words: String, closeness: Closeness, isUnknown: Bool) {
    self.words = words
    self.closeness = closeness
    self.isUnknown = isUnknown
  }

  private static let far = Closeness(rank: .other, distance: 1)

  private static func values(
    of arguments: [PlacedExpression], _ solution: [Handle], _ evaluator: Evaluator
  ) -> (values: [Handle]?, problem: String) {
    var values: [Handle] = []
    for argument in arguments {
      do throws(ValueProblem) {
        guard let value = try evaluator.calculator.evaluate(argument.expression, { solution[$0] }),
          value != .none
        else {
          let open = argument.expression.variables.map { evaluator.calculator.show(solution[$0]) }
          return (nil, "it has no value for \(open.joined(separator: ", "))")
        }
        values.append(value)
      } catch {
        return (nil, "it cannot be computed: \(error.message)")
      }
    }
    return (values, "")
  }

  /// `2026-03-10 is 33 days after 2026-02-05, limit 30d`, of tests of the order of two dates that share no day.
  private static func distance(
    in test: TestLiteral, _ values: [Handle], _ words: LiteralWords, _ evaluator: Evaluator
  ) -> String? {
    var limit = ""
    switch test.kind {
    case .comparison(let relation): if relation == .equal || relation == .notEqual { return nil }
    case .builtin(let builtin):
      switch builtin {
      case .before, .after: break
      case .within, .soonAfter: limit = values.last.map { ", limit \(evaluator.calculator.show($0))" } ?? ""
      case .intersects, .covers, .inside, .allen, .contains, .startsWith, .endsWith, .matches: return nil
      }
    }
    guard values.count >= 2, let first = evaluator.catalog.values.date(of: values[0]),
      let second = evaluator.catalog.values.date(of: values[1]),
      let distance = ValueDifference.phrase(from: second, to: first)
    else { return nil }
    return "\(first) is \(distance) \(second)\(limit)"
  }

  /// `30 >= 50 fails by 20`, after what its arguments are where they are computed.
  private static func said(
    of test: TestLiteral, _ values: [Handle], _ words: LiteralWords, _ solution: [Handle],
    _ evaluator: Evaluator
  ) -> String {
    var computed: [String] = []
    var plain = test
    for (index, value) in values.enumerated() where !test.arguments[index].expression.isOperand {
      plain.arguments[index].expression = .operand(.constant(value))
      computed.append(
        "\(words.text(of: test.arguments[index].expression, solution)) = \(evaluator.calculator.show(value))")
    }
    var said = words.applied(plain, solution) + (test.isNegated ? " holds" : " fails")
    if !test.isNegated, case .comparison(let relation) = test.kind, relation != .notEqual, relation != .equal,
      let gap = gap(values, evaluator)
    {
      said += " by \(gap)"
    }
    return (computed + [said]).joined(separator: "; ")
  }

  private static func truth(of test: TestLiteral, _ values: [Handle], _ evaluator: Evaluator) -> Truth? {
    do throws(ValueProblem) {
      switch test.kind {
      case .comparison(let relation) where values.count == 2:
        return try evaluator.calculator.compare(relation, values[0], values[1])
      case .builtin(let builtin): return try evaluator.calculator.test(builtin, values)
      case .comparison: return nil
      }
    } catch {
      return nil
    }
  }

  /// How far apart two different numbers are.
  private static func gap(_ values: [Handle], _ evaluator: Evaluator) -> String? {
    guard values.count == 2, values[0] != values[1] else { return nil }
    let store = evaluator.catalog.values
    if let first = store.integer(of: values[0]), let second = store.integer(of: values[1]) {
      let (gap, overflow) = first.subtractingReportingOverflow(second)
      return overflow ? nil : String(gap.magnitude)
    }
    guard let first = store.decimal(of: values[0]), let second = store.decimal(of: values[1]) else {
      return nil
    }
    return Value.decimal(abs(first - second)).plainText
  }
}

extension Expression {
  fileprivate var isOperand: Bool { if case .operand = self { true } else { false } }
  fileprivate var isConstant: Bool { if case .operand(.constant) = self { true } else { false } }
}
