public import Engine

/// What goes into a folder beside what the engine holds.
public struct FolderContents {
  /// A file of its own: a saved query, a document's text.
  public struct File {
    /// Its name in its folder.
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  public var queries: [File] = []
  public var documents: [File] = []
  /// Statements, one a line, that set what is to be set.
  public var settings: [String] = []
  public var journal: [JournalEntry] = []

  public init() {}
}

/// Takes the files of a folder in, one after the other.
public protocol FolderSink {
  /// The file that what is written next belongs to; its folders are made.
  mutating func begin(_ path: String) throws(EngineError)
  mutating func write(_ text: String) throws(EngineError)
  mutating func write(_ bytes: [UInt8]) throws(EngineError)
  /// All is written.
  mutating func end() throws(EngineError)
}
