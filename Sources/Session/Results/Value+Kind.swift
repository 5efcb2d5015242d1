import Engine
import Syntax

extension Value {
  /// Whether it is set right in a table.
  var isNumber: Bool {
    switch self {
    case .integer, .decimal: true
    case .text, .date, .duration: false
    }
  }
}
