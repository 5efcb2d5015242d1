import Engine
import Syntax

extension Desk {
  /// A fact as it is known, with the documents that cite it and the paragraph where one is given.
  func described(_ fact: String) throws -> String? {
    let statement = try statement(fact + ".")
    guard case .fact(let fact) = statement.kind, let known = try engine.describe(fact, in: statement) else {
      return nil
    }
    return Desk.text(known)
  }

  static func text(_ fact: FactDescription) -> String {
    let citations = fact.citations.map { citation in
      citation.document.text + (citation.paragraph.map { " \($0)" } ?? "")
    }
    return fact.text + (citations.isEmpty ? "" : " from " + citations.joined(separator: ", "))
  }

  /// The base facts that a fact stands on.
  func support(of fact: String) throws -> [String] {
    let statement = try statement(fact + ".")
    guard case .fact(let fact) = statement.kind else { throw Refusal([]) }
    do throws(EngineError) {
      return try engine.support(of: fact, in: statement).map(\.text)
    } catch {
      throw Desk.error(error)
    }
  }

  /// Retracts a fact written without the full stop; false where it was not known.
  func retract(_ fact: String) throws -> Bool {
    let statement = try statement(fact + ".")
    guard case .fact(let fact) = statement.kind else { throw Refusal([]) }
    do throws(EngineError) {
      return try engine.retract(fact, in: statement)
    } catch {
      throw Desk.error(error)
    }
  }
}
