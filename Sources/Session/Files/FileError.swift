import Glibc
import Interchange
public import Syntax

/// Why a file could not be read or written.
public struct FileError: Error, Hashable, Sendable {
  public enum Action: String, Sendable { case read, write }

  public var action: Action
  /// The path as the user gave it.
  public var path: String
  /// What the system said, in lower case and without a full stop: `no such file or directory`.
  public var reason: String
  /// A file of a like name beside the missing one.
  public var alternative: String?

  public init(_ action: Action, _ path: String, reason: String, alternative: String? = nil) {
    self.action = action
    self.path = path
    self.reason = reason
    self.alternative = alternative
  }

  /// The reason that the last call into the system left in `errno`.
  static func last(_ action: Action, _ path: String) -> FileError {
    FileError(action, path, reason: reason(of: errno))
  }

  /// The system's words for an error number, as they stand in the middle of a message.
  static func reason(of number: Int32) -> String { SystemWords.reason(of: number) }

  public var message: String { "cannot \(action.rawValue) '\(path)': \(reason)" }

  /// As a diagnostic at the place that names the file, where there is one.
  public func diagnostic(at range: SourceRange? = nil, in source: SourceText? = nil) -> Diagnostic {
    Diagnostic(
      .error, action == .read ? .unreadableFile : .unwritableFile, message, at: range, in: source,
      mend: alternative.map { "did you mean '\($0)'?" })
  }
}
