/// What the command line asks for.
struct Invocation: Sendable {
  var command: Subcommand
  var operands: [String] = []
  var options: [(option: Option, value: String)] = []

  func has(_ option: Option) -> Bool { options.contains { $0.option.name == option.name } }

  /// The values of an option in the order given.
  func values(of option: Option) -> [String] {
    options.filter { $0.option.name == option.name }.map(\.value)
  }

  func run() -> Int32 { command.run(self) }
}
