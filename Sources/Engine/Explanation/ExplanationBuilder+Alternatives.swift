extension ExplanationBuilder {
  /// How a row is derived in all ways, of which the first few are written. Nil where it does not hold, or
  /// holds only by what has been bettered since.
  static func explanation(
    of found: DerivationSearch.Alternatives, first: Int, in search: DerivationSearch
  ) throws(EngineError) -> Explanation? {
    let wanted = max(0, first - found.stated.count)
    let heights = found.ways.compactMap { search.height(of: search.ways[$0]) }.sorted()
    var written = found.ways.filter { way in
      guard let height = search.height(of: search.ways[way]) else { return false }
      return heights.count <= wanted || wanted > 0 && height <= heights[wanted - 1]
    }
    // Where there were too many ways to find heights, any derivation of what a way uses does.
    let others = found.ways.filter { search.height(of: search.ways[$0]) == nil }
    for way in others where written.count < wanted {
      try search.ground(way, by: found)
      if search.height(of: search.ways[way]) != nil { written.append(way) }
    }
    var builder = try ExplanationBuilder(
      found.stated + written.flatMap { search.ways[$0].premises }, search)
    written = Array(builder.choice.ranked(written).prefix(wanted))
    guard let head = found.stated.first ?? written.first.map({ search.ways[$0].head }) else { return nil }
    _ = builder.number(of: head)
    var shown: [Derivation] = []
    for node in found.stated.prefix(first) { shown.append(try builder.derivation(node)) }
    for way in written {
      shown.append(try builder.derivation(by: way, height: search.height(of: search.ways[way]) ?? 0))
    }
    return Explanation(
      parts: try builder.parts([shown[0]]),
      alternatives: Alternatives(
        shown: shown, count: found.count, isMore: found.isMore, undecided: found.undecided))
  }
}
