/// The paths into a JSON value that are wanted: each leads to one field.
final class PathTree {
  /// The field that the value here fills.
  var field: Int?
  private var children: [[UInt8]: PathTree] = [:]

  /// Whether it grows by the leaves of what is read, up to ``mostLeaves``.
  struct Growth {
    static let mostLeaves = 1_000
    var paths: [[[UInt8]]] = []
  }

  init(_ paths: [[[UInt8]]] = []) {
    for (index, path) in paths.enumerated() {
      var node = self
      for part in path { node = node.grownChild(part) }
      node.field = index
    }
  }

  var isLeaf: Bool { children.isEmpty }

  func child(_ part: ArraySlice<UInt8>) -> PathTree? {
    children.isEmpty ? nil : children[Array(part)]
  }

  func grownChild(_ part: [UInt8]) -> PathTree {
    if let child = children[part] { return child }
    let child = PathTree()
    children[part] = child
    return child
  }

  /// `a.b.0` as its parts.
  static func parts(of path: String) -> [[UInt8]] {
    path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
  }
}
