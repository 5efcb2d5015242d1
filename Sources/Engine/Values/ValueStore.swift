import Chronology
import Syntax

/// The dictionary between values and handles, for one engine. Values are only added, never removed.
final class ValueStore {
  var texts = TextPool()
  var integers = Numbered<Int64>()
  var decimals = Numbered<Double>()
  var dates = Numbered<UncertainDate>()
  var durations = Numbered<Period>()

  /// How many distinct texts there are.
  var textCount: Int { texts.count }

  func handle(of value: Value) -> Handle {
    switch value {
    case .text(let text): return handle(of: text)
    case .integer(let integer): return handle(of: integer)
    case .decimal(let decimal): return handle(of: decimal)
    case .date(let date): return handle(of: date)
    case .duration(let duration): return Handle(.duration, durations.number(of: duration))
    }
  }

  func handle(of text: String) -> Handle { Handle(.text, texts.number(of: text)) }

  func handle(utf8 text: UnsafeBufferPointer<UInt8>) -> Handle { Handle(.text, texts.number(of: text)) }

  @inline(__always) func handle(of integer: Int64) -> Handle {
    Handle.inline(.smallInteger, integer) ?? Handle(.largeInteger, integers.number(of: integer))
  }

  func handle(of decimal: Double) -> Handle {
    // Zero and minus zero are equal, so they are one value.
    Handle(.decimal, decimals.number(of: decimal == 0 ? 0 : decimal))
  }

  func handle(of date: UncertainDate) -> Handle {
    if let day = date.day, let handle = Handle.inline(.day, Int64(day.number)) { return handle }
    return Handle(.date, dates.number(of: date))
  }

  func value(of handle: Handle) -> Value {
    switch handle.tag {
    case .text: .text(texts[handle.payload])
    case .smallInteger: .integer(handle.inlineNumber)
    case .largeInteger: .integer(integers[handle.payload])
    case .decimal: .decimal(decimals[handle.payload])
    case .day, .date: .date(date(of: handle) ?? .unknown)
    case .duration: .duration(durations[handle.payload])
    case .none: .text("")
    }
  }

  func text(of handle: Handle) -> String? { handle.tag == .text ? texts[handle.payload] : nil }

  @inline(__always) func integer(of handle: Handle) -> Int64? {
    switch handle.tag {
    case .smallInteger: handle.inlineNumber
    case .largeInteger: integers[handle.payload]
    default: nil
    }
  }

  /// An integer or a decimal as a decimal.
  func decimal(of handle: Handle) -> Double? {
    if handle.tag == .decimal { return decimals[handle.payload] }
    return integer(of: handle).map(Double.init)
  }

  func date(of handle: Handle) -> UncertainDate? {
    switch handle.tag {
    case .day: UncertainDate(Day(number: Int32(truncatingIfNeeded: handle.inlineNumber)))
    case .date: dates[handle.payload]
    default: nil
    }
  }

  func duration(of handle: Handle) -> Period? {
    handle.tag == .duration ? durations[handle.payload] : nil
  }

  /// Grows ahead for so many values more of each kind where growing takes long, so that adding them need not.
  func makeRoom<Limit: Polling>(for added: Int, budget: Limit) throws(Limit.Failure) {
    try texts.makeRoom(for: added, budget: budget)
    try integers.makeRoom(for: added, budget: budget)
    try decimals.makeRoom(for: added, budget: budget)
  }

  /// The total order of values: numbers by size (an integer before the equal decimal), then dates,
  /// durations, texts; ``Handle/none`` first of all.
  func precedes(_ left: Handle, _ right: Handle) -> Bool {
    if left == right { return false }
    let ranks = (ValueStore.rank(left.tag), ValueStore.rank(right.tag))
    guard ranks.0 == ranks.1 else { return ranks.0 < ranks.1 }
    switch (left.tag, right.tag) {
    case (.text, _): return texts.areInIncreasingOrder(left.payload, right.payload)
    case (.day, .day), (.smallInteger, .smallInteger): return left.payload < right.payload
    case (.day, _), (.date, _): return (date(of: left) ?? .unknown) < (date(of: right) ?? .unknown)
    case (.duration, _): return Period.precedes(durations[left.payload], durations[right.payload])
    default: break
    }
    if let first = integer(of: left), let second = integer(of: right) { return first < second }
    let (first, second) = (decimal(of: left) ?? 0, decimal(of: right) ?? 0)
    return first != second ? first < second : left.tag != .decimal && right.tag == .decimal
  }

  private static func rank(_ tag: Handle.Tag) -> Int {
    switch tag {
    case .none: 0
    case .smallInteger, .largeInteger, .decimal: 1
    case .day, .date: 2
    case .duration: 3
    case .text: 4
    }
  }
}
