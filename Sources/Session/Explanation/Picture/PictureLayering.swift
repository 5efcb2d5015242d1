/// Puts the boxes of a graph into rows: each below all that lead to it, in an order in which few lines cross.
///
/// A line that passes a row stands in it as a narrow item of its own, so that no box is set there. After
/// Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures", 1981.
struct PictureLayering {
  /// The items in each row from left to right: numbers below `boxCount` are boxes, the others places where a
  /// line passes.
  private(set) var rows: [[Int]] = []
  /// The items that a line of the graph goes through, from a box to a box.
  private(set) var paths: [[Int]] = []
  /// For each item those above and below it.
  private(set) var above: [[Int]]
  private(set) var below: [[Int]]
  let boxCount: Int

  private static let mostSweeps = 12

  init(boxCount: Int, edges: [(from: Int, to: Int)]) {
    self.boxCount = boxCount
    above = Array(repeating: [], count: boxCount)
    below = Array(repeating: [], count: boxCount)
    let forward = Self.withoutCycles(boxCount, edges)
    let levels = Self.levels(boxCount, forward)
    rows = Array(repeating: [], count: (levels.max() ?? 0) + 1)
    for box in 0..<boxCount { rows[levels[box]].append(box) }
    for (from, to) in forward {
      var path = [from]
      for level in levels[from] + 1..<max(levels[from] + 1, levels[to]) {
        path.append(above.count)
        rows[level].append(above.count)
        above.append([])
        below.append([])
      }
      path.append(to)
      for (upper, lower) in zip(path, path.dropFirst()) {
        below[upper].append(lower)
        above[lower].append(upper)
      }
      paths.append(path)
    }
    order()
  }

  /// The edges but for those that lead back to a box above.
  private static func withoutCycles(
    _ count: Int, _ edges: [(from: Int, to: Int)]
  ) -> [(from: Int, to: Int)] {
    var targets: [[Int]] = Array(repeating: [], count: count)
    for (index, edge) in edges.enumerated() { targets[edge.from].append(index) }
    var state = Array(repeating: 0, count: count)
    var kept: Set<Int> = []
    for start in 0..<count where state[start] == 0 {
      var stack = [(box: start, next: 0)]
      state[start] = 1
      while let (box, next) = stack.last {
        guard next < targets[box].count else {
          state[box] = 2
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let edge = targets[box][next]
        let target = edges[edge].to
        if state[target] != 1 { kept.insert(edge) }
        if state[target] == 0 {
          state[target] = 1
          stack.append((target, 0))
        }
      }
    }
    return edges.indices.filter(kept.contains).map { edges[$0] }
  }

  /// For each box the length of the longest way to it.
  private static func levels(_ count: Int, _ edges: [(from: Int, to: Int)]) -> [Int] {
    var levels = Array(repeating: 0, count: count)
    var targets: [[Int]] = Array(repeating: [], count: count)
    var open = Array(repeating: 0, count: count)
    for edge in edges {
      targets[edge.from].append(edge.to)
      open[edge.to] += 1
    }
    var ready = (0..<count).filter { open[$0] == 0 }
    while let box = ready.popLast() {
      for target in targets[box] {
        levels[target] = max(levels[target], levels[box] + 1)
        open[target] -= 1
        if open[target] == 0 { ready.append(target) }
      }
    }
    return levels
  }

  /// Sorts each row by where the items above, or below, stand, down and up in turn, and keeps the best order
  /// met.
  private mutating func order() {
    var best = rows
    var fewest = crossings()
    for sweep in 0..<Self.mostSweeps where fewest > 0 {
      let isDown = sweep % 2 == 0
      for row in isDown ? Array(rows.indices.dropFirst()) : Array(rows.indices.dropLast().reversed()) {
        sort(row, by: isDown ? above : below, at: isDown ? row - 1 : row + 1)
      }
      let count = crossings()
      if count < fewest {
        fewest = count
        best = rows
      }
    }
    rows = best
  }

  private mutating func sort(_ row: Int, by neighbours: [[Int]], at other: Int) {
    let places = places(in: other)
    let keyed = rows[row].enumerated().map { place, item -> (key: Double, place: Int, item: Int) in
      let found = neighbours[item].compactMap { places[$0] }
      let mean = found.isEmpty ? Double(place) : Double(found.reduce(0, +)) / Double(found.count)
      return (mean, place, item)
    }
    rows[row] = keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.item)
  }

  private func places(in row: Int) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: rows[row].enumerated().map { ($1, $0) })
  }

  /// How many pairs of lines cross.
  func crossings() -> Int {
    var count = 0
    for row in rows.indices.dropLast() {
      let places = places(in: row + 1)
      let ends = rows[row].map { below[$0].compactMap { places[$0] } }
      for left in ends.indices {
        for right in ends.indices.dropFirst(left + 1) {
          for end in ends[left] { count += ends[right].count { $0 < end } }
        }
      }
    }
    return count
  }
}
