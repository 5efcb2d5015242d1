/// A value as the engine keeps it: a 32-bit word whose equality is the equality of values.
///
/// The top three bits say the kind, the other 29 hold a small integer or a day directly, and else the
/// number under which ``ValueStore`` keeps the value.
struct Handle: Hashable {
  enum Tag: UInt32 {
    case text = 0
    case smallInteger, largeInteger, decimal, day, date, duration
    case none
  }

  let word: UInt32

  @inline(__always) init(word: UInt32) { self.word = word }

  @inline(__always) init(_ tag: Tag, _ payload: UInt32) {
    word = tag.rawValue << Handle.payloadBits | payload
  }

  /// Stands for "no value": a variable that an alternative leaves unbound. It equals only itself.
  static let none = Handle(word: .max)

  static let payloadBits: UInt32 = 29
  static let payloadMask: UInt32 = 1 << 29 - 1
  /// The most values of one kind that handles can number.
  static let capacity = Int(payloadMask)
  /// Integers and days within `-bias ..< bias` stand in the word itself.
  private static let bias: Int64 = 1 << 28

  @inline(__always) var tag: Tag { Tag(rawValue: word >> Handle.payloadBits) ?? .none }
  /// Whether it is an integer that stands in the word itself.
  @inline(__always) var isSmallInteger: Bool { word >> Handle.payloadBits == Tag.smallInteger.rawValue }
  @inline(__always) var isText: Bool { word >> Handle.payloadBits == Tag.text.rawValue }
  @inline(__always) var payload: UInt32 { word & Handle.payloadMask }

  /// The integer or day number that stands in the word itself.
  @inline(__always) var inlineNumber: Int64 { Int64(payload) - Handle.bias }

  /// The handle of a small number, or nil where it does not fit.
  @inline(__always) static func inline(_ tag: Tag, _ number: Int64) -> Handle? {
    guard number >= -bias, number < bias else { return nil }
    return Handle(tag, UInt32(truncatingIfNeeded: number + bias))
  }

  var kind: ValueKind {
    switch tag {
    case .text: .text
    case .smallInteger, .largeInteger: .integer
    case .decimal: .decimal
    case .day, .date: .date
    case .duration: .duration
    case .none: .none
    }
  }
}

/// The kind of a value, as types and messages name it.
enum ValueKind: String, CaseIterable {
  case text, integer, decimal, date, duration
  /// Only ``Handle/none`` has it.
  case none

  /// With its article, for messages: `a date`, `an integer`.
  var phrase: String { self == .integer ? "an integer" : "a \(rawValue)" }
}

/// A set of kinds: what a column or a variable may hold.
struct KindSet: OptionSet, Hashable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }
  init(_ kind: ValueKind) {
    switch kind {
    case .text: rawValue = 1
    case .integer: rawValue = 2
    case .decimal: rawValue = 4
    case .date: rawValue = 8
    case .duration: rawValue = 16
    case .none: rawValue = 0
    }
  }

  /// The kinds of the values that words stand for.
  init(ofWords words: UnsafePointer<UInt32>, count: Int) {
    var tags: UInt32 = 0
    for index in 0..<count { tags |= 1 &<< (words[index] >> Handle.payloadBits) }
    self = []
    for tag in 0..<UInt32(8) where tags >> tag & 1 == 1 {
      formUnion(KindSet(Handle(word: tag << Handle.payloadBits).kind))
    }
  }

  /// Whether there is more than one kind.
  var isSeveral: Bool { rawValue.nonzeroBitCount > 1 }

  static let all = KindSet(rawValue: 31)
  static let text = KindSet(.text)
  static let integer = KindSet(.integer)
  static let decimal = KindSet(.decimal)
  static let number: KindSet = [.integer, .decimal]
  static let date = KindSet(.date)
  static let duration = KindSet(.duration)

  var kinds: [ValueKind] { ValueKind.allCases.filter { $0 != .none && contains(KindSet($0)) } }
  /// `a date or a text`.
  var phrase: String { kinds.map(\.phrase).joined(separator: " or ") }
}
