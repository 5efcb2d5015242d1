import Engine
import Glibc
import Synchronization

/// One line on a terminal that says how far long work is. It is drawn anew in its place, and leaves nothing behind.
///
/// While it is there, what is typed is not echoed, since it would stand in the line and push it up; it is kept, and read
/// when the work is done.
public final class ProgressLine {
  /// Whether a line is on the screen of standard error.
  private static let isOnScreen = Atomic<Bool>(false)
  /// Whether typing is not echoed because of it.
  private static let hidesTyping = Atomic<Bool>(false)
  /// What takes it from the screen.
  private static let erasing: StaticString = "\r\u{1B}[K"

  /// Takes the line from the screen, as a signal handler may do it that ends the program.
  public static func eraseInHandler() {
    guard isOnScreen.load(ordering: .relaxed) else { return }
    write(STDERR_FILENO, erasing.utf8Start, erasing.utf8CodeUnitCount)
    showTyping()
  }

  /// Whether the terminal cannot erase.
  static var isDumb: Bool { ["", "dumb"].contains(Path.environment("TERM") ?? "") }

  private let output: Output
  private var width = 0

  init(_ output: Output) { self.output = output }

  /// Shows a text in place of the one before, cut to the terminal's width. Nothing where others have the terminal.
  func show(_ text: String) {
    guard tcgetpgrp(STDERR_FILENO) == getpgrp() else { return clear() }
    let shown = DisplayText.cut(text, to: max(1, (output.width ?? 80) - 1))
    if width == 0 { Self.hideTyping() }
    erase()
    output.write(shown)
    output.flush()
    width = DisplayText.width(of: shown)
    Self.isOnScreen.store(true, ordering: .relaxed)
  }

  /// Takes it from the screen, where it is there.
  func clear() {
    guard width > 0 else { return }
    erase()
    output.flush()
    width = 0
    Self.isOnScreen.store(false, ordering: .relaxed)
    Self.showTyping()
  }

  private func erase() {
    guard width > 0 else { return }
    output.write(Self.isDumb ? "\r" + String(repeating: " ", count: width) + "\r" : "\(Self.erasing)")
  }

  private static func hideTyping() {
    var modes = termios()
    guard tcgetattr(STDERR_FILENO, &modes) == 0, modes.c_lflag & tcflag_t(ECHO) != 0 else { return }
    modes.c_lflag &= ~tcflag_t(ECHO)
    if tcsetattr(STDERR_FILENO, TCSANOW, &modes) == 0 { hidesTyping.store(true, ordering: .relaxed) }
  }

  private static func showTyping() {
    var modes = termios()
    // Whoever is in the background now would be stopped for it, and has lost the terminal.
    guard hidesTyping.exchange(false, ordering: .relaxed), tcgetpgrp(STDERR_FILENO) == getpgrp(),
      tcgetattr(STDERR_FILENO, &modes) == 0
    else { return }
    modes.c_lflag |= tcflag_t(ECHO)
    tcsetattr(STDERR_FILENO, TCSANOW, &modes)
  }
}

extension WorkProgress {
  /// `3 s: 1,200,000 rows derived, round 17 (Ctrl-C stops)`
  var text: String {
    let time = "\(Int(seconds)) s"
    switch state {
    case nil: return "\(time): working (Ctrl-C stops)"
    case .deriving(let rows, let round):
      let round = round.map { ", round \(Self.grouped($0))" } ?? ""
      return "\(time): \(Self.grouped(rows)) rows derived\(round) (Ctrl-C stops)"
    case .explaining(let rows):
      return "\(time): explaining, \(Self.grouped(rows)) rows looked at (Ctrl-C stops)"
    case .loading(let path, let rows, let share):
      let file = Path.lastComponent(of: path)
      if rows == 0 { return "\(time): reading \(file), \(Int(share * 100))% (Ctrl-C stops)" }
      let rate = Self.grouped(Int(Double(rows) / max(seconds, 0.001)))
      let left = share > 0 ? ", \(Int((seconds * (1 - share) / share).rounded(.up))) s left" : ""
      return "\(time): loading \(file), \(Int(share * 100))%, "
        + "\(Self.grouped(rows)) rows, \(rate) a second\(left) (Ctrl-C stops)"
    }
  }

  /// `1,200,000`
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}

extension Workspace {
  /// Begins a statement: time counts from here on, and is shown where the settings say so now.
  func beginWork() {
    engine.beginStatement()
    guard settings.progress.isOn(for: messages, isQuiet: settings.quiet) else {
      engine.observer = nil
      return
    }
    engine.observer = WorkObserver { [unowned self] progress in
      // What was written before stands above the line.
      if results.isTerminal { results.flush() }
      progressLine.show(progress.text)
    }
  }
}
