import Testing

/// Keys that move and change: each case types `one two three`, then the keys, and runs what is left.
@Suite struct EditingKeysTests {
  @Test(arguments: [
    ("to the beginning", Key.control("a") + "X", "Xone two three"),
    ("to the end", Key.control("a") + Key.control("e") + "X", "one two threeX"),
    ("back one character", Key.control("b") + "X", "one two threXe"),
    ("forward one character", Key.control("a") + Key.control("f") + "X", "oXne two three"),
    ("arrow left", Key.left + "X", "one two threXe"),
    ("arrow right", Key.control("a") + Key.right + "X", "oXne two three"),
    ("Home", Key.home + "X", "Xone two three"),
    ("Home, as a PC sends it", "\u{1B}[1~X", "Xone two three"),
    ("End", Key.home + Key.end + "X", "one two threeX"),
    ("back one word", Key.meta("b") + "X", "one two Xthree"),
    ("forward one word", Key.home + Key.meta("f") + "X", "oneX two three"),
    ("Ctrl-arrow left", "\u{1B}[1;5DX", "one two Xthree"),
    ("Ctrl-arrow right", Key.home + "\u{1B}[1;5CX", "oneX two three"),
    ("Backspace", Key.backspace, "one two thre"),
    ("Ctrl-H", Key.control("h"), "one two thre"),
    ("Delete", Key.home + Key.delete, "ne two three"),
    ("Ctrl-D in a line that is not empty", Key.home + Key.control("d"), "ne two three"),
    ("cut to the end", Key.meta("b") + Key.control("k"), "one two "),
    ("cut to the beginning", Key.meta("b") + Key.control("u"), "three"),
    ("cut the word before", Key.control("w"), "one two "),
    ("cut the word after", Key.home + Key.meta("d"), " two three"),
    ("put back what was cut", Key.control("w") + Key.home + Key.control("y"), "threeone two "),
    ("exchange characters", Key.home + Key.right + Key.control("t"), "noe two three"),
    ("an upper-case word", Key.home + Key.meta("u"), "ONE two three"),
    ("a tab as it is", Key.control("v") + "\t" + "X", "one two three\tX"),
    ("a function key", "\u{1B}[15~", "one two three"),
    ("Insert", "\u{1B}[2~", "one two three"),
  ])
  func key(_ name: String, _ keys: String, _ result: String) throws {
    let probe = try Probe()
    try probe.terminal.type("one two three" + keys)
    try probe.terminal.type(Key.control("e") + ".\r")
    try probe.terminal.expect(row: "got " + (result + ".").debugDescription)
  }

  @Test func clearingTheScreenLeavesThePromptAndTheLine() throws {
    let probe = try Probe()
    try probe.run("a.")
    try probe.terminal.type("one two" + Key.left + Key.control("l"))
    try probe.terminal.expect(["probe> one two"])
    try probe.terminal.type("X")
    try probe.terminal.expect(["probe> one twXo"])
  }
}
