import Glibc

/// What a folder holds.
enum Folder {
  /// The names in a folder, sorted, without those that start with a dot; none where it cannot be read.
  static func names(in path: String) -> [String] {
    (try? contents(of: path)) ?? []
  }

  static func contents(of path: String) throws(FileError) -> [String] {
    guard let stream = opendir(path) else { throw .last(.read, path) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder where there is none; gives whether it did.
  static func make(_ path: String) throws(FileError) -> Bool {
    if mkdir(path, 0o777) == 0 { return true }
    guard errno == EEXIST else { throw .last(.write, path) }
    guard exists(path) else { throw FileError(.write, path, reason: "it is no folder") }
    return false
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether the path names something that can be read as a file.
  static func holdsFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }
}
