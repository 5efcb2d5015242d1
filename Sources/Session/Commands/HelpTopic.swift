/// Something that `:help` explains beside the commands.
public struct HelpTopic: Sendable {
  public let name: String
  public let summary: String
  private let body: @Sendable () -> String

  public init(_ name: String, _ summary: String, body: @escaping @Sendable () -> String) {
    self.name = name
    self.summary = summary
    self.body = body
  }

  /// What `:help NAME` shows.
  public var text: String { HelpText.flowed(body()) }

  public static let all: [HelpTopic] = [
    language, dates, aggregates, evidence, functions, scripts, history, time, dossiers, importing, formats,
    limits,
    settings,
  ]
}
