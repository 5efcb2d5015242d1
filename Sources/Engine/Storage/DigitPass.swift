/// One pass of a sort by digits over words in parts, a thread each.
///
/// Unsafe memory. The invariant: `from` and `to` address `count` words, `places` `parts * buckets` numbers; a part reads its
/// own words and writes to places of its own only, which ``findPlaces()`` has made disjoint.
struct DigitPass: @unchecked Sendable {
  let from: UnsafeMutablePointer<UInt64>
  let to: UnsafeMutablePointer<UInt64>
  /// For each part and bucket, how many words there are, and then where the next one goes.
  let places: UnsafeMutablePointer<Int>
  let count: Int
  let parts: Int
  let buckets: Int
  let shift: UInt64

  private func rows(_ part: Int) -> Range<Int> { Threads.part(part, of: parts, 0..<count) }

  @inline(__always) private func bucket(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: word >> shift & UInt64(buckets - 1))
  }

  func count<Limit: Polling>(part: Int, _ budget: Limit) throws(Limit.Failure) {
    let places = places + part * buckets
    places.initialize(repeating: 0, count: buckets)
    for piece in Pieces(rows(part)) {
      try budget.poll()
      for row in piece { places[bucket(from[row])] += 1 }
    }
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

  func move<Limit: Polling>(part: Int, _ budget: Limit) throws(Limit.Failure) {
    let places = places + part * buckets
    for piece in Pieces(rows(part)) {
      try budget.poll()
      for row in piece {
        let word = from[row]
        let bucket = bucket(word)
        to[places[bucket]] = word
        places[bucket] += 1
      }
    }
  }
}
