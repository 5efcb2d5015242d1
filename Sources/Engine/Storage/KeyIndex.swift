/// The rows of a table by the values of some of its columns.
///
/// Rows up to a point, the *base*, are grouped by key, so that the rows of a key lie together; those after it are a
/// chain a key, newest first. When the chains have grown long the base is made anew. A range of rows that ends
/// at or after the base's end can therefore be read without looking at a row's number in the base.
///
/// Unsafe memory is in the buffers' hands; the invariant here: `starts` has one number a key of the base and one
/// more, ascending up to `baseCount`, and every row in `rows`, `heads` and `next` is below ``rowCount``.
final class KeyIndex {
  let key: [Int]
  private let columns: Columns
  private var numbering: KeyNumbering
  private(set) var baseCount = 0
  private var starts = WordBuffer()
  private var rows = WordBuffer()
  /// A key's newest row after the base, plus one.
  private var heads = WordBuffer()
  /// The next older row after the base with the same key, plus one, by row after the base.
  private var next = WordBuffer()
  private(set) var rowCount = 0
  /// Columns in the order of ``rows``.
  private var payloads: [Int: Payload] = [:]

  /// A column of the base in the order of the groups.
  final class Payload {
    fileprivate var words = WordBuffer()
    var pointer: UnsafePointer<UInt32> { UnsafePointer(words.base) }
  }

  init(of columns: Columns, on key: [Int]) {
    precondition(!key.isEmpty && key.allSatisfy { $0 >= 0 && $0 < columns.width })
    self.columns = columns
    self.key = key
    numbering = KeyNumbering(of: columns, on: key)
    starts.resize(to: 1)
  }

  var keyCount: Int { numbering.count }

  var bytes: Int {
    numbering.bytes + starts.bytes + rows.bytes + heads.bytes + next.bytes
      + payloads.values.reduce(0) { $0 + $1.words.bytes }
  }

  // MARK: Keeping up

  /// Takes in the rows up to `count`. The base may come to hold those below `stable` only.
  func extend(to count: Int, stable: Int) {
    let tail = count - baseCount
    if stable > baseCount, tail > 256, tail * 2 > baseCount {
      rebuild(to: stable)
    }
    guard count > rowCount else { return }
    next.resize(to: count - baseCount)
    for row in rowCount..<count { chain(row, number: numbering.findOrAdd(row)) }
    rowCount = count
  }

  private func chain(_ row: Int, number: Int) {
    if number >= heads.count { heads.resize(to: max(number + 1, heads.count * 2)) }
    next[row - baseCount] = heads[number]
    heads[number] = UInt32(row + 1)
  }

  /// Groups the rows below `count`, and chains those after it anew.
  private func rebuild(to count: Int) {
    var numbers = WordBuffer()
    numbers.resize(to: count)
    // Numbers of the rows that are in the base or chained already are found again by key.
    for row in 0..<count { numbers[row] = UInt32(numbering.findOrAdd(row)) }
    let keys = keyCount
    starts.resize(to: 0)
    starts.resize(to: keys + 1)
    for row in 0..<count { starts[Int(numbers[row]) + 1] += 1 }
    for number in 0..<keys { starts[number + 1] += starts[number] }
    var places = WordBuffer()
    places.resize(to: keys)
    for number in 0..<keys { places[number] = starts[number] }
    rows.resize(to: count)
    for row in 0..<count {
      let number = Int(numbers[row])
      rows[Int(places[number])] = UInt32(row)
      places[number] += 1
    }
    let wanted = Array(payloads.keys)
    let known = rowCount
    baseCount = count
    rowCount = max(count, known)
    heads.resize(to: 0)
    heads.resize(to: keys)
    next.resize(to: 0)
    next.resize(to: rowCount - count)
    if known > count {
      for row in count..<known { chain(row, number: numbering.findOrAdd(row)) }
    }
    for column in wanted { fill(column) }
  }

  // MARK: Looking up

  /// The number of a key of one column, or -1.
  @inline(__always) func number(of word: UInt32) -> Int { numbering.number(of: word) }

  /// The number of a key whose words are given by their position in ``key``, or -1.
  @inline(__always) func number(_ word: (Int) -> UInt32) -> Int { numbering.number(word) }

  /// Writes the number of each word of a run, or `UInt32.max` for none.
  func numbers(of words: UnsafePointer<UInt32>, count: Int, into numbers: UnsafeMutablePointer<UInt32>) {
    for place in 0..<count { numbers[place] = UInt32(truncatingIfNeeded: numbering.number(of: words[place])) }
  }

  /// The index as it is now, for reading in a loop; no longer valid once the index has been extended.
  struct View {
    let starts: UnsafePointer<UInt32>
    let startCount: Int
    let rows: UnsafePointer<UInt32>
    let heads: UnsafePointer<UInt32>
    let headCount: Int
    let next: UnsafePointer<UInt32>
    let baseCount: Int

    /// As ``KeyIndex/base(_:)``.
    @inline(__always) func base(_ number: Int) -> Range<Int> {
      number + 1 < startCount ? Int(starts[number])..<Int(starts[number + 1]) : 0..<0
    }

    /// As ``KeyIndex/newest(_:)``.
    @inline(__always) func newest(_ number: Int) -> Int { number < headCount ? Int(heads[number]) - 1 : -1 }

    /// As ``KeyIndex/older(than:)``.
    @inline(__always) func older(than row: Int) -> Int { Int(next[row - baseCount]) - 1 }
  }

  var view: View {
    View(
      starts: starts.base, startCount: starts.count, rows: rows.base, heads: heads.base,
      headCount: heads.count,
      next: next.base, baseCount: baseCount)
  }

  /// The places of a key's rows in the base; see ``row(at:)`` and ``payload(_:)``.
  @inline(__always) func base(_ number: Int) -> Range<Int> {
    number >= 0 && number + 1 < starts.count ? Int(starts[number])..<Int(starts[number + 1]) : 0..<0
  }

  @inline(__always) func row(at place: Int) -> Int { Int(rows[place]) }

  /// A column of the base in the order of its places, made when first asked for.
  func payload(_ column: Int) -> Payload {
    if let payload = payloads[column] { return payload }
    payloads[column] = Payload()
    fill(column)
    return payloads[column] ?? Payload()
  }

  private func fill(_ column: Int) {
    guard let payload = payloads[column] else { return }
    payload.words.resize(to: baseCount)
    let words = columns.column(column)
    for place in 0..<baseCount { payload.words[place] = words[Int(rows[place])] }
  }

  /// The newest row of a key after the base, or -1.
  @inline(__always) func newest(_ number: Int) -> Int {
    number >= 0 && number < heads.count ? Int(heads[number]) - 1 : -1
  }

  /// The next older row after the base with the same key, or -1.
  @inline(__always) func older(than row: Int) -> Int { Int(next[row - baseCount]) - 1 }
}
