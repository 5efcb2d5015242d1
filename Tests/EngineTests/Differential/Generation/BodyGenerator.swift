import Syntax

/// Grows the body of one rule or query, literal by literal, in an order in which variables are bound.
struct BodyGenerator {
  /// What the rule may say.
  struct Permission {
    /// The rule is part of a recursion: values that it computes must come from a finite set.
    var isRecursive = false
    /// A quotient by what may be zero.
    var mayFail = false
    /// Variables of a single alternative of a disjunction; a query would show them.
    var hasLocals = true
  }

  var random: SplitMix64
  let pools: ValuePools
  /// The relations that a negation or an aggregate may read.
  let lower: [RelationShape]
  let permission: Permission
  var parts: [Formula] = []
  var bound: [(name: String, type: ColumnType)] = []
  /// Whether the parts must stay in their order to guard a division.
  var isOrdered = false
  private var used = 0

  init(_ random: SplitMix64, _ pools: ValuePools, lower: [RelationShape], _ permission: Permission) {
    self.random = random
    self.pools = pools
    self.lower = lower
    self.permission = permission
  }

  /// The body so far, in another order than it grew where that does not matter.
  mutating func formula() -> Formula {
    if !isOrdered, random.chance(20) { parts.shuffle(using: &random) }
    // A body of alternatives alone needs no parentheses, one of several parts does.
    return .all(parts)
  }

  /// An atom of the relation, of which each argument may be bound, new, constant or anonymous.
  mutating func add(atomOf relation: RelationShape) {
    let before = bound
    var terms: [Term] = []
    for type in relation.types {
      // Mostly variables of other literals: few rows have the same value twice.
      let candidates = random.chance(10) ? bound : before
      if type == .integer, random.chance(5), let known = random.pick(before.filter({ $0.type == .integer })) {
        terms.append(.binary(.variable(known.name), .add, .integer(Int64(random.int(-1...1)))))
      } else {
        terms.append(argument(of: type, among: candidates, known: 45, constant: 4, anonymous: 15))
      }
    }
    parts.append(.atom(decorated(Atom(relation.name, terms), of: relation)))
    if relation.isCited, random.chance(15) { parts.append(.atom(evidence(of: relation))) }
  }

  /// The atom, perhaps with another modality, a citing document, or named arguments.
  private mutating func decorated(_ atom: Atom, of relation: RelationShape) -> Atom {
    var atom = atom
    if relation.hasModalities, random.chance(50) {
      atom.modality = random.pick([.any, .only(.planned), .only(.denied), .only(.claimed)]) ?? .any
    }
    if relation.isCited, random.chance(40) {
      atom.document = argument(of: .text, known: 20, constant: 0, anonymous: 10)
    }
    if relation.isDeclared, random.chance(20) {
      let named = zip(relation.columnNames, atom.arguments).map { Argument(label: Name($0), $1.value) }
      atom.arguments = named.filter { argument in
        if case .anonymous = argument.value.kind { false } else { true }
      }
      if atom.arguments.isEmpty { atom.arguments = named }
      atom.arguments.shuffle(using: &random)
    }
    return atom
  }

  private mutating func evidence(of relation: RelationShape) -> Atom {
    var atom = Atom("evidence", [])
    atom.arguments = [
      Argument(label: Name("relation"), .text(relation.name)),
      Argument(label: Name("document"), argument(of: .text, known: 20, constant: 0, anonymous: 10)),
    ]
    if random.chance(30) {
      atom.arguments.append(Argument(label: Name("fact"), .variable(newVariable(of: .text))))
    }
    return atom
  }

  /// A term of a positive atom: with these chances in a hundred a bound variable, a constant, `_`,
  /// and otherwise a new variable.
  mutating func argument(
    of type: ColumnType, among candidates: [(name: String, type: ColumnType)]? = nil, known: Int,
    constant: Int,
    anonymous: Int
  ) -> Term {
    let choice = random.int(1...100)
    if choice <= known, let known = random.pick((candidates ?? bound).filter({ $0.type == type })) {
      return .variable(known.name)
    }
    if choice > 100 - constant { return .literal(pools.value(of: type, &random)) }
    if choice > 100 - constant - anonymous { return .anonymous }
    return .variable(newVariable(of: type))
  }

  /// A bound variable that holds this kind; nil where there is none.
  mutating func variable(of type: ColumnType) -> String? {
    random.pick(bound.filter { $0.type == type })?.name
  }

  /// A bound variable, or a constant where there is none or chance says so.
  mutating func known(_ type: ColumnType, constant percent: Int = 25, besides other: Term? = nil) -> Term {
    if !random.chance(percent), let name = variable(of: type), other?.kind != .variable(name) {
      return .variable(name)
    }
    return .literal(pools.value(of: type, &random))
  }

  /// A name that occurs nowhere else in the statement, bound from here on.
  mutating func newVariable(of type: ColumnType) -> String {
    let letters = "XYZUVWABCDEFGHIJKLMNOPQRST"
    let index = letters.index(letters.startIndex, offsetBy: used % letters.count)
    let name = used < letters.count ? String(letters[index]) : "\(letters[index])\(used / letters.count)"
    used += 1
    bound.append((name, type))
    return name
  }

  /// Grows a part of its own scope: what it binds is forgotten afterwards, but no name is used twice.
  mutating func nested(_ grow: (inout BodyGenerator) -> Void) -> [Formula] {
    var inner = self
    inner.parts = []
    grow(&inner)
    random = inner.random
    used = inner.used
    isOrdered = isOrdered || inner.isOrdered
    return inner.parts
  }
}
