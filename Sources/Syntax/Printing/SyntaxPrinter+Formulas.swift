extension SyntaxPrinter {
  /// `any visited(X, place: P) from Doc`
  public static func text(of atom: Atom) -> String {
    let document = atom.document.map { " from " + text(of: $0) } ?? ""
    return "\(prefix(atom.modality))\(atom.relation.text)(\(text(of: atom.arguments)))\(document)"
  }

  private static func prefix(_ modality: ModalityFilter) -> String {
    switch modality {
    case .any: Keyword.any + " "
    case .only(.actual): ""
    case .only(let modality): modality.rawValue + " "
    }
  }

  private static func text(of arguments: [Argument]) -> String {
    arguments.map { argument in
      let label = argument.label.map { $0.text + ": " } ?? ""
      return label + text(of: argument.value)
    }.joined(separator: ", ")
  }

  /// A body, without parentheses round the whole.
  public static func text(of formula: Formula) -> String {
    switch formula.kind {
    case .atom(let atom): text(of: atom)
    case .comparison(let comparison): text(of: comparison)
    case .negation(let inner): Keyword.not + " " + prefixed(inner)
    case .possibly(let inner): Keyword.possibly + " " + prefixed(inner)
    case .conjunction(let members): members.map { member($0, isInDisjunction: false) }.joined(separator: ", ")
    case .disjunction(let members): members.map { member($0, isInDisjunction: true) }.joined(separator: "; ")
    }
  }

  public static func text(of comparison: Comparison) -> String {
    let left = operand(comparison.left, above: .none)
    let right = operand(comparison.right, above: .none)
    return "\(left) \(comparison.relation.rawValue) \(right)"
  }

  /// What stands after `not` or `possibly`.
  private static func prefixed(_ formula: Formula) -> String {
    let written = text(of: formula)
    switch formula.kind {
    case .atom, .negation, .possibly: return written
    // `not - 3 = X` would be the text "not" minus 3.
    case .comparison: return written.utf8.first == Byte.minus ? "(\(written))" : written
    case .conjunction, .disjunction: return "(\(written))"
    }
  }

  private static func member(_ formula: Formula, isInDisjunction: Bool) -> String {
    switch formula.kind {
    case .atom, .comparison, .negation, .possibly: return text(of: formula)
    case .conjunction: return isInDisjunction ? text(of: formula) : "(\(text(of: formula)))"
    case .disjunction: return "(\(text(of: formula)))"
    }
  }
}
