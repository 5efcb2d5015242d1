import Engine
import Syntax
import Testing

@testable import Session

/// The picture of a derivation: sound XML, in which nothing lies on anything else.
@Suite struct PictureTests {
  private struct Picture {
    var document: MarkupReader
    var boxes: [MarkupReader.Element]
    var texts: [MarkupReader.Element]
    var lines: [MarkupReader.Element]

    init(_ text: String) throws {
      document = try MarkupReader(text)
      boxes = document.elements.filter { $0.name == "rect" && $0["class"] == "box" }
      texts = document.elements.filter { $0.name == "text" }
      lines = document.elements.filter { $0.name == "path" }
    }
  }

  private func workspace(_ program: String?) -> (Workspace, Output) {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    if let program {
      _ = workspace.execute(SourceText(name: "test.dl", text: program))
    } else {
      workspace.loadSample()
    }
    return (workspace, output)
  }

  /// What `:why --svg` shows; each time in a workspace of its own.
  private func svg(_ fact: String, _ program: String? = nil, place: String? = nil) -> String {
    let (workspace, output) = workspace(program)
    let before = output.text.count
    _ = workspace.run(":why --svg \(fact)")
    guard let place else { return String(output.text.dropFirst(before)).trimmingNewlines }
    let start = output.text.count
    _ = workspace.run(":why --svg \(place)")
    return String(output.text.dropFirst(start)).trimmingNewlines
  }

  private static let everything = """
    paid(ann, 10). paid(ann, 20). paid(ann, 30). paid(ann, 5). paid(bob, 7).
    total(X, sum(V)) :- paid(X, V).
    e(a, b). e(b, c). e(c, d). e(d, f). e(f, g). e(a, c).
    path(X, Y) :- e(X, Y). path(X, Z) :- path(X, Y), e(Y, Z).
    road(a, b, 4). road(a, c, 1). road(c, b, 2).
    dist(X, Y, min(L)) :- road(X, Y, L). dist(X, Z, min(D + L)) :- dist(X, Y, D), road(Y, Z, L).
    most(X, V) :- V = max A { paid(X, A) }, N = count { paid(X, A) }, N > 1, total(X, S), S = 2 * V + 5,
      not paid(X, 99), path(a, g), path(a, c), dist(a, b, _).
    """

  /// Layers of unary relations, each row of which rests on some of any layer below.
  private static func layered(seed: UInt64) -> String {
    var random = SeededNumbers(seed: seed)
    var program = ""
    for layer in 0..<6 {
      for place in 0..<(layer == 5 ? 1 : 5) {
        let name = "p\(layer)_\(place)"
        if layer == 0 {
          program += "\(name)(x).\n"
          continue
        }
        let grounds = (0..<random.upTo(4)).map { _ in "p\(random.upTo(layer) - 1)_\(random.upTo(5) - 1)(X)" }
        program += "\(name)(X) :- \(grounds.joined(separator: ", ")).\n"
      }
    }
    return program
  }

