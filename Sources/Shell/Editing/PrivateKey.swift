/// Keys that no keyboard sends: how the key reader and the editor's own commands call for a command.
/// Their codes are the C1 control characters, which `KeyReader` never lets through as typed text.
enum PrivateKey: UInt8, CaseIterable {
  // What the key reader makes of a longer sequence.
  case paste = 0x80
  case searchStep
  case interrupt
  case up, down, left, right, home, end, delete, previousWord, nextWord
  // The second half of a command that has to move the cursor first.
  case finishLine = 0x90
  case listCandidates, stop, recallPending, deleteForward

  var scalar: Unicode.Scalar { Unicode.Scalar(rawValue) }

  /// The key as `EL_BIND` reads it.
  var binding: String { "\\" + String(rawValue, radix: 8) }
}
