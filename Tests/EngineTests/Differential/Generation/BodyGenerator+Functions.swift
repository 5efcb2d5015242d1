import Syntax

extension BodyGenerator {
  /// `Y = f(X)` for a bound variable. In a recursion only functions that do not grow their argument.
  mutating func addFunction() {
    guard let (name, type) = random.pick(bound) else { return }
    let variable = Term.variable(name)
    let (value, result) =
      switch type {
      case .text, .any: ofText(variable)
      case .integer: ofInteger(variable)
      case .decimal: ofDecimal(variable)
      case .date: ofDate(variable)
      case .duration: (Term.call("to_text", [variable]), ColumnType.text)
      }
    if result == .text, permission.isRecursive, type != .text { return }
    parts.append(.compare(.variable(newVariable(of: result)), .equal, value))
  }

  private mutating func ofText(_ text: Term) -> (Term, ColumnType) {
    switch random.int(1...9) {
    case 1: (.call("length", [text]), .integer)
    case 2: (.call("lower", [text]), .text)
    case 3: (.call("upper", [text]), .text)
    case 4 where !permission.isRecursive: (.call("concat", [text, .text("-"), known(.text)]), .text)
    case 5: (.call("replace", [text, .text("t"), .text("T")]), .text)
    case 6: (.call("substring", [text, .integer(Int64(random.int(1...2))), .integer(1)]), .text)
    case 7: (.call("split", [text, .text("t"), .integer(Int64(random.int(1...2)))]), .text)
    case 8:
      // Whole, because sums of thirds depend on the order of adding.
      (
        .call(
          "floor", [.binary(.call("similarity", [text, known(.text)]), .multiply, .literal(.decimal(100)))]),
        .integer
      )
    default: (.call("trim", [text]), .text)
    }
  }

  private mutating func ofInteger(_ integer: Term) -> (Term, ColumnType) {
    switch random.int(1...5) {
    case 1: (.call("min", [integer, known(.integer)]), .integer)
    case 2: (.call("max", [integer, known(.integer)]), .integer)
    case 3: (.call("to_text", [integer]), .text)
    case 4: (.call("to_decimal", [integer]), .decimal)
    default: (.call("abs", [integer]), .integer)
    }
  }

  private mutating func ofDecimal(_ decimal: Term) -> (Term, ColumnType) {
    switch random.int(1...6) {
    case 1: (.call("round", [decimal]), .integer)
    case 2: (.call("floor", [decimal]), .integer)
    case 3: (.call("ceil", [decimal]), .integer)
    case 4: (.call("to_integer", [decimal]), .integer)
    case 5 where !permission.isRecursive: (.binary(decimal, .add, known(.decimal)), .decimal)
    default: (.call("abs", [decimal]), .decimal)
    }
  }

  private mutating func ofDate(_ date: Term) -> (Term, ColumnType) {
    switch random.int(1...8) {
    case 1...2:
      let name = random.pick(["year", "month", "day", "quarter", "weekday"]) ?? "year"
      return (.call(name, [date]), .integer)
    case 3: return (.call("days_between", [date, known(.date)]), .integer)
    case 4 where !permission.isRecursive: return (.binary(date, .add, known(.duration)), .date)
    case 5 where !permission.isRecursive: return (.binary(date, .subtract, known(.duration)), .date)
    case 6: return (.call("trunc", [date, .text(random.pick(["month", "year", "week"]) ?? "month")]), .date)
    case 7: return (.call("finish", [date]), .date)
    default: return (.call("start", [date]), .date)
    }
  }
}
