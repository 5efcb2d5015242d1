import Chronology
import Syntax

extension ReferenceEvaluator {
  /// The value of a term whose variables are bound; nil where a function of a date is not determined.
  func value(of term: Term, _ environment: Environment) throws -> Literal? {
    switch term.kind {
    case .variable(let name):
      guard let value = environment[name] else { throw ReferenceError.refused(.unsafeVariable) }
      return value
    case .literal(let value): return value
    case .parameter(let name):
      guard let value = catalog.parameters[name] else { throw ReferenceError.refused(.unknownParameter) }
      return value
    case .negative(let part): return try value(of: part, environment)?.negated()
    case .binary(let operation, let left, let right):
      guard let left = try value(of: left, environment), let right = try value(of: right, environment) else {
        return nil
      }
      return try operation.apply(left, right)
    case .call(let name, let arguments):
      guard let row = try row(arguments, environment) else { return nil }
      return try ReferenceFunctions.apply(name.text, row, today: today)
    case .anonymous, .aggregate: throw ReferenceError.refused(.misplacedAggregate)
    }
  }
}
