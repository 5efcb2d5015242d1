import Glibc
import Syntax

/// A folder of files that is written beside its place, and takes it when all is written.
///
/// Where there is nothing, or an empty folder, that is one step. Otherwise its files take their places one after the
/// other, and others stay: while they do, a mark lies in the folder that says so.
final class FolderReplacement {
  private let target: String
  private let mark: String
  private let temporary: String
  /// Paths within the folder, in the order written.
  private(set) var files: [String] = []
  private var subfolders: Set<String> = []
  private var isInPlace = false

  /// - Parameter mark: the name of the file that is there while files take their places.
  init(_ path: String, mark: String) throws(FileError) {
    target = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.mark = mark
    var template = Array((Path.resolved(target) + ".XXXXXX").utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard isMade else { throw .last(.write, path) }
    temporary = template.withUnsafeBufferPointer {
      String(decoding: $0.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    // mkdtemp makes it private; it gets the rights that a new folder would.
    let mask = umask(0)
    umask(mask)
    chmod(temporary, 0o777 & ~mask)
  }

  deinit { removeTemporary() }

  /// The file to write for a path within the folder.
  func file(_ path: String) throws(FileError) -> Output {
    if let folder = Path.directory(of: path), subfolders.insert(folder).inserted {
      _ = try Folder.make(Path.join(temporary, folder))
    }
    files.append(path)
    return try Output.replacing(Path.join(temporary, path))
  }

  /// Puts all in place, and removes those of the `owned` files that were not written.
  func commit(replacing owned: [String]) throws(FileError) {
    if rename(temporary, Path.resolved(target)) == 0 {
      isInPlace = true
      return
    }
    guard [ENOTEMPTY, EEXIST].contains(errno) else { throw .last(.write, target) }
    let known = Set(owned)
    for path in files where !known.contains(path) {
      var status = stat()
      if lstat(Path.join(target, path), &status) == 0 {
        throw FileError(
          .write, Path.join(target, path), reason: "it is not of the dossier in '\(target)', and stays")
      }
    }
    let unfinished = Path.join(target, mark)
    let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last(.write, unfinished) }
    close(descriptor)
    for folder in subfolders.sorted() { _ = try Folder.make(Path.join(target, folder)) }
    for path in files {
      guard rename(Path.join(temporary, path), Path.join(target, path)) == 0 else {
        throw .last(.write, Path.join(target, path))
      }
    }
    for path in known.subtracting(files).sorted() {
      unlink(Path.join(target, path))
      // Only where nothing is left in it.
      if let folder = Path.directory(of: path) { rmdir(Path.join(target, folder)) }
    }
    unlink(unfinished)
  }

  private func removeTemporary() {
    guard !isInPlace else { return }
    for path in files { unlink(Path.join(temporary, path)) }
    for folder in subfolders { rmdir(Path.join(temporary, folder)) }
    rmdir(temporary)
  }
}
