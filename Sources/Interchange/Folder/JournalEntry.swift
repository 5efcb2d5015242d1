public import Engine
import Glibc
public import Syntax

/// A step of a history as a folder keeps it: when it was done, its title, and statements that make its changes again.
///
/// Its first line is `%% 2026-02-11T08:00:00Z statement "visited(a, b)."`, which the language takes for a comment: the
/// whole journal is a program.
public struct JournalEntry: Hashable, Sendable {
  /// Seconds since the start of 1970.
  public var time: Int
  public var origin: Step.Origin
  public var title: String
  /// Lines, each with its end.
  public var statements: String

  public init(time: Int, origin: Step.Origin, title: String, statements: String) {
    self.time = time
    self.origin = origin
    self.title = title
    self.statements = statements
  }

  private static let mark = "%% "

  var text: String {
    let kind = origin == .file ? "file" : "statement"
    return "\(Self.mark)\(Self.written(time)) \(kind) \(SyntaxPrinter.quoted(title))\n\(statements)"
  }

  /// Reads a journal; what is wrong with it is thrown with its place. Its statements are looked at, not carried out.
  public static func read(_ source: SourceText) throws(EngineError) -> [JournalEntry] {
    let mistakes = Parser.parse(source).diagnostics.filter { $0.severity == .error }
    if !mistakes.isEmpty { throw .invalid(mistakes) }
    var entries: [JournalEntry] = []
    var lower = 0
    while lower < source.bytes.count {
      let upper =
        source.bytes[lower...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? source.bytes.count
      let line = String(decoding: source.bytes[lower..<upper], as: UTF8.self)
      if line.hasPrefix(mark) {
        guard let entry = JournalEntry(line: line) else {
          throw .invalid([
            Diagnostic(
              .error, .invalidCommand, "this is no step of a journal", at: SourceRange(lower, upper - 1),
              in: source, mend: "as in %% 2026-02-11T08:00:00Z statement \"visited(a, b).\"")
          ])
        }
        entries.append(entry)
      } else if entries.isEmpty {
        if line.contains(where: { !$0.isWhitespace }) {
          throw .invalid([
            Diagnostic(
              .error, .invalidCommand, "a journal starts with a step", at: SourceRange(lower, upper - 1),
              in: source)
          ])
        }
      } else {
        entries[entries.count - 1].statements += line
      }
      lower = upper
    }
    return entries
  }

  private init?(line: String) {
    let parts = line.dropFirst(Self.mark.count).split(separator: " ", maxSplits: 2)
    guard parts.count == 3, let time = Self.seconds(parts[0]),
      let title = FolderLayout.quoted(String(parts[2].filter { $0 != "\n" })).first
    else { return nil }
    switch parts[1] {
    case "statement": origin = .statement
    case "file": origin = .file
    default: return nil
    }
    self.time = time
    self.title = title
    statements = ""
  }

  /// `2026-02-11T08:00:00Z`
  private static func written(_ seconds: Int) -> String {
    var (moment, parts) = (seconds, tm())
    gmtime_r(&moment, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  private static func seconds(_ text: Substring) -> Int? {
    let numbers = text.split(whereSeparator: { "-T:Z".contains($0) }).map { Int32($0) }
    guard numbers.count == 6 else { return nil }
    var parts = tm()
    guard let year = numbers[0], let month = numbers[1], let day = numbers[2], let hour = numbers[3],
      let minute = numbers[4], let second = numbers[5], (1900...9999).contains(year)
    else { return nil }
    parts.tm_year = year - 1900
    parts.tm_mon = month - 1
    parts.tm_mday = day
    parts.tm_hour = hour
    parts.tm_min = minute
    parts.tm_sec = second
    let moment = timegm(&parts)
    // What is no day or no hour comes back as another.
    return written(moment) == text ? moment : nil
  }
}
