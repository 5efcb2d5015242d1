/// The ways to go on with a text at a cursor.
public struct Completion: Hashable, Sendable {
  public struct Candidate: Hashable, Sendable {
    /// What takes the place of the part that is there.
    public var text: String
    /// What it is, for a list: a relation's columns, the first words of its documentation.
    public var note: String

    public init(_ text: String, note: String = "") {
      self.text = text
      self.note = note
    }
  }

  /// The part of the text that a candidate replaces, in UTF-8 bytes; it ends at the cursor.
  public var range: Range<Int>
  /// Each starts with what is there already; in the order to list them, each text once.
  public var candidates: [Candidate]

  public init(_ range: Range<Int>, _ candidates: [Candidate] = []) {
    self.range = range
    self.candidates = candidates
  }

  /// Those of the candidates that go on with the part that is there.
  static func matching(_ part: String, from start: Int, _ candidates: [Candidate]) -> Completion {
    var seen: Set<String> = []
    let fitting = candidates.filter { $0.text.hasPrefix(part) && seen.insert($0.text).inserted }
    return Completion(start..<start + part.utf8.count, fitting)
  }
}
