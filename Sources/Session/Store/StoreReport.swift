import Archive
import Interchange
public import Syntax

/// What `dossier store check` says of a dossier's file, and the copy that it rescues.
public struct StoreReport {
  /// One line a part, after one of what there is.
  public let lines: [String]
  /// Whether something is wrong.
  public let isDamaged: Bool

  /// A dossier's file could not be looked at, or nothing of it be copied.
  public struct Refusal: Error {
    public let diagnostic: Diagnostic
  }

  /// Looks at all of a file, and changes nothing of it.
  public init(of path: String) throws(Refusal) {
    let check: StoreCheck
    do throws(ArchiveError) {
      check = try StoreCheck(path, digest: { SHA256.digest(of: $0) })
    } catch {
      throw Refusal(diagnostic: error.diagnostic())
    }
    isDamaged = !check.findings.isEmpty
    let counts = [
      "\(StepWords.number(check.facts, "fact")) of \(StepWords.number(check.relations, "relation"))",
      StepWords.number(check.rules, "rule"), StepWords.number(check.documents, "document"),
      StepWords.number(check.steps, "step"),
    ]
    var lines = ["\(path): \(counts.joined(separator: ", "))"]
    for part in StoreFinding.Part.allCases {
      let findings = check.findings.filter { $0.part == part }.map(\.message)
      let name = part.rawValue + String(repeating: " ", count: max(1, 11 - part.rawValue.count))
      let indent = String(repeating: " ", count: 11)
      lines.append(name + (findings.isEmpty ? "right" : findings.joined(separator: "\n\(indent)")))
    }
    self.lines = lines
  }

  /// Copies what is readable of a file into a new one; gives lines that say what that was, and what not.
  public static func rescue(_ path: String, to copy: String) throws(Refusal) -> [String] {
    do throws(ArchiveError) {
      let rescue = try Rescue(of: path, to: copy)
      return ["\(copy): \(StepWords.number(rescue.facts, "fact")) rescued"]
        + (rescue.losses.isEmpty ? ["nothing is lost"] : rescue.losses.map { "lost: \($0)" })
    } catch {
      throw Refusal(diagnostic: error.diagnostic())
    }
  }
}
