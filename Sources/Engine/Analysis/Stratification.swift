import Syntax

/// The predicates that a question needs, in groups that depend on each other (strongly connected
/// components), each after those that it reads.
struct Stratum {
  var predicates: [Predicate]
  /// Whether a predicate of the group reads one of the group.
  var isRecursive: Bool
}

/// Tarjan's algorithm over the predicates that can be reached, without recursion on the call stack.
struct Stratification {
  private let program: Program
  private let isIncremental: Bool
  private var numbers: [Predicate: Int] = [:]
  private var lows: [Int] = []
  private var order: [Predicate] = []
  private var onStack: [Bool] = []
  private var stack: [Int] = []
  private(set) var strata: [Stratum] = []

  /// The strata for some predicates; throws where a negation or an aggregate is part of its own cycle.
  ///
  /// Where `isIncremental`, predicates that have been analysed with all that they read are left out.
  static func of(
    _ roots: [Predicate], in program: Program, isIncremental: Bool = false
  ) throws(EngineError) -> [Stratum] {
    var stratification = Stratification(program: program, isIncremental: isIncremental)
    for root in roots where stratification.numbers[root] == nil { try stratification.visit(root) }
    return stratification.strata
  }

  private init(program: Program, isIncremental: Bool) {
    self.program = program
    self.isIncremental = isIncremental
  }

  private struct Frame {
    var number: Int
    var successors: [Predicate]
    var position = 0
  }

  private mutating func visit(_ root: Predicate) throws(EngineError) {
    var frames = [try enter(root)]
    while var frame = frames.popLast() {
      if frame.position < frame.successors.count {
        let next = frame.successors[frame.position]
        frame.position += 1
        frames.append(frame)
        if let number = numbers[next] {
          if onStack[number] { lows[frame.number] = min(lows[frame.number], number) }
        } else {
          frames.append(try enter(next))
        }
        continue
      }
      if let parent = frames.last { lows[parent.number] = min(lows[parent.number], lows[frame.number]) }
      if lows[frame.number] == frame.number { try close(frame.number) }
    }
  }

  private mutating func enter(_ predicate: Predicate) throws(EngineError) -> Frame {
    let number = order.count
    numbers[predicate] = number
    order.append(predicate)
    lows.append(number)
    onStack.append(true)
    stack.append(number)
    var successors = unique(try edges(of: predicate).map(\.to))
    if isIncremental { successors.removeAll { program.analysedKinds(of: $0) != nil } }
    return Frame(number: number, successors: successors)
  }

  private struct Edge {
    var to: Predicate
    var isNegative: Bool
    var origin: Origin
    var range: SourceRange
  }

  private func edges(of predicate: Predicate) throws(EngineError) -> [Edge] {
    let definition = try program.definition(of: predicate)
    var edges: [Edge] = []
    if case .relation(let name, let modality, .possible) = predicate, let origin = definition.origin {
      // The certain rows come first: where nothing was in doubt, they are the possible ones too.
      edges.append(
        Edge(
          to: .relation(name, modality, .certain), isNegative: false, origin: origin,
          range: origin.statement.range))
    }
    if case .aggregate(let spec) = definition.form, let origin = definition.origin {
      edges.append(
        Edge(
          to: spec.input, isNegative: true, origin: origin,
          range: spec.outputs.first?.range ?? origin.statement.range))
    }
    for clause in definition.clauses {
      for dependency in clause.dependencies {
        edges.append(
          Edge(
            to: dependency.predicate, isNegative: dependency.isNegative, origin: clause.origin,
            range: dependency.range))
      }
    }
    return edges
  }

  private mutating func close(_ root: Int) throws(EngineError) {
    var members: [Int] = []
    while let top = stack.popLast() {
      onStack[top] = false
      members.append(top)
      if top == root { break }
    }
    let predicates = members.sorted().map { order[$0] }
    let group = Set(predicates)
    var isRecursive = false
    for predicate in predicates {
      for edge in try edges(of: predicate) where group.contains(edge.to) {
        isRecursive = true
        if edge.isNegative { throw refuse(edge, from: predicate, in: group) }
      }
    }
    strata.append(Stratum(predicates: predicates, isRecursive: isRecursive))
  }

  /// The diagnostic for a negation or an aggregate inside its own cycle, with the cycle rule by rule.
  private func refuse(_ edge: Edge, from predicate: Predicate, in group: Set<Predicate>) -> EngineError {
    let path = cycle(from: edge.to, to: predicate, in: group)
    let source = edge.origin.statement.source
    let names = unique(([predicate] + [edge.to] + path.map(\.to)).compactMap(\.displayName))
    let chain = (names + names.prefix(1)).joined(separator: " -> ")
    // A lookup reads the result of an aggregate, and the aggregate its input.
    let isAggregate = [predicate, edge.to].contains {
      if case .aggregate? = (try? program.definition(of: $0))?.form { true } else { false }
    }
    let (message, mend): (String, String)
    if isAggregate {
      message = "an aggregate must know all its rows first, but here they depend on its result"
      mend = "in recursion a head may use min or max"
    } else {
      message = "a negation must know all rows first, but here they depend on it"
      mend = "break the cycle: let no rule of it negate another"
    }
    var diagnostic = Diagnostic(
      .error, .unstratified, "\(message): \(chain)", at: edge.range, in: source, mend: mend)
    var seen: Set<Int> = [edge.origin.id]
    for step in path where seen.insert(step.origin.id).inserted {
      let statement = step.origin.statement
      if statement.source === source {
        diagnostic.labels.append(Diagnostic.Label(statement.range, "this rule closes the cycle"))
      } else {
        diagnostic.notes.append("the cycle goes through: \(statement.text)")
      }
    }
    return .invalid(diagnostic)
  }

  /// The edges of a shortest way inside the group.
  private func cycle(from start: Predicate, to end: Predicate, in group: Set<Predicate>) -> [Edge] {
    var arrivals: [Predicate: (from: Predicate, edge: Edge)] = [:]
    var queue = [start]
    var position = 0
    while position < queue.count, queue[position] != end {
      let current = queue[position]
      position += 1
      for edge in (try? edges(of: current)) ?? [] where group.contains(edge.to) {
        if edge.to != start, arrivals[edge.to] == nil {
          arrivals[edge.to] = (current, edge)
          queue.append(edge.to)
        }
      }
    }
    var path: [Edge] = []
    var current = end
    while current != start, let arrival = arrivals[current] {
      path.append(arrival.edge)
      current = arrival.from
    }
    return path.reversed()
  }
}

extension Predicate {
  /// The name in a chain of relations; a part of a rule has none.
  var displayName: String? { if case .auxiliary = self { nil } else { name } }
}
