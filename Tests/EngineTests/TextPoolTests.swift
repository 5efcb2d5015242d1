import Testing

@testable import Engine

/// Texts and other values that are numbered in the order of first use.
@Suite struct TextPoolTests {
  @Test func textsOfAllLengthsAreToldApart() {
    var pool = TextPool()
    var texts: [String] = []
    for length in 0..<40 {
      let text = String(repeating: "x", count: length)
      texts.append(text)
      // One byte is different, at each place.
      for place in 0..<length { texts.append(text.prefix(place) + "y" + text.dropFirst(place + 1)) }
    }
    for (number, text) in texts.enumerated() { #expect(pool.number(of: text) == UInt32(number)) }
    for (number, text) in texts.enumerated() {
      #expect(pool.number(of: text) == UInt32(number))
      #expect(pool[UInt32(number)] == text)
    }
    #expect(pool.count == texts.count)
    #expect(pool[UInt32(texts.count)] == "")
  }

  @Test func batchesGiveTheNumbersOfSingleTexts() {
    var single = TextPool()
    var batched = TextPool()
    for batch in 0..<20 {
      let texts = (0..<1000).map { "text \(($0 * 7919 + batch * 331) % 9000)" }
      let bytes = Array(texts.joined().utf8)
      var spans: [TextSpan] = []
      for text in texts {
        spans.append(
          TextSpan(start: (spans.last?.start ?? 0) + (spans.last?.count ?? 0), count: text.utf8.count))
      }
      let numbers = [UInt32](unsafeUninitializedCapacity: spans.count) { numbers, filled in
        spans.withUnsafeBufferPointer { spans in
          bytes.withUnsafeBufferPointer { bytes in
            if let source = bytes.baseAddress, let target = numbers.baseAddress {
              batched.number(spans, of: source, into: target)
            }
          }
        }
        filled = spans.count
      }
      #expect(numbers == texts.map { single.number(of: $0) })
    }
    #expect(batched.count == single.count)
  }

  @Test func numbersOfAnotherPoolAreGivenAgain() {
    var first = TextPool()
    var second = TextPool()
    for text in ["a", "b", "c"] { _ = first.number(of: text) }
    for text in ["c", "", "d", "a"] { _ = second.number(of: text) }
    #expect(first.numbers(of: second) == [2, 3, 4, 0])
  }

  @Test func numberedValuesAreToldApart() {
    var numbered = Numbered<Int64>()
    let values = (0..<5000).map { Int64($0) << 32 } + (0..<5000).map { Int64.min + Int64($0) }
    for (number, value) in values.enumerated() where number > 0 { _ = numbered.number(of: value) }
    for (number, value) in values.enumerated() where number > 0 {
      #expect(numbered.number(of: value) == UInt32(number - 1))
      #expect(numbered[UInt32(number - 1)] == value)
    }
  }
}
