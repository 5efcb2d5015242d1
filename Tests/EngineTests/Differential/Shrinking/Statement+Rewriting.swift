import Syntax

/// Changes every atom and every literal of a statement, from the inside out.
struct TreeRewriting {
  var atom: (Atom) -> Atom = { $0 }
  var literal: (Literal) -> Literal = { $0 }

  func rewritten(_ statement: Statement.Kind) -> Statement.Kind {
    switch statement {
    case .fact(let fact): .fact(Fact(rewritten(fact.atom), citations: fact.citations))
    case .rule(let rule): .rule(Rule(head: rewritten(rule.head), body: rewritten(rule.body)))
    case .query(let query):
      .query(Query(rewritten(query.body), shown: query.shown, ordering: query.ordering, limit: query.limit))
    case .constraint(let body): .constraint(rewritten(body))
    case .declaration, .include, .parameter, .command: statement
    }
  }

  private func rewritten(_ formula: Formula) -> Formula {
    switch formula.kind {
    case .atom(let atom): .atom(rewritten(atom))
    case .comparison(let comparison):
      .compare(rewritten(comparison.left), comparison.relation, rewritten(comparison.right))
    case .negation(let part): .not(rewritten(part))
    case .possibly(let part): .possibly(rewritten(part))
    case .conjunction(let parts): .all(parts.map(rewritten))
    case .disjunction(let parts): .any(parts.map(rewritten))
    }
  }

  private func rewritten(_ atom: Atom) -> Atom {
    var changed = atom
    changed.arguments = atom.arguments.map { Argument(label: $0.label, rewritten($0.value)) }
    changed.document = atom.document.map(rewritten)
    return self.atom(changed)
  }

  private func rewritten(_ term: Term) -> Term {
    switch term.kind {
    case .variable, .anonymous, .parameter: term
    case .literal(let value): .literal(literal(value))
    case .negative(let part): Term(.negative(rewritten(part)), .nowhere)
    case .call(let name, let arguments): .call(name.text, arguments.map(rewritten))
    case .binary(let operation, let left, let right): .binary(rewritten(left), operation, rewritten(right))
    case .aggregate(let aggregate):
      .aggregate(
        aggregate.function, aggregate.value.map(rewritten), by: aggregate.key.map(rewritten),
        aggregate.body.map(rewritten))
    }
  }
}

extension Statement.Kind {
  /// Every relation and test that occurs.
  var relationNames: [String] {
    var names: [String] = []
    visit(
      TreeRewriting(atom: { atom in
        names.append(atom.relation.text)
        return atom
      }))
    return names
  }

  var literals: [Literal] {
    var literals: [Literal] = []
    visit(
      TreeRewriting(literal: { literal in
        literals.append(literal)
        return literal
      }))
    return literals
  }

  private func visit(_ rewriting: TreeRewriting) { _ = rewriting.rewritten(self) }

  func replacing(_ old: Literal, by new: Literal) -> Statement.Kind {
    TreeRewriting(literal: { $0 == old ? new : $0 }).rewritten(self)
  }

  /// The statement without a column of a relation, whose declaration may be elsewhere in the program.
  func dropping(column: Int, of relation: String, in program: [Statement.Kind]) -> Statement.Kind {
    let columns = program.lazy.compactMap { $0.columns(of: relation) }.first
    if case .declaration(var declaration) = self, declaration.relation.text == relation {
      if declaration.columns.indices.contains(column) { declaration.columns.remove(at: column) }
      return .declaration(declaration)
    }
    let dropping = TreeRewriting(atom: { atom in
      guard atom.relation.text == relation else { return atom }
      var atom = atom
      if atom.arguments.contains(where: { $0.label != nil }) {
        atom.arguments.removeAll { argument in
          columns.map { $0.indices.contains(column) && argument.label?.text == $0[column] } ?? false
        }
      } else if atom.arguments.indices.contains(column) {
        atom.arguments.remove(at: column)
      }
      return atom
    })
    return dropping.rewritten(self)
  }

  private func columns(of relation: String) -> [String]? {
    guard case .declaration(let declaration) = self, declaration.relation.text == relation else { return nil }
    return declaration.columns.map(\.name.text)
  }
}
