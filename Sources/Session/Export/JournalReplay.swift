import Engine
import Interchange
import Syntax

/// The dossier of a folder with its history: the steps of its journal, made again one after the other.
struct JournalReplay {
  let engine: Engine
  /// How much there is that was not before.
  private(set) var outcome = Outcome()

  /// Makes the steps again on an engine that knows nothing; nil where they do not lead to what the folder's files hold, as
  /// after one of them was edited.
  init?(_ journal: SourceText, of folder: String, on engine: Engine) {
    self.engine = engine
    guard let entries = try? JournalEntry.read(journal), !entries.isEmpty else { return nil }
    let workspace = Workspace(results: .memory(), messages: .memory())
    workspace.engine = engine
    // Steps are ended here.
    workspace.nesting += 1
    for entry in entries {
      let source = SourceText(name: journal.name, text: entry.statements)
      guard Parser.parse(source).statements.allSatisfy(Self.changesOnly) else { return nil }
      let run = Run(mode: .script, purpose: .execute, isStrict: true)
      guard workspace.execute(source, run).status == 0 else { return nil }
      engine.endStep(entry.title, of: entry.origin, at: entry.time)
    }
    let files = Workspace(results: .memory(), messages: .memory())
    guard let outcome = try? files.importFolder(folder), outcome.status == 0,
      let made = Self.texts(of: engine), let wanted = Self.texts(of: files.engine), made == wanted
    else { return nil }
    self.outcome = outcome
  }

  private static func changesOnly(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .declaration, .fact, .rule, .constraint: true
    case .command(let name, _): ["retract", "forget"].contains(name.text)
    case .query, .include, .parameter: false
    }
  }

  private static func texts(of engine: Engine) -> [String: [UInt8]]? {
    let files = FilesInMemory()
    var writer = FolderWriter(engine, FolderContents(), to: files)
    guard (try? writer.write()) != nil else { return nil }
    return files.texts
  }
}

/// The files of a folder that is never written.
private final class FilesInMemory: FolderSink {
  private(set) var texts: [String: [UInt8]] = [:]
  private var path = ""

  func begin(_ path: String) {
    self.path = path
    texts[path] = []
  }

  func write(_ text: String) { texts[path]?.append(contentsOf: text.utf8) }
  func write(_ bytes: [UInt8]) { texts[path]?.append(contentsOf: bytes) }
  func end() {}
}
