public import Engine

// What is made from the tables of functions, forms and settings.
extension HelpTopic {
  static let functions = HelpTopic("functions", "the functions and tests of the language") {
    var lines = ["Tests stand where an atom does, functions where a value does."]
    lines += ["", "tests"]
    lines.append(HelpText.aligned(BuiltinTest.allCases.map { ("  " + $0.signature, $0.documentation) }))
    for topic in BuiltinFunction.Topic.allCases {
      let functions = BuiltinFunction.allCases.filter { $0.topic == topic }
      lines += ["", topic.rawValue]
      lines.append(HelpText.aligned(functions.map { ("  " + $0.signature, $0.documentation) }))
    }
    return lines.joined(separator: "\n")
  }

  static let formats = HelpTopic("formats", "the forms of results") {
    """
    ':mode FORMAT', or --format on the command line:

    \(HelpText.aligned(ResultFormat.allCases.map { ("  " + $0.rawValue, $0.summary) }))

    All but 'facts' carry values plainly: text as it is, dates without '@'. A question without variables answers
    yes or no; in the forms for programs, a column 'answer' with true or false.
    """
  }

  static let settings = HelpTopic("settings", "what ':set' changes") {
    HelpText.aligned(Setting.all.map { ("  " + $0.name, $0.summary + $0.values) })
  }
}

extension BuiltinFunction {
  /// `substring(text, start, count)`
  public var signature: String { "\(name)(\(parameters.joined(separator: ", ")))" }
}

extension BuiltinTest {
  public var signature: String { "\(name)(\(parameters.joined(separator: ", ")))" }
}
