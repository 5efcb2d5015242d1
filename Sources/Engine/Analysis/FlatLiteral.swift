import Syntax

/// A literal of a conjunction after disjunctions have been multiplied out, with the version of relations
/// that it reads: `possibly` and `not` change it on the way down.
struct FlatLiteral {
  enum Kind {
    case atom(Atom)
    case comparison(Comparison)
    /// The formula under `not`, which reads the flipped version.
    case negation(Formula)
  }

  var kind: Kind
  var view: DateView
  var range: SourceRange
}

extension Formula {
  /// How many alternatives a formula may multiply out to.
  static let mostAlternatives = 512

  /// The conjunctions of which the formula is the disjunction, in the order written.
  func alternatives(in view: DateView, of source: SourceText) throws(EngineError) -> [[FlatLiteral]] {
    switch kind {
    case .atom(let atom): return [[FlatLiteral(kind: .atom(atom), view: view, range: range)]]
    case .comparison(let comparison):
      return [[FlatLiteral(kind: .comparison(comparison), view: view, range: range)]]
    case .negation(let inner): return [[FlatLiteral(kind: .negation(inner), view: view, range: range)]]
    case .possibly(let inner): return try inner.alternatives(in: .possible, of: source)
    case .conjunction(let parts):
      var product: [[FlatLiteral]] = [[]]
      for part in parts {
        let choices = try part.alternatives(in: view, of: source)
        if choices.count == 1 {
          for index in product.indices { product[index] += choices[0] }
        } else {
          try check(product.count * choices.count, source)
          product = product.flatMap { before in choices.map { before + $0 } }
        }
      }
      return product
    case .disjunction(let parts):
      var union: [[FlatLiteral]] = []
      for part in parts {
        union += try part.alternatives(in: view, of: source)
        try check(union.count, source)
      }
      return union
    }
  }

  private func check(_ count: Int, _ source: SourceText) throws(EngineError) {
    guard count > Formula.mostAlternatives else { return }
    throw .invalid(
      Diagnostic(
        .error, .tooManyAlternatives,
        "this body has more than \(Formula.mostAlternatives) alternatives", at: range, in: source,
        mend: "define a rule for each part that has ';'"))
  }

  /// Every named variable with its places, in the order written, aggregates' bodies included.
  var variableUses: [Name] {
    var uses: [Name] = []
    collectVariables(into: &uses)
    return uses
  }

  fileprivate func collectVariables(into uses: inout [Name]) {
    switch kind {
    case .atom(let atom): atom.collectVariables(into: &uses)
    case .comparison(let comparison):
      comparison.left.collectVariables(into: &uses)
      comparison.right.collectVariables(into: &uses)
    case .negation(let inner), .possibly(let inner): inner.collectVariables(into: &uses)
    case .conjunction(let parts), .disjunction(let parts):
      for part in parts { part.collectVariables(into: &uses) }
    }
  }

  /// The named variables outside aggregates and negations: those that a question shows.
  var outerVariables: [Name] {
    switch kind {
    case .atom(let atom):
      atom.arguments.flatMap(\.value.outerVariables) + (atom.document?.outerVariables ?? [])
    case .comparison(let comparison): comparison.left.outerVariables + comparison.right.outerVariables
    case .negation: []
    case .possibly(let inner): inner.outerVariables
    case .conjunction(let parts), .disjunction(let parts): parts.flatMap(\.outerVariables)
    }
  }
}

extension Atom {
  fileprivate func collectVariables(into uses: inout [Name]) {
    for argument in arguments { argument.value.collectVariables(into: &uses) }
    document?.collectVariables(into: &uses)
  }

  var variableUses: [Name] {
    var uses: [Name] = []
    collectVariables(into: &uses)
    return uses
  }
}

extension Term {
  fileprivate func collectVariables(into uses: inout [Name]) {
    switch kind {
    case .variable(let name): uses.append(Name(name, range))
    case .anonymous, .literal, .parameter: break
    case .call(_, let arguments): for argument in arguments { argument.collectVariables(into: &uses) }
    case .negative(let inner): inner.collectVariables(into: &uses)
    case .binary(_, let left, let right):
      left.collectVariables(into: &uses)
      right.collectVariables(into: &uses)
    case .aggregate(let aggregate):
      aggregate.value?.collectVariables(into: &uses)
      aggregate.key?.collectVariables(into: &uses)
      aggregate.body?.collectVariables(into: &uses)
    }
  }

  var variableUses: [Name] {
    var uses: [Name] = []
    collectVariables(into: &uses)
    return uses
  }

  var outerVariables: [Name] {
    switch kind {
    case .variable(let name): [Name(name, range)]
    case .anonymous, .literal, .parameter, .aggregate: []
    case .call(_, let arguments): arguments.flatMap(\.outerVariables)
    case .negative(let inner): inner.outerVariables
    case .binary(_, let left, let right): left.outerVariables + right.outerVariables
    }
  }
}
