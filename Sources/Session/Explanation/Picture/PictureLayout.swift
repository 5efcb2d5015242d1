/// Where the boxes and lines of a picture are, in pixels from its left upper corner.
struct PictureLayout {
  struct Frame {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
  }

  /// Text in a box.
  struct Line {
    var text: String
    var font: PictureFont
    /// Where it starts, and its base line.
    var x: Int
    var y: Int
    var isWarning: Bool
  }

  /// One for each box of the graph.
  private(set) var frames: [Frame] = []
  private(set) var lines: [[Line]] = []
  /// The line of each path of the layering: straight down, then a bend to the next row.
  private(set) var curves: [(from: Int, to: Int, path: String)] = []
  private(set) var width = 0
  private(set) var height = 0

  static let margin = 20
  /// The widest text of a box.
  private static let mostText = 230
  private static let leastBox = 60
  private static let padding = 10
  private static let gap = 24
  private static let rowGap = 44
  /// How much room a line takes where it passes boxes.
  private static let lineRoom = 12
  private static let passes = 24

  init(_ graph: PictureGraph) {
    let layering = PictureLayering(boxCount: graph.boxes.count, edges: graph.edges)
    for (number, box) in graph.boxes.enumerated() { set(box, isTop: number == 0) }
    let centers = Self.centers(of: layering, widths: frames.map(\.width))
    let left = layering.rows.joined().map { centers[$0] - Double(halfWidth($0)) }.min() ?? 0
    func center(_ item: Int) -> Int { Int((centers[item] - left).rounded()) + Self.margin }
    var tops: [Int] = []
    var bottoms: [Int] = []
    var y = Self.margin
    for row in layering.rows {
      let boxes = row.filter { $0 < frames.count }
      let tallest = boxes.map { frames[$0].height }.max() ?? 0
      for box in boxes {
        frames[box].x = center(box) - frames[box].width / 2
        frames[box].y = y
        width = max(width, frames[box].x + frames[box].width + Self.margin)
      }
      for item in row where item >= frames.count { width = max(width, center(item) + Self.lineRoom) }
      tops.append(y)
      bottoms.append(y + tallest)
      y += tallest + Self.rowGap
    }
    height = (bottoms.last ?? 0) + Self.margin
    for box in frames.indices {
      for index in lines[box].indices {
        lines[box][index].x += frames[box].x
        lines[box][index].y += frames[box].y
      }
    }
    addCurves(layering, center: center, tops, bottoms)
  }

  private func halfWidth(_ item: Int) -> Int {
    item < frames.count ? (frames[item].width + 1) / 2 : Self.lineRoom / 2
  }

  /// Breaks a box's words into lines and gives it its size.
  private mutating func set(_ box: PictureGraph.Box, isTop: Bool) {
    var set: [Line] = []
    var y = Self.padding
    var widest = Self.leastBox - 2 * Self.padding
    for line in box.lines {
      let font: PictureFont = line.isRemark ? .remark : isTop ? .heading : .sentence
      for text in font.wrapped(line.text, width: Self.mostText) {
        set.append(Line(text: text, font: font, x: Self.padding, y: y + font.size, isWarning: line.isWarning))
        y += font.lineHeight
        widest = max(widest, font.width(of: text))
      }
    }
    lines.append(set)
    frames.append(
      Frame(x: 0, y: 0, width: widest + 2 * Self.padding, height: y + Self.padding - 2))
  }

  // MARK: Across

  /// The middle of each item: near the middle of those that it is joined to, and clear of its neighbours in
  /// the row.
  private static func centers(of layering: PictureLayering, widths: [Int]) -> [Double] {
    func width(_ item: Int) -> Double { Double(item < widths.count ? widths[item] : lineRoom) }
    let count = layering.above.count
    var centers = [Double](repeating: 0, count: count)
    for row in layering.rows {
      var x = 0.0
      for item in row {
        centers[item] = x + width(item) / 2
        x += width(item) + Double(gap)
      }
    }
    for pass in 0..<passes {
      let isDown = pass % 2 == 0
      for row in isDown ? layering.rows : layering.rows.reversed() {
        let wanted = row.map { item -> Double in
          let near =
            pass >= passes - 2
            ? layering.above[item] + layering.below[item]
            : isDown ? layering.above[item] : layering.below[item]
          return near.isEmpty ? centers[item] : near.reduce(0) { $0 + centers[$1] } / Double(near.count)
        }
        let weights = row.map { $0 < widths.count ? 1.0 : 4.0 }
        for (item, center) in zip(row, spread(wanted, weights, row.map(width))) { centers[item] = center }
      }
    }
    return centers
  }

  /// The places nearest to those wanted, by least squares, at which items of these widths stay apart in their
  /// order: the places less what must lie between are made to ascend by pooling those that do not.
  private static func spread(_ wanted: [Double], _ weights: [Double], _ widths: [Double]) -> [Double] {
    var offsets: [Double] = []
    var offset = 0.0
    for index in widths.indices {
      if index > 0 { offset += (widths[index - 1] + widths[index]) / 2 + Double(gap) }
      offsets.append(offset)
    }
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for index in wanted.indices {
      pools.append(((wanted[index] - offsets[index]) * weights[index], weights[index], 1))
      while pools.count > 1, let last = pools.last,
        pools[pools.count - 2].sum / pools[pools.count - 2].weight > last.sum / last.weight
      {
        pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].weight += last.weight
        pools[pools.count - 1].count += last.count
      }
    }
    let placed = pools.flatMap { Array(repeating: $0.sum / $0.weight, count: $0.count) }
    return zip(placed, offsets).map { $0 + $1 }
  }

  // MARK: Lines

  private mutating func addCurves(
    _ layering: PictureLayering, center: (Int) -> Int, _ tops: [Int], _ bottoms: [Int]
  ) {
    var levels: [Int: Int] = [:]
    for (level, row) in layering.rows.enumerated() { for item in row { levels[item] = level } }
    for path in layering.paths {
      guard let from = path.first, let to = path.last, var level = levels[from] else { continue }
      var x = center(from)
      let foot = frames[from].y + frames[from].height
      var text = "M\(x) \(foot)" + (foot < bottoms[level] ? "V\(bottoms[level])" : "")
      for item in path.dropFirst() {
        let (start, end) = (bottoms[level], tops[level + 1])
        let middle = (start + end) / 2
        let next = center(item)
        text += next == x ? "V\(end)" : "C\(x) \(middle) \(next) \(middle) \(next) \(end)"
        level += 1
        x = next
        if item != to { text += "V\(bottoms[level])" }
      }
      curves.append((from, to, text))
    }
  }
}
