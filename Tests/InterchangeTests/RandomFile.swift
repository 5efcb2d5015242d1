/// Random numbers that are the same for the same seed (SplitMix64).
struct RandomNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

  /// A number from 0 to below `limit`.
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, limit)))
  }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func of<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// Bytes such as somebody may have in a file, most of them nearly right.
struct RandomFile {
  private var random: RandomNumbers

  init(seed: UInt64) { random = RandomNumbers(seed: seed) }

  mutating func chance(_ percent: Int) -> Bool { random.chance(percent) }
  mutating func below(_ limit: Int) -> Int { random.below(limit) }

  /// Lines of two fields, with quotes, line feeds and separators where none belong now and then.
  mutating func delimited(_ separator: UInt8) -> [UInt8] {
    var bytes: [UInt8] = chance(5) ? [0xEF, 0xBB, 0xBF] : []
    let fields = [
      "a", "b c", "", "1", "2019-01-02", "ü", "日本", "x\"y", "\"\"", "\"q\"", "\"q,\t;r\"", "\"two\nlines\"",
      "\"d\"\"q\"",
      "\"open", "\"closed\" after", "\r", "\"cr\"\r", "\\t", "\\",
    ]
    for _ in 0..<random.below(20) {
      let width = chance(90) ? 2 : random.below(4)
      for column in 0..<width {
        if column > 0 { bytes.append(separator) }
        bytes += random.of(fields).utf8
      }
      bytes += random.of(["\n", "\n", "\n", "\r\n", ""]).utf8
    }
    if chance(40) { damage(&bytes) }
    return bytes
  }

  /// Lines of JSON, how many of them are objects with the wanted path, and how many are no JSON.
  mutating func jsonLines() -> (bytes: [UInt8], good: Int, bad: Int) {
    let good = [
      #"{"a": "x"}"#, #" { "b" : [1, {"c": null}], "a" : 2.5e-3 } "#, #"{"a": {"deep": [[[]]]}}"#,
      #"{"a": "\u00e9\"\\"}"#,
      #"{"a": true, "b": "}{"}"#,
    ]
    let bad = [
      #"{"a": "x""#, #"{"a" "x"}"#, #"{"a": 1,}"#, #"{'a': 1}"#, #"{"a": .5}"#, "[", "nothing",
      #"{"a": "\q"}"#,
      #"{"a": 1} {"a": 2}"#, "\"a\"", "{\"a\": \"\u{1}\"}",
    ]
    var lines: [String] = [good[0]]
    var counts = (good: 1, bad: 0)
    for _ in 0..<random.below(20) {
      switch random.below(10) {
      case 0...5:
        lines.append(random.of(good))
        counts.good += 1
      case 6...8:
        lines.append(random.of(bad))
        counts.bad += 1
      default: lines.append(random.of(["", "  ", "\t"]))
      }
    }
    let end = random.of(["\n", "\r\n"])
    return (Array((lines.joined(separator: end) + random.of(["", end])).utf8), counts.good, counts.bad)
  }

  /// Rows of GDELT, with wrong fields and too few of them now and then.
  mutating func events() -> [UInt8] {
    var text = ""
    let columns = random.of([57, 58, 61])
    for row in 0..<random.below(20) {
      var fields = Array(repeating: "", count: chance(90) ? columns : random.below(70) + 1)
      func put(_ place: Int, _ value: String) { if fields.indices.contains(place) { fields[place] = value } }
      put(0, "\(row)")
      put(1, random.of(["20191024", "20191024", "20191024", "2019", "20190230", "", "x"]))
      put(7, random.of(["USA", "KAZ", "", "eur", "\u{FFFD}"]))
      put(17, random.of(["PAK", "USA", ""]))
      put(26, random.of(["042", "043", "057", "036", "0231", "111", "190", "", "12345", "a"]))
      text += fields.joined(separator: "\t") + random.of(["\n", "\n", "\n", "\r\n", ""])
    }
    var bytes = Array(text.utf8)
    if chance(30) { damage(&bytes) }
    return bytes
  }

  /// Changes, removes or adds a few bytes.
  mutating func damage(_ bytes: inout [UInt8]) {
    for _ in 0...random.below(4) where !bytes.isEmpty {
      let place = random.below(bytes.count)
      switch random.below(4) {
      case 0: bytes[place] = random.of([0x22, 0x0A, 0x0D, 0x09, 0x2C, 0x00, 0xFF, 0xC3, 0x5C])
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(random.below(256)), at: place)
      default: bytes.removeLast(min(bytes.count, random.below(8)))
      }
    }
  }
}
