import Testing

/// The package holds facts of the article and places in it, not its sentences.
@Suite struct ArticleTextTests {
  static let run = 8

  @Test(.enabled(if: PackageFiles.article != nil, "the article is not beside the package"))
  func noEightWordsOfTheArticleStandTogetherInThePackage() throws {
    let article = Self.words(try #require(PackageFiles.article))
    let runs = Self.runs(article)
    #expect(runs.count > 300)
    let folders = ["Sources", "Tests", "scripts", ".ci"]
    let paths = folders.flatMap(PackageFiles.files) + ["README.md", "Package.swift"]
    #expect(paths.count > 20)
    for path in paths {
      guard let bytes = PackageFiles.read(path) else { continue }
      #expect(Self.runs(Self.words(bytes)).isDisjoint(with: runs), "\(path)")
    }
  }

  @Test func wordsAreComparedWithoutCaseAndPunctuation() {
    let one = Self.runs(Self.words(Array("One, two three; four (five) six-seven eight".utf8)))
    let other = Self.runs(Self.words(Array("// one two three four\n// five six seven EIGHT.".utf8)))
    #expect(one == other && one.count == 1)
  }

  private static func words(_ bytes: [UInt8]) -> [String] {
    bytes.split { !isWordByte($0) }.map { word in String(decoding: word.map { $0 | 0x20 }, as: UTF8.self) }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  private static func runs(_ words: [String]) -> Set<String> {
    guard words.count >= run else { return [] }
    return Set((0...(words.count - run)).map { words[$0..<($0 + run)].joined(separator: " ") })
  }
}
