/// What was parsed where both a condition and a value may stand: which of them it is shows only later.
/// `(X + 1) * 2 > 3` and `(a(X); b(X))` start alike, and `length(X)` is a value before `>` and an atom before `,`.
enum Item {
  case term(Term)
  /// A name with arguments, which is an atom or a call.
  case application(Name, [Argument], SourceRange)
  case formula(Formula)

  var range: SourceRange {
    switch self {
    case .term(let term): term.range
    case .application(_, _, let range): range
    case .formula(let formula): formula.range
    }
  }
}
