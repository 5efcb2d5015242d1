import Interchange
import Session
import Syntax

/// `dossier import FILE`
enum ImportProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    let request: ImportRequest
    do throws(LaunchError) {
      request = try self.request(invocation)
      let launch = try Launch(invocation, standsAlone: true)
      var outcome = launch.outcome
      if launch.isReady { outcome.merge(launch.workspace.importFile(request)) }
      return launch.finish(outcome)
    } catch {
      return Launch.refuse(error)
    }
  }

  private static func request(_ invocation: Invocation) throws(LaunchError) -> ImportRequest {
    var request = ImportRequest(invocation.operands.first ?? "")
    for (option, value) in invocation.options {
      guard let option = ImportOption(named: option.name) else { continue }
      if option == .into {
        do throws(Diagnostic) {
          request.add(try TemplateParser.parse(SourceText(name: "--into", text: value)))
        } catch {
          throw .mistakes([error])
        }
        continue
      }
      do throws(ImportRequest.Refusal) {
        try request.set(option, value)
      } catch {
        throw .usage(UsageError(message: error.message, mend: error.mend, command: invocation.command))
      }
    }
    return request
  }
}
