/// Hashes of rows and keys: a multiply and a fold a word, well spread in both halves.
enum Hashing {
  static let seed: UInt64 = 0x9e37_79b9_7f4a_7c15

  @inline(__always) static func add(_ word: UInt32, to hash: UInt64) -> UInt64 {
    let product = (hash ^ UInt64(word)) &* 0xd6e8_feb8_6659_fd93
    return product ^ product >> 32
  }

  /// The hash of a key whose words are given by their position.
  @inline(__always) static func hash(of width: Int, _ word: (Int) -> UInt32) -> UInt64 {
    var hash = seed
    for position in 0..<width { hash = add(word(position), to: hash) }
    return hash
  }

  /// Writes the hashes of a batch of keys, whose words are runs given by their position.
  @inline(__always) static func put(
    of width: Int, _ length: Int, into hashes: UnsafeMutableBufferPointer<UInt64>,
    _ run: (Int) -> UnsafePointer<UInt32>
  ) {
    for place in 0..<length { hashes[place] = seed }
    for position in 0..<width {
      let words = run(position)
      for place in 0..<length { hashes[place] = add(words[place], to: hashes[place]) }
    }
  }
}
