import Archive
import Engine
import Interchange
import Syntax

/// The journal of a folder that an empty dossier was read from.
struct RestoredJournal {
  /// The step that the reading was; nil where the session began with it.
  let step: Int?
  let entries: [JournalEntry]
}

extension Workspace {
  /// The settings that belong to a dossier, and not to the person or the machine.
  private static let dossierSettings = ["mode", "dates", "timing", "strict"]

  /// Writes the whole dossier to a folder of text files.
  func exportFolder(to path: String, replacing replaces: Bool, in run: inout Run) throws(EngineError) {
    let owned: [String]
    do throws(FileError) {
      owned = try ownedFiles(of: path, replacing: replaces)
    } catch {
      throw .invalid([
        Diagnostic(
          .error, .unwritableFile, error.message, mend: replaces ? nil : "--force replaces a dossier's folder"
        )
      ])
    }
    let replacement: FolderReplacement
    let contents: FolderContents
    if engine.scopes.isEmpty {
      do throws(ArchiveError) { try recallChanges(after: 0) } catch { throw .invalid([error.diagnostic()]) }
    }
    do throws(FileError) {
      contents = try self.contents()
      replacement = try FolderReplacement(path, mark: FolderLayout.unfinished)
    } catch {
      throw failure(of: error)
    }
    var writer = FolderWriter(engine, contents, to: FolderFiles(replacement, of: self))
    try writer.write()
    do throws(FileError) {
      try replacement.commit(replacing: owned)
    } catch {
      throw failure(of: error)
    }
    let constraints = engine.rules.count { $0.relation == nil }
    let parts = [
      StepWords.number(engine.factCount, "fact"),
      StepWords.number(engine.rules.count - constraints, "rule"),
      StepWords.number(constraints, "constraint"),
    ]
    say(in: run, "\(parts.joined(separator: ", ")) written to \(path)")
  }

  /// The files of a dossier that lies in a folder; none where it holds none.
  private func ownedFiles(of folder: String, replacing replaces: Bool) throws(FileError) -> [String] {
    let path = Path.join(folder, FolderLayout.manifest)
    guard Folder.holdsFile(path) else { return [] }
    guard replaces else { throw FileError(.write, folder, reason: "it holds a dossier already") }
    return FolderLayout.files(of: try FileBytes.source(path))
  }

  private func contents() throws(FileError) -> FolderContents {
    var contents = FolderContents()
    if let store {
      do throws(ArchiveError) {
        contents.queries = try store.queries().map(StoredQueryFile.file)
        contents.documents = try documents(in: store)
      } catch {
        throw FileError(.read, store.path, reason: error.message)
      }
    } else {
      let saved = savedQueries
      for name in saved.names {
        contents.queries.append(
          FolderContents.File(
            name: name + ".dl", bytes: try FileBytes.contents(of: Path.join(saved.path, name + ".dl"))))
      }
    }
    let fresh = Workspace(results: .memory(), messages: .memory())
    for setting in Setting.all where Self.dossierSettings.contains(setting.name) {
      let value = setting.read(self)
      if value != setting.read(fresh) { contents.settings.append(":set \(setting.name) \(value)") }
    }
    let text = JournalText(of: engine)
    if let restoredJournal, restoredJournal.step == nil { contents.journal = restoredJournal.entries }
    for step in engine.steps {
      if let restoredJournal, restoredJournal.step == step.number {
        contents.journal += restoredJournal.entries
        continue
      }
      var statements = ""
      text.forEachStatement(of: step) { statements += $0 + "\n" }
      contents.journal.append(
        JournalEntry(time: step.time, origin: step.origin, title: step.title, statements: statements))
    }
    return contents
  }

  /// The texts of documents that a dossier's file keeps, by the paths that the documents are known by.
  private func documents(in store: Archive) throws(ArchiveError) -> [FolderContents.File] {
    var files: [FolderContents.File] = []
    for (id, path) in try store.documents() {
      guard let text = try store.document(id)?.text else { continue }
      let steps = path.split(separator: "/", omittingEmptySubsequences: false)
      let isWithin = !path.isEmpty && steps.allSatisfy { !["", ".", ".."].contains($0) }
      files.append(FolderContents.File(name: isWithin ? path : id + ".txt", bytes: text))
    }
    return files
  }

  /// Whether nothing has been said yet.
  private var isEmpty: Bool {
    engine.factCount == 0 && engine.rules.isEmpty && engine.steps.isEmpty
      && engine.relations.allSatisfy(\.isBuiltIn)
  }

  /// Whether a path is that of a folder that a dossier was written to.
  func isDossierFolder(_ path: String) -> Bool {
    Folder.holdsFile(Path.join(Path.expandingHome(path), FolderLayout.manifest))
  }

