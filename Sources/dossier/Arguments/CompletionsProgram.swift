/// `dossier completions SHELL`
enum CompletionsProgram {
  static func run(_ invocation: Invocation) -> Int32 {
    let name = invocation.operands.first ?? ""
    guard let script = CompletionScript(rawValue: name) else {
      let shells = CompletionScript.allCases.map(\.rawValue).joined(separator: ", ")
      let error = UsageError(message: "no completions for '\(name)'", mend: "one of: \(shells)", command: .completions)
      return Program.refuse(error)
    }
    return Program.show(script.text)
  }
}
