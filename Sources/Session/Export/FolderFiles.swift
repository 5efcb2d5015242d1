import Engine
import Interchange

/// Writes the files of a folder one after the other, beside the place that they will take.
struct FolderFiles: FolderSink {
  private let replacement: FolderReplacement
  private let workspace: Workspace
  private var file: Output?

  init(_ replacement: FolderReplacement, of workspace: Workspace) {
    self.replacement = replacement
    self.workspace = workspace
  }

  mutating func begin(_ path: String) throws(EngineError) {
    try end()
    do throws(FileError) {
      let output = try replacement.file(path)
      output.interrupt = workspace.engine.interrupt
      file = output
    } catch {
      throw workspace.failure(of: error)
    }
  }

  mutating func write(_ text: String) throws(EngineError) {
    file?.write(text)
    try check()
  }

  mutating func write(_ bytes: [UInt8]) throws(EngineError) {
    file?.write(bytes: bytes)
    try check()
  }

  mutating func end() throws(EngineError) {
    file?.close()
    try check()
    file = nil
  }

  private func check() throws(EngineError) {
    guard let file, let failure = file.failure else { return }
    throw workspace.failure(of: failure.error(of: file.name))
  }
}
