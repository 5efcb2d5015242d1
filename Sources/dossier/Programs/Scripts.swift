import Session
import Syntax

/// The files that a command is given, read before anything is done with them.
struct Scripts {
  var sources: [SourceText] = []
  var outlines: [ScriptOutline] = []
  /// For each script the values of its parameters.
  var arguments: [[ScriptArgument]] = []

  /// Reads them all; throws the diagnostics of those that cannot be read, and of values that no script
  /// takes.
  init(_ invocation: Invocation) throws(ScriptsError) {
    var mistakes: [Diagnostic] = []
    for path in invocation.operands {
      do throws(FileError) {
        sources.append(try FileBytes.source(path))
      } catch {
        mistakes.append(error.diagnostic())
      }
    }
    guard mistakes.isEmpty else { throw ScriptsError(diagnostics: mistakes) }
    let given = invocation.values(of: .set).compactMap { ScriptArgument($0) }
    // Facts come early in a file that has any; parameters may come anywhere.
    outlines = sources.map { ScriptOutline(of: $0, given.isEmpty ? .untilFirstFact : .whole) }
    // A value goes to the scripts that know its name; one that none knows is refused by the first.
    arguments = outlines.enumerated().map { place, outline in
      given.filter { argument in
        outline.parameters.contains { $0.name == argument.name }
          || place == 0 && !outlines.contains { $0.parameters.contains { $0.name == argument.name } }
      }
    }
  }

  /// Whether a script states facts of its own, and so is no analysis of another dossier.
  var standAlone: Bool { outlines.contains(where: \.statesFacts) }
}

struct ScriptsError: Error {
  var diagnostics: [Diagnostic]
}
