import Engine
import Glibc
import Session
import Syntax

/// What the commands that work on a workspace share: settings, what is loaded, where results go, Ctrl-C.
struct Launch {
  let workspace: Workspace
  /// What came of loading.
  private(set) var outcome = Outcome()
  /// Whether all that was to be loaded is there; an answer would else be told of less than was meant.
  var isReady: Bool { !outcome.inputMissing && !outcome.isOver }

  /// Makes the workspace and loads into it what the options say. Throws for a value that no setting takes.
  ///
  /// - Parameters:
  ///   - scripts: what will run on it.
  ///   - standsAlone: whether the scripts are a dossier of their own, so that the sample stays away.
  init(
    _ invocation: Invocation, scripts: [SourceText] = [], standsAlone: Bool = false,
    isInteractive: Bool = false
  ) throws(LaunchError) {
    var results = Output.standardOutput
    if let path = invocation.values(of: .output).first {
      do throws(FileError) {
        results = try Output.replacing(path)
      } catch {
        throw .file(error)
      }
    }
    workspace = Workspace(results: results, isInteractive: isInteractive)
    for (option, value) in invocation.options {
      guard let setting = option.setting else { continue }
      if let refusal = Setting.set(setting, to: value, in: workspace) {
        throw .usage(UsageError(message: "\(option.name): \(refusal)", command: invocation.command))
      }
    }
    if let date = invocation.values(of: .asof).first, let refusal = Workspace.refusal(asOf: date) {
      throw .usage(UsageError(message: "--asof: \(refusal)", command: invocation.command))
    }
    if let path = invocation.values(of: .profile).first {
      do throws(FileError) {
        workspace.recordProfiles(in: try Output.replacing(path))
      } catch {
        throw .file(error)
      }
    }
    Interruption.reach(workspace.engine.interrupt)
    let path =
      invocation.values(of: .store).first
      ?? (invocation.command.name.isEmpty ? invocation.operands.first : nil)
    if let path {
      outcome.merge(workspace.openStore(path, Self.access(of: invocation)))
      guard isReady else { return }
      // What the command line says goes before what the dossier keeps.
      for (option, value) in invocation.options {
        if let setting = option.setting { _ = Setting.set(setting, to: value, in: workspace) }
      }
    }
    load(invocation, scripts, standsAlone || path != nil)
  }

  /// Who only asks does not keep others from writing.
  private static func access(of invocation: Invocation) -> Workspace.StoreAccess {
    switch invocation.command.name {
    case "", "run": invocation.has(.readOnly) ? .readOnly : .readWrite
    case "import":
      invocation.options.contains { $0.option.name == "--" + ImportOption.dryRun.rawValue }
        ? .readOnly : .readWrite
    case "check": .contentsOnly
    default: .readOnly
    }
  }

  private mutating func load(_ invocation: Invocation, _ scripts: [SourceText], _ standsAlone: Bool) {
    let files = invocation.values(of: .load)
    let folders = invocation.values(of: .facts)
    let hasOwn = standsAlone || !files.isEmpty || !folders.isEmpty
    if invocation.has(.sample) || !hasOwn && !invocation.has(.empty) {
      outcome.merge(workspace.loadSample())
    }
    for file in files { outcome.merge(workspace.load(file)) }
    for folder in folders { outcome.merge(workspace.loadFacts(in: folder, for: scripts)) }
    if workspace.storePath == nil, let last = files.last ?? folders.last {
      workspace.name = Self.name(of: last)
    }
    if isReady, let date = invocation.values(of: .asof).first { _ = workspace.look(asOf: date) }
  }

  /// `facts/visits.dl` -> `visits`
  private static func name(of path: String) -> String {
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    let name = trimmed.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".").first.map(String.init) ?? name
  }

  /// Sends all results and gives the status to exit with.
  func finish(_ outcome: Outcome) -> Int32 {
    var outcome = outcome
    outcome.merge(workspace.finish())
    if outcome.outputClosed, outcome.status == 0 { return Program.endByBrokenPipe() }
    return outcome.status
  }

  /// What a command does when it cannot start.
  static func refuse(_ error: LaunchError) -> Int32 {
    switch error {
    case .usage(let error): return Program.refuse(error)
    case .file(let error): return Program.report([error.diagnostic()])
    case .mistakes(let diagnostics): return Program.report(diagnostics)
    }
  }
}

enum LaunchError: Error {
  case usage(UsageError)
  case file(FileError)
  case mistakes([Diagnostic])
}