  private func check(_ text: String, _ comment: Comment) throws {
    let picture = try Picture(text)
    #expect(picture.boxes.count > 1, comment)
    let root = try #require(picture.document.elements.first)
    let (width, height) = (try root.number("width"), try root.number("height"))
    #expect(root["viewBox"] == "0 0 \(width) \(height)", comment)
    let frames = try picture.boxes.map { box in
      (
        x: try box.number("x"), y: try box.number("y"), w: try box.number("width"),
        h: try box.number("height")
      )
    }
    for (index, frame) in frames.enumerated() {
      #expect(
        frame.x >= 0 && frame.y >= 0 && frame.x + frame.w <= width && frame.y + frame.h <= height, comment)
      for other in frames.dropFirst(index + 1) {
        let isApart =
          frame.x + frame.w < other.x || other.x + other.w < frame.x || frame.y + frame.h < other.y
          || other.y + other.h < frame.y
        #expect(isApart, "\(comment): \(frame) and \(other)")
      }
    }
    for line in picture.texts {
      let classes = line["class"] ?? ""
      let size = classes.contains("remark") ? 11 : classes.contains("foot") ? 12 : 13
      let font = PictureFont(size: size, isBold: classes.contains("heading"))
      let (x, y, w) = (try line.number("x"), try line.number("y"), font.width(of: line.text))
      #expect(x >= 0 && x + w <= width && y - size >= 0 && y + 3 <= height, "\(comment): \(line.text)")
      if classes.contains("foot") { continue }
      #expect(
        frames.contains { x >= $0.x && x + w <= $0.x + $0.w && y - size >= $0.y && y + 3 <= $0.y + $0.h },
        "\(comment): '\(line.text)' is in no box")
    }
    for line in picture.lines {
      for point in Curve.points(of: line["d"] ?? "") {
        let isInside = frames.contains {
          point.x > Double($0.x) + 0.5 && point.x < Double($0.x + $0.w) - 0.5 && point.y > Double($0.y) + 0.5
            && point.y < Double($0.y + $0.h) - 0.5
        }
        #expect(!isInside, "\(comment): \(line["id"] ?? "") crosses a box at \(point)")
      }
    }
    let ids = picture.document.elements.compactMap { $0["id"] }
    #expect(Set(ids).count == ids.count, comment)
  }

  @Test(arguments: [
    "touched(india, joint_declaration, kashmir_dispute)", "strains(kazakhstan, india, joint_declaration)",
    "leads_to(joint_declaration, plebiscite)",
    "quoted_as(joint_declaration, kashmir_clause, \"peaceful resolution\")",
    "contradiction(A, B, C, D)", "visited_country(X, Y, Z)",
  ])
  func theSampleIsDrawnClearly(fact: String) throws {
    let text = svg(fact)
    // A stated fact is one box.
    if fact.hasPrefix("quoted_as") {
      #expect(try Picture(text).boxes.count == 1)
      #expect(text.contains("Contradicted"))
      return
    }
    try check(text, "\(fact)")
  }

  @Test func everyKindOfBoxIsDrawn() throws {
    let text = svg("most(ann, V)", Self.everything)
    try check(text, "everything")
    let kinds = Set(try MarkupReader(text).elements.filter { $0.name == "g" }.compactMap { $0["class"] })
    #expect(kinds == ["derived", "fact", "rule", "test", "absence", "aggregate", "chain", "best"])
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func sharedGroundsAreDrawnWithoutCrossingBoxes(seed: UInt64) throws {
    try check(svg("p5_0(x)", Self.layered(seed: seed)), "seed \(seed)")
  }

  @Test func itIsTheSameEveryTime() {
    let program = Self.layered(seed: 5)
    #expect(svg("p5_0(x)", program) == svg("p5_0(x)", program))
    #expect(svg("most(ann, V)", Self.everything) == svg("most(ann, V)", Self.everything))
  }

  @Test func idsAreThoseOfParts() throws {
    let text = svg("located_in(astana, kazakhstan)")
    let ids = try MarkupReader(text).elements.compactMap { $0["id"] }
    #expect(
      ids == [
        "why-title", "why-description", "part-0_rule-0", "rule-0_part-1", "part-0", "rule-0", "part-1",
      ])
  }

  @Test func anyTextIsEscaped() throws {
    let odd = #"<b>&\"'\u{1}\u{fffe}]]> 日本語日本語日本語日本語日本語日本語日本語日本語 WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"#
    let text = svg("q(X)", "p(\"\(odd)\"). q(X) :- p(X).")
    try check(text, "odd")
    #expect(text.contains("&lt;b&gt;&amp;"))
    #expect(!text.contains("<b>"))
  }

  @Test func aPartIsDrawnByItself() throws {
    let text = svg("most(ann, V)", Self.everything, place: "1.1")
    let picture = try Picture(text)
    #expect(picture.texts.first?.text == "max = 30")
    #expect(picture.boxes.count == 4)
  }

  @Test func aLargeDerivationIsCut() throws {
    let facts = (0..<300).map { "n\($0)(1)." }.joined()
    let body = (0..<300).map { "n\($0)(X)" }.joined(separator: ", ")
    let text = svg("all(1)", facts + "all(X) :- \(body).")
    let picture = try Picture(text)
    #expect(picture.boxes.count == PictureGraph.mostBoxes)
    #expect(picture.texts.contains { $0.text == "and more" })
  }

  @Test func nothingIsMeasuredNarrowerThanItIs() {
    // Advances of DejaVu Sans, the widest of the usual fonts, in thousandths.
    let advances: [(Character, Int)] = [
      ("m", 974), ("w", 818), ("W", 989), ("M", 863), ("i", 278), ("t", 392), ("r", 411), ("a", 613),
      ("0", 636),
      ("O", 787), ("@", 1000), ("%", 950), ("&", 780), ("=", 838), ("_", 500), (" ", 318), ("\"", 460),
      ("…", 1000),
    ]
    for (character, advance) in advances {
      let text = String(repeating: character, count: 100)
      #expect(PictureFont.sentence.width(of: text) >= advance * 13 / 10, "\(character)")
    }
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    String(drop { $0 == "\n" }.reversed().drop { $0 == "\n" }.reversed())
  }
}

/// The points of a path of `M`, `V` and `C`, close together.
private enum Curve {
  static func points(of path: String) -> [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    var at = (x: 0.0, y: 0.0)
    for step in path.split(whereSeparator: \.isUppercaseLetter, keeping: true) {
      let numbers = step.dropFirst().split(separator: " ").compactMap { Double($0) }
      switch (step.first, numbers.count) {
      case ("M", 2): at = (numbers[0], numbers[1])
      case ("V", 1):
        for part in 0...20 { points.append((at.x, at.y + (numbers[0] - at.y) * Double(part) / 20)) }
        at.y = numbers[0]
      case ("C", 6):
        for part in 0...40 {
          let t = Double(part) / 40
          let u = 1 - t
          func mix(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
            u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
          }
          points.append(
            (mix(at.x, numbers[0], numbers[2], numbers[4]), mix(at.y, numbers[1], numbers[3], numbers[5])))
        }
        at = (numbers[4], numbers[5])
      default: Issue.record("a step of another kind: \(step)")
      }
    }
    return points
  }
}

extension Character {
  fileprivate var isUppercaseLetter: Bool { isLetter && isUppercase }
}

extension String {
  /// The parts that start where a character is met, with it.
  fileprivate func split(whereSeparator isStart: (Character) -> Bool, keeping: Bool) -> [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    for index in indices where isStart(self[index]) && index > start {
      parts.append(self[start..<index])
      start = index
    }
    return parts + [self[start...]]
  }
}
