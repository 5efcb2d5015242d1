package import Engine
import Synchronization

/// How much of a file has been read, by however many threads.
package final class LoadingWork: Work, Sendable {
  private let path: String
  /// The bytes that are to be read: twice a file's where it is read twice.
  private let size: Int
  private let bytes = Atomic<Int>(0)
  private let rows = Atomic<Int>(0)

  package init(path: String, size: Int) {
    self.path = path
    self.size = size
  }

  /// Notes what has been read since the last call.
  package func add(bytes: Int, rows: Int) {
    self.bytes.add(bytes, ordering: .relaxed)
    self.rows.add(rows, ordering: .relaxed)
  }

  package var progress: WorkState {
    let share = Double(bytes.load(ordering: .relaxed)) / Double(max(1, size))
    return .loading(path: path, rows: rows.load(ordering: .relaxed), share: min(1, share))
  }
}
