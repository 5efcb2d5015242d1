/// One way to complete what is being typed.
public struct Candidate: Hashable, Sendable {
  /// What stands in the line afterwards, with whatever should follow it: `visited(`.
  public var text: String
  /// What it is, shown beside it in a list.
  public var note: String?

  public init(_ text: String, note: String? = nil) {
    self.text = text
    self.note = note
  }
}
