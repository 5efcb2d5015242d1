/// Looking up in words that ascend.
extension UnsafePointer<UInt32> {
  /// The first of some places, in which words ascend, whose word is no less than another; their end where there is none.
  @inline(__always) func firstPlace(in places: Range<Int>, notBelow word: UInt32) -> Int {
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
