internal import SQLite

/// A dossier's file: what an engine knows and how it came to know it, durable step by step.
///
/// The way of a step: an engine's `Step` → ``record(_:in:at:)`` → one transaction: the values that are new
/// (``ValueDictionary``), the facts (``FactTable``), citations, rules and shapes, and the change that takes it back. The way
/// back: ``load(into:)`` for what holds, ``recall(_:into:)`` for the steps of earlier sessions.
///
/// An archive has one owner and is used from one thread.
package final class Archive {
  /// How a file is opened.
  package enum Access: Sendable {
    /// To be read and written; made where there is none.
    case create
    case readWrite
    case readOnly
  }

  package let path: String
  let connection: Connection

  init(path: String, connection: Connection) {
    self.path = path
    self.connection = connection
  }
}
