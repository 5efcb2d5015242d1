import Engine
import Interchange
public import Syntax

extension Workspace {
  /// Loads a file: a program's statements, or the rows of one relation where the name ends in `.facts`,
  /// `.tsv` or `.csv`; or the dossier of a folder.
  @discardableResult
  public func load(_ path: String) -> Outcome {
    do throws(FileError) {
      return try read(path)
    } catch {
      return failure(error)
    }
  }

  func read(_ path: String) throws(FileError) -> Outcome {
    if Folder.exists(path), Folder.holdsFile(Path.join(path, FolderLayout.manifest)) {
      return try importFolder(path)
    }
    guard let file = RelationFile(path) else {
      return execute(try FileBytes.source(path, interrupt: engine.interrupt))
    }
    try FileBytes.checkIsFile(path)
    return load([file])
  }

  /// Loads each relation file of a folder. `scripts` are those that will run on it: what they declare
  /// says what the files' columns hold.
  @discardableResult
  public func loadFacts(in folder: String, for scripts: [SourceText] = []) -> Outcome {
    let names: [String]
    do throws(FileError) {
      names = try Folder.contents(of: folder)
    } catch {
      return failure(error)
    }
    let files = names.compactMap { RelationFile(Path.join(folder, $0)) }
    if files.isEmpty {
      return failure(
        .invalid([
          Diagnostic(
            .error, .unreadableFile, "'\(folder)' holds no .facts, .tsv or .csv file",
            notes: ["each NAME.facts, NAME.tsv and NAME.csv in the folder is loaded as relation NAME"])
        ]))
    }
    declare(files, as: scripts)
    return load(files)
  }

  private func load(_ files: [RelationFile]) -> Outcome {
    var run = Run(mode: .script, purpose: .execute, isStrict: false)
    defer { progressLine.clear() }
    for file in files {
      beginWork()
      do throws(EngineError) {
        defer { endText(file.path, in: &run) }
        try checkWritable(at: nil, in: nil)
        // A row that does not fit, and an interrupt, leave things as they were.
        let mark = engine.mark()
        let count: Int
        do throws(EngineError) {
          count = try file.load(into: engine)
          engine.release(mark)
        } catch {
          engine.rollback(to: mark)
          throw error
        }
        run.outcome.facts += count
        if count == 0, engine.relation(named: file.relation) == nil {
          notice("\(file.path) is empty, and nothing declares '\(file.relation)'")
        }
      } catch {
        report(error, in: &run)
      }
      if run.outcome.isOver { break }
    }
    run.outcome.inputMissing = run.outcome.errors > 0
    return run.outcome
  }

  /// Makes the scripts' declarations of these relations now; their statements are passed over later.
  private func declare(_ files: [RelationFile], as scripts: [SourceText]) {
    let declarations = scripts.map { ScriptOutline(of: $0).declarations }
    for file in files {
      for statement in declarations.compactMap({ $0[file.relation] }) {
        guard case .declaration(let declaration) = statement.kind else { continue }
        // One that does not fit is reported when the script runs.
        if (try? engine.declare(declaration, in: statement)) != nil {
          earlyDeclarations.insert(StatementPlace(statement))
        }
      }
    }
  }

  /// Reports a file that could not be read.
  public func failure(_ error: FileError) -> Outcome {
    if engine.interrupt.isRequested { return failure(.stopped(.interrupted)) }
    return failure(.invalid([error.diagnostic()]))
  }

  func failure(_ error: EngineError) -> Outcome {
    var run = Run(mode: .script, purpose: .execute, isStrict: false)
    report(error, in: &run)
    run.outcome.inputMissing = run.outcome.errors > 0
    return run.outcome
  }
}
