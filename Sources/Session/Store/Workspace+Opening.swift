import Archive
import Engine
import Syntax

extension Workspace {
  /// How a dossier's file is opened.
  public enum StoreAccess: Sendable {
    /// To keep what is done; made where there is none.
    case readWrite
    case readOnly
    /// What it holds is taken in, and what is done with it is kept nowhere.
    case contentsOnly
  }

  /// Opens a dossier at the start of a session that knows nothing yet.
  @discardableResult
  public func openStore(_ path: String, _ access: StoreAccess = .readWrite) -> Outcome {
    do throws(ArchiveError) {
      let archive = try Archive.open(path, access == .readWrite ? .create : .readOnly)
      try archive.load(into: engine)
      if access != .contentsOnly { store = archive }
      name = Path.stem(of: path)
      takeSettings(of: archive)
      return Outcome()
    } catch {
      if error.reason == .interrupted { return failure(EngineError.stopped(.interrupted)) }
      return failure(EngineError.invalid([error.diagnostic()]))
    }
  }

  /// Goes on with another dossier. A file that is not there is made: it takes in what the session has, where that is kept
  /// nowhere yet.
  func open(_ path: String, readOnly: Bool) throws(ArchiveError) {
    let isNew = !readOnly && !Folder.holdsFile(path) && !Folder.exists(path)
    let archive = try Archive.open(path, readOnly ? .readOnly : .create)
    if isNew, store == nil, !engine.steps.isEmpty {
      try takeIn(archive)
    } else {
      let fresh = freshEngine()
      try archive.load(into: fresh)
      tellWhatIsLeft()
      engine = fresh
      forgetWhatWasShown()
      if isNew { notice("\(path) is new and holds nothing yet") }
    }
    store = archive
    name = Path.stem(of: path)
    takeSettings(of: archive)
  }

  /// An engine that knows nothing, with what was set for the one at hand.
  private func freshEngine() -> Engine {
    let fresh = Engine(today: engine.today, interrupt: engine.interrupt)
    fresh.limits = engine.limits
    fresh.threads = engine.threads
    fresh.profileClock = engine.profileClock
    fresh.keepsHistory = true
    return fresh
  }

  /// Has a dossier's file that holds nothing yet take in a folder with all its steps; nil where there is no such file, or
  /// the folder's journal does not lead to what its files hold.
  func takeIn(_ journal: SourceText?, of folder: String) throws(ArchiveError) -> Outcome? {
    guard let store, !store.isReadOnly, engine.scopes.isEmpty, let journal,
      let replay = JournalReplay(journal, of: folder, on: freshEngine())
    else { return nil }
    store.begin(with: replay.engine)
    do throws(ArchiveError) {
      try store.record(replay.engine.steps, in: replay.engine)
    } catch {
      store.begin(with: engine)
      throw error
    }
    engine = replay.engine
    forgetWhatWasShown()
    for step in engine.steps { keepDocuments(of: step) }
    return replay.outcome
  }

  /// Makes what the session has the first step of a new dossier.
  private func takeIn(_ archive: Archive) throws(ArchiveError) {
    archive.begin(with: engine)
    let history = engine.historyState
    guard let step = engine.makeOneStep("what the session had", at: wallClock.now()) else { return }
    do throws(ArchiveError) {
      try archive.record([step], in: engine)
    } catch {
      engine.historyState = history
      archive.remove()
      throw error
    }
    notice("\(archive.path) is new and takes in what this session has: \(StepWords.text(of: step.counts))")
  }

  private func tellWhatIsLeft() {
    if store == nil, !engine.steps.isEmpty {
      var counts = ChangeCounts()
      for step in engine.steps { counts.add(step.counts) }
      notice("what this session did is kept nowhere and is dropped: \(StepWords.text(of: counts))")
    }
    if !watches.isEmpty { notice("\(StepWords.number(watches.count, "watch", plural: "watches")) ended") }
  }

  private func forgetWhatWasShown() {
    shown = nil
    explained = nil
    watches = []
    lastQuestion = nil
  }

  private func takeSettings(of archive: Archive) {
    for (name, value) in (try? archive.settings()) ?? [] {
      guard let setting = Setting.named(name), setting.belongsToDossier else { continue }
      do throws(Setting.Refusal) {
        try setting.apply(value, to: self)
      } catch {
        notice("the dossier's setting '\(name)' is passed over: \(error.message)")
      }
    }
  }

  /// Keeps a setting with the dossier, where it belongs there.
  func keep(_ setting: Setting, _ line: CommandLine) throws(EngineError) {
    guard let store, !store.isReadOnly, setting.belongsToDossier else { return }
    do throws(ArchiveError) {
      try store.set(setting.name, to: setting.read(self))
    } catch {
      throw line.invalid(error)
    }
  }

  /// The path of the dossier that keeps what is done; nil where none does.
  public var storePath: String? { store?.path }
}
