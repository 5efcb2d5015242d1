import Glibc

@testable import Session

/// A folder for one test's files, gone with it.
final class TemporaryFolder {
  let path: String

  init() throws(FileError) {
    var template = Array("/tmp/dossier-test-XXXXXX".utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard isMade else { throw FileError.last(.write, path) }
  }

  deinit {
    for name in Folder.names(in: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  func remove(_ name: String) throws(FileError) {
    if unlink("\(path)/\(name)") != 0 { throw FileError.last(.write, name) }
  }

  /// Writes a file; returns its path.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws(FileError) -> String {
    let file = try PendingFile(replacing: "\(path)/\(name)")
    try file.write(Array(bytes))
    try file.commit()
    return "\(path)/\(name)"
  }
}
