/// Rows as 64-bit words, each column's words less the least of them in as few bits as hold them all, the first
/// column in the highest bits: the order of the words is that of the rows.
///
/// Each of the threads works on its own part of the rows.
///
/// Unsafe memory. The invariant: `words` addresses `capacity` words of this object alone, of which the first ``count``
/// are initialised.
struct PackedRows: ~Copyable {
  private var words: UnsafeMutablePointer<UInt64>
  private let capacity: Int
  private(set) var count: Int
  private let layout: Layout
  private let threads: Int
  /// Whether the rows are known to ascend, each once.
  private var isSorted = false

  /// Nil where the columns' words span more than 64 bits together.
  static func packing<Limit: Polling>(
    _ columns: Columns, count: Int, threads: Int = 1, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> PackedRows? {
    precondition(count <= columns.capacity)
    guard let layout = try Layout.of(columns, count: count, budget: budget) else { return nil }
    try budget.expect(bytes: count * 8)
    var packed = PackedRows(layout, count: count, threads: count < leastSplit ? 1 : max(1, threads))
    try packed.pack(columns, budget)
    return packed
  }

  private init(_ layout: Layout, count: Int, threads: Int) {
    self.layout = layout
    self.count = count
    self.threads = threads
    capacity = max(1, count)
    words = PackedRows.allocate(capacity)
  }

  private mutating func pack<Limit: Polling>(
    _ columns: Columns, _ budget: Limit
  ) throws(Limit.Failure) {
    let layout = layout
    nonisolated(unsafe) let (words, columns) = (words, columns)
    try forEachPiece(budget) { layout.pack(columns, $0, into: words) }
    var row = 1
    while row < count, words[row - 1] < words[row] {
      row += 1
      if row % Pieces.length == 0 { try budget.poll() }
    }
    isSorted = row >= count
  }

  deinit { words.deallocate() }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    WordMemory.preferLargePages(words, count * 8)
    return words
  }

  /// Fewer rows than this are one thread's work.
  private static let leastSplit = 1 << 16

  /// Calls a body for pieces of all rows, each thread for those of its part.
  private func forEachPiece<Limit: Polling>(
    _ budget: Limit, _ body: @escaping @Sendable (Range<Int>) -> Void
  ) throws(Limit.Failure) {
    let (count, threads) = (count, threads)
    try Threads.run(threads, budget) { (part, budget) throws(Limit.Failure) in
      for piece in Pieces(Threads.part(part, of: threads, 0..<count)) {
        try budget.poll()
        body(piece)
      }
    }
  }

  /// Writes the rows from the first on. Each is written whole before the next piece is: where that is broken off, the
  /// columns hold rows of before and rows of here, and none that is a mixture.
  func unpack<Limit: Polling>(into columns: Columns, budget: Limit = Unlimited()) throws(Limit.Failure) {
    precondition(columns.width == layout.fields.count && columns.capacity >= count)
    nonisolated(unsafe) let (words, columns) = (words, columns)
    let layout = layout
    try forEachPiece(budget) { layout.unpack(words, $0, into: columns) }
  }

  /// Puts the rows in order, each once: by digits from the lowest, O(rows) a digit. Rows with one digit keep their order.
  mutating func sort<Limit: Polling>(budget: Limit = Unlimited()) throws(Limit.Failure) {
    guard !isSorted else { return }
    // Rows that differ in nothing have no bits, and one digit.
    let digitCount = max(1, (layout.bitCount + 9) / 10)
    let width = (layout.bitCount + digitCount - 1) / digitCount
    let places = UnsafeMutablePointer<Int>.allocate(capacity: threads << width)
    defer { places.deallocate() }
    try budget.expect(bytes: capacity * 8)
    var (from, to) = (words, PackedRows.allocate(capacity))
    // Whatever happens, one of the two is kept and the other given back.
    defer {
      words = from
      to.deallocate()
    }
    for digit in 0..<digitCount {
      let pass = DigitPass(
        from: from, to: to, places: places, count: count, parts: threads, buckets: 1 << width,
        shift: UInt64(digit * width))
      try Threads.run(threads, budget) { (part, budget) throws(Limit.Failure) in
        try pass.count(part: part, budget)
      }
      pass.findPlaces()
      try Threads.run(threads, budget) { (part, budget) throws(Limit.Failure) in
        try pass.move(part: part, budget)
      }
      swap(&from, &to)
    }
    count = try PackedRows.dropRepeats(from, count, budget)
    isSorted = true
  }

  /// Moves words that ascend together, each once; gives how many they are.
  private static func dropRepeats<Limit: Polling>(
    _ words: UnsafeMutablePointer<UInt64>, _ count: Int, _ budget: Limit
  ) throws(Limit.Failure) -> Int {
    guard count > 0 else { return 0 }
    var end = 1
    for piece in Pieces(1..<count) {
      try budget.poll()
      for row in piece where words[row] != words[end - 1] {
        words[end] = words[row]
        end += 1
      }
    }
    return end
  }
}

extension PackedRows {
  /// Where each column's words are in the packed ones.
  struct Layout: Sendable {
    struct Field {
      var least: UInt32
      var bits: Int
      var shift = 0
    }

    private(set) var fields: [Field]
    let bitCount: Int

    /// Nil where the columns' words span more than 64 bits together.
    static func of<Limit: Polling>(
      _ columns: Columns, count: Int, budget: Limit
    ) throws(Limit.Failure) -> Layout? {
      var fields: [Field] = []
      for column in 0..<columns.width {
        let range = try columns.range(of: column, count: count, budget: budget) ?? 0...0
        let span = range.upperBound - range.lowerBound
        fields.append(Field(least: range.lowerBound, bits: UInt32.bitWidth - span.leadingZeroBitCount))
      }
      let layout = Layout(fields)
      return layout.bitCount <= 64 ? layout : nil
    }

    private init(_ fields: [Field]) {
      self.fields = fields
      var shift = 0
      for column in fields.indices.reversed() {
        self.fields[column].shift = shift
        shift += fields[column].bits
      }
      bitCount = shift
    }

    func pack(_ columns: Columns, _ rows: Range<Int>, into words: UnsafeMutablePointer<UInt64>) {
      (words + rows.lowerBound).initialize(repeating: 0, count: rows.count)
      for (column, field) in fields.enumerated() where field.bits > 0 {
        let source = columns.column(column)
        let (least, shift) = (field.least, UInt64(field.shift))
        for row in rows { words[row] |= UInt64(source[row] - least) << shift }
      }
    }

    func unpack(_ words: UnsafeMutablePointer<UInt64>, _ rows: Range<Int>, into columns: Columns) {
      for (column, field) in fields.enumerated() {
        let target = columns.column(column)
        let mask = field.bits == 0 ? 0 : UInt64.max >> UInt64(64 - field.bits)
        let (least, shift) = (field.least, UInt64(field.shift))
        for row in rows { target[row] = UInt32(truncatingIfNeeded: words[row] >> shift & mask) &+ least }
      }
    }
  }
}
