import Glibc

/// The files of this package, and the data that may lie beside it.
enum PackageFiles {
  /// The folder that holds Package.swift.
  static let root: String = {
    var folder = Substring(#filePath)
    for _ in 0..<3 {
      folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    }
    return String(folder)
  }()

  /// The article that the sample is taken from; not part of the package.
  static let article = read("../shared/data/article-2026-02-05.txt")

  /// The table of visits to the United States; not part of the package.
  static let visits = read("../shared/data/visits-to-us.tsv")

  /// The bytes of a file, by its path from the root; nil where it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen("\(root)/\(path)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return ferror(file) == 0 ? bytes : nil }
      bytes += buffer[..<count]
    }
  }

  static func text(_ path: String) -> String? {
    read(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The paths from the root of all files in a folder and the folders in it, in order.
  static func files(in folder: String) -> [String] {
    guard let directory = opendir("\(root)/\(folder)") else { return [] }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      let path = "\(folder)/\(name)"
      let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      paths += isFolder ? files(in: path) : [path]
    }
    return paths.sorted()
  }

  /// The names, without the ending, of the files directly in a folder that end so.
  static func names(in folder: String, ending: String) -> [String] {
    files(in: folder).compactMap { path in
      let name = path.dropFirst(folder.count + 1)
      guard name.hasSuffix(ending), !name.contains("/") else { return nil }
      return String(name.dropLast(ending.count))
    }
  }
}
