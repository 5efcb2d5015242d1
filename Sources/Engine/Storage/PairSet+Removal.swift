extension PairSet {
  /// Takes a pair out, if it is here.
  mutating func remove(_ key: UInt32, _ value: UInt32) {
    let number = directory.number(of: key)
    guard number >= 0, remove(PairSet.storable(value), from: entries + number) else { return }
    entries[number].count -= 1
    count -= 1
  }

  /// Gives whether a storable value was in an entry; the caller counts it. The form stays as it is.
  private func remove(_ value: UInt32, from entry: UnsafeMutablePointer<Entry>) -> Bool {
    let held = Int(entry.pointee.count)
    switch entry.pointee.form {
    case .inline:
      if held > 0, entry.pointee.first == value {
        entry.pointee.first = entry.pointee.second
        return true
      }
      return held > 1 && entry.pointee.second == value
    case .list:
      guard let block = entry.pointee.block,
        let place = (0..<held).first(where: { block[$0] == value })
      else { return false }
      block[place] = block[held - 1]
      return true
    case .hash:
      guard let block = entry.pointee.block else { return false }
      return removeHashed(value, from: block, size: 1 << Int(entry.pointee.log))
    case .bitmap:
      guard let block = entry.pointee.block else { return false }
      let place = Int(value >> 5) - Int(entry.pointee.first)
      guard place >= 0, place < 1 << Int(entry.pointee.log), block[place] >> (value & 31) & 1 == 1 else {
        return false
      }
      block[place] &= ~(1 << (value & 31))
      return true
    }
  }

  private func removeHashed(_ value: UInt32, from block: UnsafeMutablePointer<UInt32>, size: Int) -> Bool {
    let mask = size - 1
    var hole = PairSet.hash(value) & mask
    while block[hole] != value {
      if block[hole] == PairSet.empty { return false }
      hole = (hole + 1) & mask
    }
    // What stands after it moves up, unless that would be before its own place.
    var slot = hole
    while true {
      slot = (slot + 1) & mask
      let other = block[slot]
      guard other != PairSet.empty else { break }
      if (slot - PairSet.hash(other)) & mask >= (slot - hole) & mask {
        block[hole] = other
        hole = slot
      }
    }
    block[hole] = PairSet.empty
    return true
  }
}
