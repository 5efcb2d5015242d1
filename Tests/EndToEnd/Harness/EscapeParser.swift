/// Takes a program's output apart into characters, control characters and escape sequences.
struct EscapeParser {
  enum Action {
    case character(Unicode.Scalar)
    case control(UInt8)
    /// `ESC [`, parameters, and the letter at the end.
    case sequence(parameters: String, final: Character)
  }

  private enum State {
    case text, escape, charset
    case sequence(String)
    /// The bytes of a character so far, and how many are still to come.
    case encoded([UInt8], Int)
  }

  private var state = State.text

  mutating func next(_ byte: UInt8) -> Action? {
    switch state {
    case .text: return text(byte)
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .sequence("")
      case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
      default: state = .text
      }
    case .charset: state = .text
    case .sequence(let parameters):
      let character = Character(Unicode.Scalar(byte))
      if (0x40...0x7E).contains(byte) {
        state = .text
        return .sequence(parameters: parameters, final: character)
      }
      state = .sequence(parameters + String(character))
    case .encoded(let bytes, let missing):
      let all = bytes + [byte]
      if missing > 1 {
        state = .encoded(all, missing - 1)
        return nil
      }
      state = .text
      return String(decoding: all, as: UTF8.self).unicodeScalars.first.map { .character($0) }
    }
    return nil
  }

  private mutating func text(_ byte: UInt8) -> Action? {
    switch byte {
    case 0x1B: state = .escape
    case ..<0x20, 0x7F: return .control(byte)
    case 0x20..<0x7F: return .character(Unicode.Scalar(byte))
    case 0xC0..<0xE0: state = .encoded([byte], 1)
    case 0xE0..<0xF0: state = .encoded([byte], 2)
    case 0xF0..<0xF8: state = .encoded([byte], 3)
    default: return .character("\u{FFFD}")
    }
    return nil
  }
}
