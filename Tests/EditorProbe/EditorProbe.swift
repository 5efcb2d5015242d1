import Shell
import Synchronization

/// The line editor on its own, for tests to type at: it says what it was given, and completes fixed
/// names.
@main
enum EditorProbe {
  static func main() {
    var configuration = LineEditor.Configuration()
    configuration.usesColor = CommandLine.arguments.contains("--color")
    configuration.usesViKeys = CommandLine.arguments.contains("--vi")
    configuration.program = "probe"
    let language = ProbeLanguage()
    guard let editor = LineEditor(configuration, delegate: language) else {
      print("no terminal")
      return
    }
    let flag = ProbeFlag()
    let ending = ReadLoop(editor, interrupt: flag).run { text in
      switch text {
      case "quit.": return false
      case "wait.": wait(for: flag)
      default: print("got \(text.debugDescription)")
      }
      return true
    }
    switch ending {
    case .left: print("left")
    case .killed(let signal): ReadLoop.endProcess(by: signal)
    }
  }

  /// Computes until it is stopped.
  private static func wait(for flag: ProbeFlag) {
    print("waiting")
    while !flag.isRequested {}
    print("stopped")
  }
}

final class ProbeFlag: Interruptible {
  private let state = Atomic(false)

  var isRequested: Bool { state.load(ordering: .relaxed) }
  func request() { state.store(true, ordering: .relaxed) }
  func clear() { state.store(false, ordering: .relaxed) }
}
