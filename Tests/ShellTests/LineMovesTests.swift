import Testing

@testable import Shell

/// Up and down between the lines of one text.
@Suite struct LineMovesTests {
  private let text = "abcdef\né東x\n\nlong line"

  @Test(
    arguments: [
      (0, nil), (6, nil), (7, 0), (9, 1), (12, 2), (13, 3), (14, 7), (15, 14), (24, 14),
    ] as [(Int, Int?)])
  func above(_ cursor: Int, target: Int?) {
    #expect(LineEditor.lineAbove(cursor, in: text) == target)
  }

  @Test(
    arguments: [
      (0, 7), (1, 9), (2, 12), (3, 13), (6, 13), (7, 14), (13, 14), (14, 15), (15, nil), (24, nil),
    ] as [(Int, Int?)])
  func below(_ cursor: Int, target: Int?) {
    #expect(LineEditor.lineBelow(cursor, in: text) == target)
  }
}
