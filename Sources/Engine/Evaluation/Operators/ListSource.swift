/// The lists of values that one atom allows for a variable, one for each binding of a batch.
///
/// Unsafe memory: the lists are the groups', which this object keeps.
final class ListSource {
  let groups: SortedGroups
  private let key: Operands
  /// Where the lists start in the groups' values, and where they end.
  private let places = Columns(width: 2, capacity: Batch.capacity)
  /// A list as bits, where that is made for the sake of a run of bindings with the same one.
  private let bitmap: WordBitmap?
  /// The last binding of the batch for which ``prepare(_:count:against:)`` has decided.
  private var decided = -1

  init(_ source: Plan.Intersection.Source, table: Table, from batch: Batch) {
    groups = table.groups(source.shape)
    key = Operands(source.key, of: batch)
    bitmap = nil
  }

  /// The same source with room for bits of the words of a domain.
  init(_ other: ListSource, over domain: ClosedRange<UInt32>) {
    groups = other.groups
    key = other.key
    bitmap = WordBitmap(over: domain)
  }

  /// Looks up the lists of a batch's bindings.
  func find(_ count: Int) {
    groups.find(key.base, count: count, starts: places.column(0), ends: places.column(1))
    decided = -1
  }

  @inline(__always) func list(_ binding: Int) -> WordList {
    let start = Int(places.column(0)[binding])
    return WordList(base: groups.values + start, count: Int(places.column(1)[binding]) - start)
  }

  @inline(__always) func length(_ binding: Int) -> Int {
    Int(places.column(1)[binding]) - Int(places.column(0)[binding])
  }

  /// The bits of a list, if they are those that there are.
  @inline(__always) func bits(of list: WordList) -> WordBitmap? {
    guard let bitmap, bitmap.holds(list.base, list.count) else { return nil }
    return bitmap
  }

  /// Makes bits of a binding's list where it is that of the next bindings too and testing these bits costs less than
  /// meeting each of the other lists with it.
  @inline(__always) func prepare(_ binding: Int, count: Int, against other: (Int) -> Int) {
    guard binding > decided, let bitmap else { return }
    decide(binding, count, bitmap, against: other)
  }

  private func decide(_ binding: Int, _ count: Int, _ bitmap: WordBitmap, against other: (Int) -> Int) {
    let list = list(binding)
    let (starts, length) = (places.column(0), list.count)
    var next = binding
    var saved = 0
    while next < count, starts[next] == starts[binding], self.length(next) == length {
      saved += WordList.cost(length, other(next)) - other(next)
      next += 1
    }
    decided = next - 1
    guard length > 0, !bitmap.holds(list.base, length), saved > 4 * length else { return }
    bitmap.take(list.base, length)
  }
}
