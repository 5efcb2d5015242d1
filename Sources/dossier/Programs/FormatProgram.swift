import Glibc
import Session
import Syntax

/// `dossier fmt FILE…`
enum FormatProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    let output = Output.standardOutput
    var status: Int32 = 0
    for path in invocation.operands {
      do throws(FileError) {
        let source = try FileBytes.source(path)
        switch Formatter.format(source) {
        case .failure(let refused):
          status = max(status, Program.report(refused.diagnostics))
        case .success(let text):
          if try !take(text, for: source, path, invocation, output) { status = 1 }
        }
      } catch {
        status = max(status, Program.report([error.diagnostic()]))
      }
    }
    return Program.finish(output, status: status)
  }

  /// Puts the text where it belongs; false where `--check` finds that it is not there yet.
  private static func take(
    _ text: String, for source: SourceText, _ path: String, _ invocation: Invocation, _ output: Output
  ) throws(FileError) -> Bool {
    let isSame = Array(text.utf8) == source.bytes
    if invocation.has(.check) {
      if !isSame { output.writeLine(source.name) }
      return isSame
    }
    if path == "-" {
      output.write(text)
    } else if !isSame {
      let file = try PendingFile(replacing: path)
      try file.write(Array(text.utf8))
      try file.commit()
      if !invocation.has(.quiet) {
        let errors = Output.standardError
        errors.writeLine("formatted \(path)")
        errors.flush()
      }
    }
    return true
  }
}
