import Chronology
import Syntax

extension Calculator {
  /// The truth of a comparison. `=` and `!=` are of values; the others need values of one kind and are
  /// three-valued for dates.
  @inline(__always)
  func compare(_ relation: ComparisonOperator, _ left: Handle, _ right: Handle) throws(ValueProblem) -> Truth
  {
    switch relation {
    case .equal: return left == right ? .yes : .no
    case .notEqual: return left != right ? .yes : .no
    case .less, .lessOrEqual, .greater, .greaterOrEqual: break
    }
    // Small integers and plain days stand in their words in order.
    if left.tag == right.tag, left.tag == .smallInteger || left.tag == .day {
      return truth(relation, left.payload, right.payload)
    }
    return try compareSlowly(relation, left, right)
  }

  private func compareSlowly(
    _ relation: ComparisonOperator, _ left: Handle, _ right: Handle
  ) throws(ValueProblem) -> Truth {
    guard left.kind == right.kind else { throw incomparable(relation, left, right) }
    switch left.kind {
    case .integer:
      return truth(relation, values.integer(of: left) ?? 0, values.integer(of: right) ?? 0)
    case .decimal:
      return truth(relation, values.decimal(of: left) ?? 0, values.decimal(of: right) ?? 0)
    case .text:
      let isLess = values.precedes(left, right)
      return truth(relation, left == right ? 0 : isLess ? -1 : 1, 0)
    case .duration:
      guard let first = values.duration(of: left), let second = values.duration(of: right),
        first.unit == second.unit
      else {
        throw ValueProblem(
          code: .typeMismatch,
          message: "\(show(left)) \(relation.rawValue) \(show(right)): months and days cannot be compared",
          mend: "write both in days or both in months")
      }
      return truth(relation, first.count, second.count)
    case .date:
      guard let first = values.date(of: left), let second = values.date(of: right) else { return .no }
      switch relation {
      case .less: return first.isBefore(second)
      case .lessOrEqual: return first.isAtOrBefore(second)
      case .greater: return second.isBefore(first)
      case .greaterOrEqual: return second.isAtOrBefore(first)
      case .equal, .notEqual: return left == right ? .yes : .no
      }
    case .none: return .no
    }
  }

  private func incomparable(_ relation: ComparisonOperator, _ left: Handle, _ right: Handle) -> ValueProblem {
    ValueProblem(
      code: .typeMismatch,
      message:
        "\(show(left)) \(relation.rawValue) \(show(right)): \(left.kind.phrase) and \(right.kind.phrase) cannot be compared",
      mend: Calculator.mendOfComparison(KindSet(left.kind), KindSet(right.kind)))
  }

  /// How values of kinds that differ can be compared after all.
  static func mendOfComparison(_ left: KindSet, _ right: KindSet) -> String {
    let both = left.union(right)
    if both.isSubset(of: .number) { return "make both decimals with to_decimal(…), or write 1.0 for 1" }
    if both == [.integer, .date] { return "take year(…) of the date, or write the date with @" }
    return "both sides must be of one kind"
  }

  @inline(__always)
  private func truth<Element: Comparable>(_ relation: ComparisonOperator, _ left: Element, _ right: Element)
    -> Truth
  {
    let holds =
      switch relation {
      case .equal: left == right
      case .notEqual: left != right
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      }
    return holds ? .yes : .no
  }

  /// The truth of a test such as `before(D, E)`.
  func test(_ test: BuiltinTest, _ arguments: [Handle]) throws(ValueProblem) -> Truth {
    if test.isOfDates {
      let dates = arguments.compactMap(values.date(of:))
      switch test {
      case .before, .after, .intersects, .covers, .inside:
        guard dates.count == 2 else { break }
        switch test {
        case .before: return dates[0].isBefore(dates[1])
        case .after: return dates[0].isAfter(dates[1])
        case .intersects: return dates[0].intersects(dates[1])
        case .covers: return dates[0].covers(dates[1])
        default: return dates[0].isIn(dates[1])
        }
      case .within, .soonAfter:
        guard dates.count == 2, let period = arguments.last.flatMap(values.duration(of:)) else { break }
        return test == .within
          ? dates[0].isWithin(period, of: dates[1]) : dates[0].isFollowed(within: period, by: dates[1])
      case .allen:
        guard dates.count == 2, arguments.count == 3, let name = values.text(of: arguments[1]) else { break }
        guard let relation = AllenRelation(rawValue: name) else {
          let names = AllenRelation.allCases.map(\.rawValue)
          throw ValueProblem(
            code: .invalidArgument, message: "'\(name)' is not one of Allen's relations",
            mend: nearest(to: name, among: names).map { "did you mean '\($0)'?" }
              ?? names.joined(separator: ", "))
        }
        return dates[0].allen(relation, dates[1])
      case .contains, .startsWith, .endsWith, .matches: break
      }
      throw mismatch(test.name, arguments, mend: "it takes \(test.parameters.joined(separator: ", "))")
    }
    let texts = arguments.compactMap(values.text(of:))
    guard texts.count == 2 else {
      throw mismatch(test.name, arguments, mend: "it takes \(test.parameters.joined(separator: ", "))")
    }
    switch test {
    case .contains: return texts[1].isEmpty || texts[0].utf8Contains(texts[1]) ? .yes : .no
    case .startsWith: return texts[0].utf8.starts(with: texts[1].utf8) ? .yes : .no
    case .endsWith: return texts[0].utf8.reversed().starts(with: texts[1].utf8.reversed()) ? .yes : .no
    default: return try Patterns.matches(texts[1], in: texts[0], isSpent: isSpent) ? .yes : .no
    }
  }
}

extension String {
  /// Whether the bytes of another text stand somewhere in this one.
  fileprivate func utf8Contains(_ part: String) -> Bool {
    let whole = Array(utf8)
    let part = Array(part.utf8)
    guard let first = part.first else { return true }
    guard whole.count >= part.count else { return false }
    for start in 0...(whole.count - part.count) where whole[start] == first {
      if whole[start..<start + part.count].elementsEqual(part) { return true }
    }
    return false
  }
}
