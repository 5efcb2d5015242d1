/// Hashes of rows and keys: a multiply and a fold a word, well spread in both halves.
enum Hashing {
  static let seed: UInt64 = 0x9e37_79b9_7f4a_7c15

  @inline(__always) static func add(_ word: UInt32, to hash: UInt64) -> UInt64 {
    let product = (hash ^ UInt64(word)) &* 0xd6e8_feb8_6659_fd93
    return product ^ product >> 32
  }
}
