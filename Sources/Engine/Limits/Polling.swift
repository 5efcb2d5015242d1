/// What long work asks now and then whether to go on. Whoever calls ``poll()`` does so at least every few
/// milliseconds, so that a limit is felt at once; what it throws leaves through the work, which ends there.
///
/// Storage takes ``Unlimited`` where nothing else is given, and then throws nothing:
///
/// ```swift
/// table.endBulk()
/// try table.endBulk(budget: budget)
/// ```
protocol Polling: SendableMetatype {
  associatedtype Failure: Error

  /// Throws where the work is to end.
  func poll() throws(Failure)

  /// Throws where so many bytes more would be too much: what is called before large memory is filled.
  func expect(bytes: Int) throws(Failure)

  /// The same for another thread.
  func copy() -> Self
}

/// Work that goes on to its end.
struct Unlimited: Polling {
  @inline(__always) func poll() {}
  @inline(__always) func expect(bytes: Int) {}
  func copy() -> Unlimited { self }
}

/// A range in pieces of a length that takes well under a millisecond to work through, for a poll between them.
struct Pieces: Sequence, IteratorProtocol {
  static let length = 1 << 14

  private var rest: Range<Int>
  private let length: Int

  init(_ range: Range<Int>, length: Int = Pieces.length) {
    rest = range
    self.length = length
  }

  @inline(__always) mutating func next() -> Range<Int>? {
    guard !rest.isEmpty else { return nil }
    let piece = rest.lowerBound..<Swift.min(rest.upperBound, rest.lowerBound + length)
    rest = piece.upperBound..<rest.upperBound
    return piece
  }
}

/// Counts work of unequal steps, and polls when there has been enough.
struct WorkTally<Limit: Polling> {
  private let budget: Limit
  private var left = Pieces.length

  init(_ budget: Limit) { self.budget = budget }

  @inline(__always) mutating func add(_ steps: Int) throws(Limit.Failure) {
    left -= steps
    if left < 0 { try refill() }
  }

  private mutating func refill() throws(Limit.Failure) {
    left = Pieces.length
    try budget.poll()
  }
}

extension UnsafeMutablePointer {
  /// Copies elements to memory that holds others or none yet, a piece at a time.
  func update<Limit: Polling>(
    from source: UnsafePointer<Pointee>, count: Int, budget: Limit
  ) throws(Limit.Failure) where Pointee: BitwiseCopyable {
    for piece in Pieces(0..<count) {
      try budget.poll()
      (self + piece.lowerBound).update(from: source + piece.lowerBound, count: piece.count)
    }
  }

  /// Fills memory that holds nothing yet with an element, a piece at a time.
  func initialize<Limit: Polling>(
    repeating element: Pointee, count: Int, budget: Limit
  ) throws(Limit.Failure) where Pointee: BitwiseCopyable {
    for piece in Pieces(0..<count) {
      try budget.poll()
      (self + piece.lowerBound).initialize(repeating: element, count: piece.count)
    }
  }
}
