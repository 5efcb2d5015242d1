import Glibc

/// Takes apart what the terminal sends: characters, pasted text, and in vi mode the sequences of
/// arrow and editing keys, so that there a lone ESC need not wait for what might follow.
final class KeyReader {
  enum Key: Equatable {
    case character(Unicode.Scalar)
    /// ESC with nothing after it: the key itself, not the start of a sequence.
    case escape
    case command(PrivateKey)
    /// What stood between the two marks of a paste, line ends as `\n`, no control characters.
    case paste(String)
    /// A signal that arrived while waiting for a key.
    case signal(Int32)
    /// The terminal is gone, or sent its end.
    case end
  }

  private enum Arrival {
    case byte(UInt8)
    case signal(Int32)
    case end
  }

  /// How long after ESC the rest of a sequence may take, in milliseconds.
  private static let sequencePause: Int32 = 40
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private let input: Int32
  private let signals: SignalPipe?
  /// Arrow keys and their like are made commands here, and sequences not known are dropped.
  var readsSequences = false

  private var bytes: [UInt8] = []
  private var position = 0

  init(input: Int32, signals: SignalPipe?) {
    self.input = input
    self.signals = signals
  }

  /// Waits for the next key.
  func next() -> Key {
    while true {
      switch arrival() {
      case .signal(let number): return .signal(number)
      case .end: return .end
      case .byte(0x1B):
        if let key = sequence() { return key }
      case .byte(let byte):
        if let scalar = character(startingWith: byte) { return .character(scalar) }
      }
    }
  }

  /// The rest of a line, up to its end, for a terminal that edits lines itself; the part read so far
  /// is lost when a signal arrives.
  func nextLine() -> (text: String, last: Key) {
    var line: [UInt8] = []
    while true {
      switch arrival() {
      case .signal(let number): return ("", .signal(number))
      case .end: return (String(decoding: line, as: UTF8.self), .end)
      case .byte(UInt8(ascii: "\n")): return (String(decoding: line, as: UTF8.self), .character("\n"))
      case .byte(let byte): line.append(byte)
      }
    }
  }

  // MARK: Characters

  /// One character of UTF-8; nil for bytes that are none, and for C1 control characters.
  private func character(startingWith first: UInt8) -> Unicode.Scalar? {
    let length =
      switch first {
      case ..<0x80: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 1 else { return length == 1 ? Unicode.Scalar(first) : nil }
    var encoded = [first]
    while encoded.count < length {
      guard let next = peek(0, within: 1000), next & 0xC0 == 0x80 else { return nil }
      position += 1
      encoded.append(next)
    }
    guard let text = String(validating: encoded, as: UTF8.self), let scalar = text.unicodeScalars.first
    else { return nil }
    return (0x80...0x9F).contains(scalar.value) ? nil : scalar
  }

  // MARK: Sequences

  /// What an ESC just read begins; nil for a sequence that is dropped.
  private func sequence() -> Key? {
    switch peek(0, within: Self.sequencePause) {
    case nil: return .escape
    case UInt8(ascii: "["): return controlSequence()
    case UInt8(ascii: "O") where readsSequences:
      guard let final = peek(1, within: Self.sequencePause) else { return .character("\u{1B}") }
      position += 2
      return Self.commands["[" + String(UnicodeScalar(final))].map { .command($0) }
    default: return .character("\u{1B}")
    }
  }

  /// `ESC [`, numbers, a letter. Only a paste, and in vi mode every one of them, is taken here; libedit
  /// gets the others as they are.
  private func controlSequence() -> Key? {
    var length = 1
    while let byte = peek(length, within: Self.sequencePause), (0x20...0x3F).contains(byte) { length += 1 }
    guard let final = peek(length, within: 0), (0x40...0x7E).contains(final) else {
      return .character("\u{1B}")
    }
    let sequence = String(decoding: bytes[position...(position + length)], as: UTF8.self)
    if sequence == "[200~" {
      position += length + 1
      return .paste(paste())
    }
    guard readsSequences else { return .character("\u{1B}") }
    position += length + 1
    return Self.commands[sequence].map { .command($0) }
  }

  private static let commands: [String: PrivateKey] = [
    "[A": .up, "[B": .down, "[C": .right, "[D": .left, "[H": .home, "[F": .end,
    "[1~": .home, "[7~": .home, "[4~": .end, "[8~": .end, "[3~": .delete,
    "[1;5C": .nextWord, "[1;3C": .nextWord, "[1;5D": .previousWord, "[1;3D": .previousWord,
  ]

  // MARK: Pastes

  private func paste() -> String {
    var pasted: [UInt8] = []
    reading: while true {
      switch arrival(takesSignals: false) {
      case .byte(let byte):
        pasted.append(byte)
        if byte == UInt8(ascii: "~"), pasted.suffix(Self.pasteEnd.count) == Self.pasteEnd[...] {
          pasted.removeLast(Self.pasteEnd.count)
          break reading
        }
      case .end: break reading
      case .signal: continue
      }
    }
    return Self.cleaned(String(decoding: pasted, as: UTF8.self))
  }

  /// Line ends of every kind as `\n`; tabs stay; other control characters go.
  static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": result.append("\n")
      case "\n": if !afterReturn { result.append("\n") }
      case "\t": result.append("\t")
      default:
        if scalar.properties.generalCategory != .control { result.append(scalar) }
      }
      afterReturn = scalar == "\r"
    }
    return String(result)
  }

  // MARK: Bytes

  /// A byte that has not been taken yet; nil when it does not come in time.
  private func peek(_ offset: Int, within milliseconds: Int32) -> UInt8? {
    while bytes.count - position <= offset {
      guard wait(milliseconds: milliseconds, forSignals: false), fill() else { return nil }
    }
    return bytes[position + offset]
  }

  /// The next byte, or a signal that came before it was looked at: a terminal that has changed its size
  /// must be known to have before the next key is drawn.
  private func arrival(takesSignals: Bool = true) -> Arrival {
    while true {
      if takesSignals, let number = signals?.next() { return .signal(number) }
      if position < bytes.count {
        position += 1
        return .byte(bytes[position - 1])
      }
      if wait(milliseconds: -1, forSignals: takesSignals), !fill() { return .end }
    }
  }

  /// True when there is something to read; false after the time, or when a signal came first.
  private func wait(milliseconds: Int32, forSignals: Bool) -> Bool {
    var waiting = [pollfd(fd: input, events: Int16(POLLIN), revents: 0)]
    if forSignals, let signals {
      waiting.append(pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0))
    }
    let ready = poll(&waiting, nfds_t(waiting.count), milliseconds)
    return ready > 0 && waiting[0].revents != 0 && (waiting.count == 1 || waiting[1].revents == 0)
  }

  /// Reads what is there; false at the end of the input.
  private func fill() -> Bool {
    if position == bytes.count {
      bytes.removeAll(keepingCapacity: true)
      position = 0
    }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(input, &chunk, chunk.count)
    if count > 0 {
      bytes.append(contentsOf: chunk[..<count])
      return true
    }
    return count < 0 && (errno == EINTR || errno == EAGAIN)
  }
}
