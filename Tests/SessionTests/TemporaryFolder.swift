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
    Self.remove(path)
  }

  /// With all that is in it.
  private static func remove(_ path: String) {
    guard let stream = opendir(path) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      if entry.pointee.d_type == UInt8(DT_DIR) {
        remove("\(path)/\(name)")
      } else {
        unlink("\(path)/\(name)")
      }
    }
    rmdir(path)
  }

  func remove(_ name: String) throws(FileError) {
    if unlink("\(path)/\(name)") != 0 { throw FileError.last(.write, name) }
  }

  /// The bytes of all files of a folder in it, by their paths there.
  func files(of folder: String) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    func collect(_ place: String, _ prefix: String) {
      for name in Folder.names(in: place) {
        if Folder.exists("\(place)/\(name)") {
          collect("\(place)/\(name)", prefix + name + "/")
        } else {
          found[prefix + name] = try? FileBytes.contents(of: "\(place)/\(name)")
        }
      }
    }
    collect("\(path)/\(folder)", "")
    return found
  }

  /// Writes a file; returns its path.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws(FileError) -> String {
    let file = try PendingFile(replacing: "\(path)/\(name)")
    try file.write(Array(bytes))
    try file.commit()
    return "\(path)/\(name)"
  }
}
