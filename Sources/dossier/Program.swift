import Glibc
import Session
import Syntax

/// The program: arguments in, exit status out.
enum Program {
  static let version = "0.1.0"

  /// 0 done; 1 an error in what was given; 2 wrong usage; 3 a limit reached; 130 interrupted.
  static func run(_ arguments: [String]) -> Int32 {
    // A reader that has gone is seen by the write that fails, which can then clean up.
    signal(SIGPIPE, SIG_IGN)
    do throws(UsageError) {
      return try ArgumentParser.parse(arguments).run()
    } catch {
      return refuse(error)
    }
  }

  /// Says what is wrong with the command line.
  static func refuse(_ error: UsageError) -> Int32 {
    let errors = Output.standardError
    errors.writeLine(error.text)
    errors.flush()
    return 2
  }

  /// Writes to standard output and says how that went.
  static func show(_ text: String) -> Int32 {
    let output = Output.standardOutput
    output.writeLine(text)
    return finish(output, status: 0)
  }

  /// The status for the end of a program that has written to `output`.
  static func finish(_ output: Output, status: Int32) -> Int32 {
    output.close()
    switch output.failure {
    case nil: return status
    case .closed: return endByBrokenPipe()
    case .interrupted: return 130
    case .failed(let reason):
      let errors = Output.standardError
      errors.writeLine("error: cannot write '\(output.name)': \(reason)")
      errors.flush()
      return 1
    }
  }

  /// Ends as a program does whose reader has gone: by SIGPIPE, so that a shell sees what it expects.
  static func endByBrokenPipe() -> Int32 {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    return 128 + SIGPIPE
  }
}

extension Program {
  /// Reports mistakes that come before there is a workspace; the status for them.
  static func report(_ diagnostics: [Diagnostic]) -> Int32 {
    let errors = Output.standardError
    let renderer = DiagnosticRenderer(color: ColorChoice.auto.isOn(for: errors), width: errors.width)
    for diagnostic in diagnostics { errors.writeLine(renderer.render(diagnostic)) }
    errors.flush()
    return 1
  }
}
