import Testing

@testable import Session

@Suite struct QuantityTests {
  @Test(arguments: [
    ("10s", 10), ("500ms", 0.5), ("2m", 120), ("1h", 3600), ("7", 7), ("1.5s", 1.5), ("10S", 10),
  ])
  func timesAreRead(text: String, seconds: Double) {
    #expect(Quantity.seconds(text) == seconds)
  }

  @Test(arguments: ["", "s", "0", "0s", "-1s", "ten", "10x", "1e3s", ".5s", "10 s", "99999999999h"])
  func otherTimesAreRefused(text: String) {
    #expect(Quantity.seconds(text) == nil)
  }

  @Test(arguments: [
    ("2g", 2 << 30), ("512m", 512 << 20), ("64k", 64 << 10), ("1000", 1000), ("1.5k", 1536), ("2GB", 2 << 30),
  ])
  func amountsOfMemoryAreRead(text: String, bytes: Int) {
    #expect(Quantity.bytes(text) == bytes)
  }

  @Test(arguments: ["", "g", "0", "-2g", "two", "2p", "99999999999t"])
  func otherAmountsAreRefused(text: String) {
    #expect(Quantity.bytes(text) == nil)
  }

  @Test(arguments: ["10s", "500ms", "1.5s", "120s"])
  func aTimeIsShownAsItIsRead(text: String) throws {
    #expect(Quantity.text(seconds: try #require(Quantity.seconds(text))) == text)
  }

  @Test(arguments: ["2g", "1536m", "64k", "1000"])
  func anAmountIsShownAsItIsRead(text: String) throws {
    #expect(Quantity.text(bytes: try #require(Quantity.bytes(text))) == text)
  }

  @Test(arguments: [
    (420_000, "0.42 ms"), (12_340_000, "12.3 ms"), (999_000_000, "999 ms"), (4_560_000_000, "4.56 s"),
  ])
  func timingHasThreeFigures(nanoseconds: Int, text: String) {
    #expect(Clock.text(nanoseconds) == text)
  }
}
