/// The columns of a table or a batch: `width` flat runs of 32-bit words, all of one capacity.
///
/// Unsafe memory. The invariant: `base` addresses `width` pointers, each to `capacity` words that belong to
/// this object alone; the owner reads only words that it has written. ``column(_:)`` and ``reserve(_:)`` are the only
/// ways in, and both check their argument.
final class Columns {
  let width: Int
  private(set) var capacity: Int
  private let base: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>

  init(width: Int, capacity: Int) {
    precondition(width >= 0 && capacity >= 0)
    self.width = width
    self.capacity = capacity
    base = .allocate(capacity: max(1, width))
    for column in 0..<width { (base + column).initialize(to: WordMemory.take(capacity)) }
  }

  deinit {
    for column in 0..<width { WordMemory.give(base[column], capacity) }
    base.deallocate()
  }

  /// The words of one column. Valid until ``reserve(_:)`` next grows the columns: take it anew after
  /// anything that may insert.
  @inline(__always) func column(_ column: Int) -> UnsafeMutablePointer<UInt32> {
    precondition(column >= 0 && column < width)
    return base[column]
  }

  /// The pointers to all columns; they are updated in place when the columns grow.
  @inline(__always) var pointers: UnsafePointer<UnsafeMutablePointer<UInt32>> { UnsafePointer(base) }

  /// Copies the first `count` rows of other columns to rows from `first` on, for which there must be room.
  @inline(__always)
  func write(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, count: Int, at first: Int) {
    write(from: source, 0..<count, at: first)
  }

  /// Copies some rows of other columns to rows from `first` on, for which there must be room.
  @inline(__always)
  func write(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, _ rows: Range<Int>, at first: Int) {
    precondition(first >= 0 && rows.lowerBound >= 0 && first + rows.count <= capacity)
    for column in 0..<width {
      (base[column] + first).update(from: source[column] + rows.lowerBound, count: rows.count)
    }
  }

  /// The least and the greatest of a column's first `count` words; nil where there are none.
  func range<Limit: Polling>(
    of column: Int, count: Int, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> ClosedRange<UInt32>? {
    precondition(count <= capacity)
    guard count > 0 else { return nil }
    let words = self.column(column)
    var (least, greatest) = (words[0], words[0])
    for piece in Pieces(0..<count) {
      try budget.poll()
      for row in piece {
        least = min(least, words[row])
        greatest = max(greatest, words[row])
      }
    }
    return least...greatest
  }

  /// Gives back the room for more than `count` rows.
  func trim(to count: Int) {
    guard count < capacity else { return }
    for column in 0..<width { base[column] = WordMemory.resize(base[column], from: capacity, to: count) }
    capacity = count
  }

  /// Makes room for at least `count` rows.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    let larger = max(count, capacity * 2, 16)
    for column in 0..<width { base[column] = WordMemory.resize(base[column], from: capacity, to: larger) }
    capacity = larger
  }
}
