import Chronology
package import Interchange
import Syntax

/// What is to be imported, and how.
package struct ImportRequest {
  package var path: String
  package var options = ImportOptions()
  /// Where bad rows go.
  package var rejects: String?
  package var isDryRun = false
  /// What was given, for what a folder does not take.
  private(set) var given: Set<ImportOption> = []

  package init(_ path: String) { self.path = path }

  /// Why an option cannot have a value.
  package struct Refusal: Error {
    package var message: String
    package var mend: String?
  }

  /// Gives an option its value; "on" to one that stands alone.
  package mutating func set(_ option: ImportOption, _ value: String) throws(Refusal) {
    given.insert(option)
    if case .choice(_, let names)? = option.value, !names.contains(value) {
      let near = nearest(to: value, among: names).map { "did you mean '\($0)'?" }
      throw Refusal(
        message: "'\(value)' is no value of '\(option.name)'",
        mend: near ?? "one of: \(names.joined(separator: ", "))")
    }
    switch option {
    case .into: break
    case .from: options.format = ImportFormat(rawValue: value)
    case .delimiter: options.delimiter = try Self.delimiter(value)
    case .header: options.hasHeader = value == "on"
    case .dates: options.dates = DateOrder(rawValue: value)
    case .empty: options.empty = EmptyRule(rawValue: value)
    case .table: options.table = value
    case .query: options.query = value
    case .document:
      if value.isEmpty { throw Refusal(message: "a document's id is not empty", mend: nil) }
      options.document = value
    case .published:
      guard case .date(let date) = DateText.read(Array(value.utf8)[...], nil) else {
        throw Refusal(message: "'\(value)' is no date", mend: "as 2019-10-24")
      }
      options.published = date
    case .rejects: rejects = value
    case .dryRun: isDryRun = true
    case .again: options.again = true
    }
  }

  /// Adds what each row becomes.
  package mutating func add(_ template: ImportTemplate) {
    given.insert(.into)
    options.templates.append(template)
  }

  private static func delimiter(_ text: String) throws(Refusal) -> UInt8 {
    switch text {
    case "tab", "\\t": return UInt8(ascii: "\t")
    case "comma": return UInt8(ascii: ",")
    case "semicolon": return UInt8(ascii: ";")
    case "pipe": return UInt8(ascii: "|")
    default: break
    }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte != UInt8(ascii: "\""),
      byte >= 0x20 || byte == 9
    else {
      throw Refusal(
        message: "'\(text)' is no delimiter", mend: "one character, or tab, comma, semicolon, pipe")
    }
    return byte
  }
}
