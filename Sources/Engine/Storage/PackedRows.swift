/// Rows as 64-bit words, each column's words less the least of them in as few bits as hold them all, the first
/// column in the highest bits: the order of the words is that of the rows.
///
/// Unsafe memory. The invariant: `words` and `spare` each address `capacity` words of this object alone, of which the
/// first ``count`` of `words` are initialised.
struct PackedRows: ~Copyable {
  private struct Field {
    var least: UInt32
    var bits: Int
    var shift: Int
  }

  private var words: UnsafeMutablePointer<UInt64>
  private var spare: UnsafeMutablePointer<UInt64>?
  private let capacity: Int
  private(set) var count: Int
  private let fields: [Field]
  private let bitCount: Int
  /// Whether the rows are known to ascend, each once.
  private var isSorted = true

  /// Nil where the columns' words span more than 64 bits together.
  init?(_ columns: Columns, count: Int) {
    precondition(count <= columns.capacity)
    var fields: [Field] = []
    for column in 0..<columns.width {
      let words = columns.column(column)
      var (least, greatest) = (UInt32.max, UInt32.min)
      for row in 0..<count {
        least = min(least, words[row])
        greatest = max(greatest, words[row])
      }
      let span = least <= greatest ? greatest - least : 0
      fields.append(Field(least: least, bits: UInt32.bitWidth - span.leadingZeroBitCount, shift: 0))
    }
    var shift = 0
    for column in fields.indices.reversed() {
      fields[column].shift = shift
      shift += fields[column].bits
    }
    guard shift <= 64 else { return nil }
    self.fields = fields
    bitCount = shift
    capacity = max(1, count)
    self.count = count
    words = .allocate(capacity: capacity)
    for (column, field) in fields.enumerated() {
      let source = columns.column(column)
      let (least, shift) = (field.least, UInt64(field.shift))
      if column == 0 {
        for row in 0..<count { words[row] = UInt64(source[row] - least) << shift }
      } else if field.bits > 0 {
        for row in 0..<count { words[row] |= UInt64(source[row] - least) << shift }
      }
    }
    for row in 1..<max(1, count) where words[row - 1] >= words[row] {
      isSorted = false
      break
    }
  }

  deinit {
    words.deallocate()
    spare?.deallocate()
  }

  /// Puts the rows in order, each once: by digits from the lowest, O(rows) a digit. Each of the threads counts and
  /// moves its part of the rows, so that rows with one digit keep their order.
  mutating func sort(threads: Int = 1) {
    guard !isSorted else { return }
    // Rows that differ in nothing have no bits, and one digit.
    let digitCount = max(1, (bitCount + 9) / 10)
    let width = (bitCount + digitCount - 1) / digitCount
    let buckets = 1 << width
    let parts = count < PackedRows.leastSplit ? 1 : max(1, threads)
    let places = UnsafeMutablePointer<Int>.allocate(capacity: parts * buckets)
    defer { places.deallocate() }
    let other = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    spare = other
    var (from, to) = (words, other)
    for digit in 0..<digitCount {
      let pass = DigitPass(
        from: from, to: to, places: places, count: count, parts: parts, buckets: buckets,
        shift: UInt64(digit * width))
      Threads.run(parts) { pass.count(part: $0) }
      pass.findPlaces()
      Threads.run(parts) { pass.move(part: $0) }
      swap(&from, &to)
    }
    to.deallocate()
    spare = nil
    words = from
    dropRepeats()
    isSorted = true
  }

  /// Fewer rows than this are sorted by one thread.
  private static let leastSplit = 1 << 16

  /// One pass of the sort over words in parts. Parts write to places of their own only.
  private struct DigitPass: @unchecked Sendable {
    let from: UnsafeMutablePointer<UInt64>
    let to: UnsafeMutablePointer<UInt64>
    /// For each part and bucket, how many words there are, and then where the next one goes.
    let places: UnsafeMutablePointer<Int>
    let count: Int
    let parts: Int
    let buckets: Int
    let shift: UInt64

    private func rows(_ part: Int) -> Range<Int> { (count * part / parts)..<(count * (part + 1) / parts) }

    @inline(__always) private func bucket(_ word: UInt64) -> Int {
      Int(truncatingIfNeeded: word >> shift & UInt64(buckets - 1))
    }

    func count(part: Int) {
      let places = places + part * buckets
      places.initialize(repeating: 0, count: buckets)
      for row in rows(part) { places[bucket(from[row])] += 1 }
    }

    func findPlaces() {
      var place = 0
      for bucket in 0..<buckets {
        for part in 0..<parts {
          let length = places[part * buckets + bucket]
          places[part * buckets + bucket] = place
          place += length
        }
      }
    }

    func move(part: Int) {
      let places = places + part * buckets
      for row in rows(part) {
        let word = from[row]
        let bucket = bucket(word)
        to[places[bucket]] = word
        places[bucket] += 1
      }
    }
  }

  private mutating func dropRepeats() {
    guard count > 0 else { return }
    var end = 1
    for row in 1..<count where words[row] != words[end - 1] {
      words[end] = words[row]
      end += 1
    }
    count = end
  }

  /// Writes the rows from the first on.
  func unpack(into columns: Columns) {
    precondition(columns.width == fields.count && columns.capacity >= count)
    for (column, field) in fields.enumerated() {
      let target = columns.column(column)
      let mask = field.bits == 0 ? 0 : UInt64.max >> UInt64(64 - field.bits)
      for row in 0..<count {
        target[row] = UInt32(truncatingIfNeeded: words[row] >> UInt64(field.shift) & mask) &+ field.least
      }
    }
  }
}