  /// Takes in the dossier of a folder, whole or not at all.
  ///
  /// The queries and documents of the folder are looked for in it from then on. Read into an empty dossier, the folder's
  /// journal stands for the step that reading it was.
  ///
  /// - Parameter isStep: whether reading it is a step by itself; else it is what the session begins with, or part of
  ///   another text.
  func importFolder(_ path: String, isStep: Bool = false) throws(FileError) -> Outcome {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let manifest = try FileBytes.source(
      Path.join(folder, FolderLayout.manifest), interrupt: engine.interrupt)
    guard let format = FolderLayout.format(of: manifest) else {
      throw FileError(.read, folder, reason: "its \(FolderLayout.manifest) is not that of a dossier's folder")
    }
    guard format <= FolderLayout.format else {
      throw FileError(
        .read, folder, reason: "it has format \(format), and this program reads up to \(FolderLayout.format)")
    }
    if Folder.holdsFile(Path.join(folder, FolderLayout.unfinished)) {
      throw FileError(
        .read, folder,
        reason: "an export to it did not end; export again with --force, or remove \(FolderLayout.unfinished)"
      )
    }
    let journal = try optionalSource(FolderLayout.journal, in: folder)
    let settings = try optionalSource(FolderLayout.settings, in: folder)
    let (step, isNew) = (engine.nextStep, isEmpty && (nesting == 0 || isStep))
    var entries: [JournalEntry] = []
    var changes: [(Setting, String)] = []
    var run = Run(mode: .script, purpose: .execute, isStrict: true)
    run.isDossier = true
    // What keeps the texts of documents looks for them while the step ends.
    let documentsBefore = self.settings.documents
    let documents = Path.join(folder, FolderLayout.documents)
    if Folder.exists(documents) { self.settings.documents = documents }
    if isNew {
      do throws(ArchiveError) {
        if let outcome = try takeIn(journal, of: folder) {
          try takeSettingsAndQueries(of: folder, (try? settings.map(settingChanges)) ?? nil ?? [])
          return outcome
        }
      } catch {
        throw FileError(.write, error.path, reason: error.message)
      }
    }
    let outcome = carryOut(manifest.name, run) { run in
      run.includedFiles.insert(Path.resolved(manifest.name))
      do throws(EngineError) {
        if let journal { entries = try JournalEntry.read(journal) }
        if let settings { changes = try settingChanges(settings) }
        perform(manifest, in: &run)
      } catch {
        report(error, in: &run)
      }
      // A dossier may have rules of which a part is still to come.
      run.sources = []
    }
    guard outcome.errors == 0, !outcome.wasInterrupted, !outcome.inputMissing else {
      self.settings.documents = documentsBefore
      var failed = outcome
      failed.inputMissing = true
      return failed
    }
    if isNew, !isEmpty || nesting == 0 {
      restoredJournal = RestoredJournal(step: nesting == 0 ? nil : step, entries: entries)
      if nesting == 0 { engine.forgetHistory() }
    }
    do throws(ArchiveError) {
      try takeSettingsAndQueries(of: folder, changes)
    } catch {
      throw FileError(.write, error.path, reason: error.message)
    }
    return outcome
  }

  /// Sets what a folder says, and finds its saved queries from now on: a dossier's file keeps both.
  private func takeSettingsAndQueries(
    of folder: String, _ changes: [(Setting, String)]
  ) throws(ArchiveError) {
    for (setting, value) in changes { try? setting.apply(value, to: self) }
    let saved = SavedQueries(chosen: Path.join(folder, FolderLayout.queries))
    guard let store, !store.isReadOnly else {
      if Folder.exists(saved.path) { settings.queries = saved.path }
      return
    }
    for (setting, _) in changes where setting.belongsToDossier {
      try store.set(setting.name, to: setting.read(self))
    }
    for name in saved.names {
      guard let source = try? FileBytes.source(Path.join(saved.path, name + ".dl")) else { continue }
      try store.save(StoredQueryFile.query(name, source, at: wallClock.now()))
    }
  }

  private func optionalSource(_ name: String, in folder: String) throws(FileError) -> SourceText? {
    let path = Path.join(folder, name)
    return Folder.holdsFile(path) ? try FileBytes.source(path, interrupt: engine.interrupt) : nil
  }

  /// What a folder's settings say, tried on a workspace that is thrown away.
  private func settingChanges(_ source: SourceText) throws(EngineError) -> [(Setting, String)] {
    let (statements, diagnostics) = Parser.parse(source)
    if diagnostics.contains(where: { $0.severity == .error }) { throw .invalid(diagnostics) }
    let fresh = Workspace(results: .memory(), messages: .memory())
    return try statements.map { statement throws(EngineError) in
      var message = "only ':set NAME VALUE' stands among the settings of a dossier"
      if case .command(let name, let rest) = statement.kind, name.text == "set" {
        let words = rest.split(separator: " ", maxSplits: 1).map(String.init)
        if words.count == 2, Self.dossierSettings.contains(words[0]), let setting = Setting.named(words[0]) {
          do throws(Setting.Refusal) {
            try setting.apply(words[1], to: fresh)
            return (setting, words[1])
          } catch {
            message = error.message
          }
        } else {
          message = "'\(words.first ?? "")' is no setting of a dossier"
        }
      }
      throw .invalid([Diagnostic(.error, .invalidCommand, message, at: statement.range, in: source)])
    }
  }

  /// Throws at what no dossier holds.
  func refuseWhatIsNoKnowledge(_ statement: Statement) throws(EngineError) {
    switch statement.kind {
    case .declaration, .fact, .rule, .constraint, .include: return
    case .query, .parameter, .command:
      throw .invalid([
        Diagnostic(
          .error, .invalidCommand, "the files of a dossier declare, state and define only",
          at: statement.range, in: statement.source, mend: "':read' carries out a file of other statements")
      ])
    }
  }
}
