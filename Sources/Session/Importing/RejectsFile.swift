import Interchange

/// The file that bad rows are written to: each as the imported file has it, below a line that starts with `# ` and says
/// where it stood and what is wrong with it.
final class RejectsFile {
  let output: Output

  /// The file takes its place when ``close()`` is called.
  init(_ path: String) throws(FileError) { output = try Output.replacing(path) }

  func write(_ row: RejectedRow, of path: String) {
    // Nothing in the reason may end its line.
    output.writeLine(
      "# \(Path.lastComponent(of: path)):\(row.number): \(DisplayText.visible(row.reason))")
    output.write(bytes: row.raw)
    if row.raw.last != UInt8(ascii: "\n") { output.write("\n") }
  }

  func close() throws(FileError) {
    output.close()
    switch output.failure {
    case nil: break
    case .closed: throw FileError(.write, output.name, reason: "nobody reads it")
    case .interrupted: throw FileError(.write, output.name, reason: "interrupted")
    case .failed(let reason): throw FileError(.write, output.name, reason: reason)
    }
  }
}
