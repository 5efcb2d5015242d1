import CEdit
import Glibc

// What happens between libedit's asking for a key and its getting one.
extension LineEditor {
  /// Gives libedit its next character: 1, or 0 at the end of the input.
  func readKey(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    guard let character else { return 0 }
    // The prompt is on the screen: what follows is not waited for.
    history.load()
    guard let scalar = nextCharacter() else { return 0 }
    character.pointee = wchar_t(bitPattern: scalar.value)
    return 1
  }

  private func nextCharacter() -> Unicode.Scalar? {
    while true {
      let next = takeRepeated() ?? keys.next()
      switch next {
      case .signal(let number):
        switch act(on: number) {
        case .key(let key): return key.scalar
        case .leave: return nil
        case .wait: continue
        }
      case .end:
        return nil
      default:
        if search != nil { return searchKey(for: next) }
        return character(for: next)
      }
    }
  }

  private func takeRepeated() -> KeyReader.Key? {
    defer { repeated = nil }
    return repeated
  }

  private func character(for next: KeyReader.Key) -> Unicode.Scalar {
    switch next {
    case .character(let scalar): return scalar
    case .escape, .end, .signal: return "\u{1B}"
    case .command(let command): return command.scalar
    case .paste:
      key = next
      return PrivateKey.paste.scalar
    }
  }

  /// A search sees what can be searched for and the keys that steer it; any other key ends it and then
  /// does what it always does.
  private func searchKey(for next: KeyReader.Key) -> Unicode.Scalar {
    switch next {
    case .character(let scalar) where SearchSession.steers(scalar):
      key = next
    case .character("\r") where search?.endsWithEnter == true:
      key = next
    // In vi mode it goes on to command mode.
    case .escape where !keys.readsSequences:
      key = next
    case .paste:
      key = next
    default:
      key = nil
      repeated = next
    }
    return PrivateKey.searchStep.scalar
  }

  // MARK: Signals

  private enum Reaction {
    case key(PrivateKey)
    case leave, wait
  }

  private func act(on signal: Int32) -> Reaction {
    switch signal {
    case SIGINT:
      return .key(.interrupt)
    case SIGTSTP:
      return .key(.stop)
    case SIGTERM, SIGHUP:
      if signal == SIGTERM { terminal.write("\n") }
      ending = .killed(signal)
      return .leave
    case SIGCONT:
      resume()
    case SIGWINCH:
      signals?.discard(SIGWINCH)
      fitToSize()
    default:
      break
    }
    return .wait
  }
}
