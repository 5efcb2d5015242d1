/// The lists of values that one atom allows for a variable, one for each binding of a batch.
///
/// Unsafe memory: the lists are the groups', which this object keeps.
final class ListSource {
  let groups: SortedGroups
  private let key: Operands
  /// Where the lists start in the groups' values, and where they end.
  private let places = Columns(width: 2, capacity: Batch.capacity)
  /// A list as bits, where that is made for the sake of a run of bindings with the same one.
  private(set) var bitmap: WordBitmap?
  /// The last binding for which it is known whether the bits are those of its list: see ``prepare(_:count:_:against:)``.
  private(set) var prepared = -1
  private(set) var holdsList = false

  init(
    _ source: Plan.Intersection.Source, table: Table, from batch: Batch, budget: Budget
  ) throws(EngineError) {
    groups = try table.groups(source.shape, budget: budget)
    key = Operands(source.key, of: batch)
  }

  /// Makes room for bits of the words of a domain, which all lists are in.
  func makeBitmap(over domain: ClosedRange<UInt32>) {
    bitmap = WordBitmap(over: domain)
  }

  /// Looks up the lists of a batch's bindings.
  func find(_ count: Int) {
    groups.find(key.base, count: count, starts: places.column(0), ends: places.column(1))
    prepared = -1
  }

  /// The lists of a batch, for reading in a loop; not valid for the next one.
  struct Lists {
    let values: UnsafePointer<UInt32>
    let starts: UnsafePointer<UInt32>
    let ends: UnsafePointer<UInt32>

    @inline(__always) func length(_ binding: Int) -> Int { Int(ends[binding]) - Int(starts[binding]) }

    @inline(__always) subscript(binding: Int) -> WordList {
      WordList(base: values + Int(starts[binding]), count: length(binding))
    }
  }

  var lists: Lists {
    Lists(
      values: groups.values, starts: UnsafePointer(places.column(0)), ends: UnsafePointer(places.column(1)))
  }

  /// Finds out how many bindings from here on have one list, and makes bits of it where testing these costs less than
  /// meeting each of the other lists with it. `lists` are this source's.
  @inline(__always) func prepare(_ binding: Int, count: Int, _ lists: Lists, against others: Lists) {
    guard binding > prepared else { return }
    if binding + 1 < count, lists.starts[binding + 1] == lists.starts[binding] {
      prepareRun(binding, count: count, lists, against: others)
    } else {
      prepared = binding
      holdsList = false
    }
  }

  private func prepareRun(_ binding: Int, count: Int, _ lists: Lists, against others: Lists) {
    let list = lists[binding]
    var next = binding
    var saved = 0
    repeat {
      let other = others.length(next)
      saved += WordList.cost(list.count, other) - other
      next += 1
    } while next < count && lists.starts[next] == lists.starts[binding]
      && lists.ends[next] == lists.ends[binding]
    prepared = next - 1
    guard let bitmap else { return }
    holdsList = bitmap.holds(list.base, list.count)
    guard !holdsList, list.count > 0, saved > 4 * list.count else { return }
    bitmap.take(list.base, list.count)
    holdsList = true
  }
}
