import Engine
import Syntax

extension Workspace {
  /// The values that were given for a script's parameters; an unknown name, or a value of another kind than
  /// the default's, is refused before anything of the script is done.
  func literals(of arguments: [ScriptArgument], for source: SourceText, at place: SourceText? = nil) throws(EngineError) -> [String: Literal] {
    guard !arguments.isEmpty else { return [:] }
    let parameters = ScriptOutline(of: source).parameters
    var values: [String: Literal] = [:]
    var mistakes: [Diagnostic] = []
    for argument in arguments {
      guard let parameter = parameters.first(where: { $0.name == argument.name }) else {
        mistakes.append(unknown(argument, among: parameters.map(\.name), of: source, at: place))
        continue
      }
      if let literal = argument.literal(like: parameter.preset) {
        values[argument.name] = literal
      } else {
        let kind = parameter.preset?.kindWithArticle ?? "a value"
        let preset = parameter.preset.map(SyntaxPrinter.text(of:)) ?? ""
        mistakes.append(
          Diagnostic(
            .error, .typeMismatch, "parameter '\(argument.name)' is \(kind), as \(preset) is; '\(argument.value)' is not",
            at: argument.range, in: place))
      }
    }
    guard mistakes.isEmpty else { throw .invalid(mistakes) }
    return values
  }

  private func unknown(
    _ argument: ScriptArgument, among names: [String], of source: SourceText, at place: SourceText?
  ) -> Diagnostic {
    let mend = nearest(to: argument.name, among: names).map { "did you mean '\($0)'?" }
    let known = names.isEmpty ? "it has no parameters" : "it has: \(names.joined(separator: ", "))"
    return Diagnostic(
      .error, .unknownParameter, "\(source.name) has no parameter '\(argument.name)'", at: argument.range,
      in: place, mend: mend ?? known)
  }

  /// `parameter place = pakistan.`: what was given from outside goes before the default.
  func setParameter(
    _ name: Name, _ preset: Literal?, _ statement: Statement, in run: inout Run
  ) throws(EngineError) {
    guard let value = run.arguments[name.text] ?? preset else {
      run.valuelessParameters.insert(name.text)
      throw .invalid([
        Diagnostic(
          .error, .unknownParameter, "parameter '\(name.text)' has no value", at: name.range, in: statement.source,
          mend: "it has no default",
          notes: ["give one with --set \(name.text)=VALUE, or :run FILE \(name.text)=VALUE"])
      ])
    }
    parameters[name.text] = value
    say(in: run, "$\(name.text) is \(SyntaxPrinter.text(of: value))")
  }

  /// The statement with the values of parameters in their places.
  func substitutingParameters(in statement: Statement, of run: Run) throws(EngineError) -> Statement {
    var substitution = ParameterSubstitution(values: parameters, source: statement.source)
    let kind = substitution.statement(statement.kind)
    guard substitution.unknown.isEmpty else {
      let news = substitution.unknown.filter { !run.valuelessParameters.contains($0.name) }
      throw .invalid(news.map { substitution.mistake($0.name, at: $0.range) })
    }
    guard substitution.wasUsed else { return statement }
    var changed = statement
    changed.kind = kind
    return changed
  }
}
