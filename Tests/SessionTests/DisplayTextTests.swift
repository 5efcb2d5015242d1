import Testing

@testable import Session

@Suite struct DisplayTextTests {
  @Test func aLineThatFitsStaysAsItIs() {
    #expect(DisplayText.refitted("Tab      completes a name", width: 40) == "Tab      completes a name")
    #expect(DisplayText.refitted("", width: 40) == "")
  }

  @Test func theRestOfALineStandsBelowItsColumn() {
    #expect(
      DisplayText.refitted("Enter      runs a complete statement, or continues it", width: 30)
        == """
        Enter      runs a complete
                   statement, or
                   continues it
        """)
  }

  @Test func theRestOfALineWithoutRoomIsSetALittleIn() {
    #expect(
      DisplayText.refitted("  one two three four five six", width: 20)
        == """
          one two three four
            five six
        """)
  }
}
