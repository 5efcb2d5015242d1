import Glibc
import Interchange
import Syntax
import Testing

@testable import Session

@Suite struct FileTests {
  private let temporary: TemporaryFolder
  private var folder: String { temporary.path }

  init() throws {
    temporary = try TemporaryFolder()
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    stat(path, &status)
    return status.st_mode & 0o777
  }

  @Test func pathsAreTakenApart() {
    #expect(Path.directory(of: "a/b.dl") == "a")
    #expect(Path.directory(of: "/b.dl") == "/")
    #expect(Path.directory(of: "b.dl") == nil)
    #expect(Path.lastComponent(of: "a/b.dl") == "b.dl")
    #expect(Path.stem(of: "a.x/b.c.dl") == "b.c")
    #expect(Path.stem(of: "a/.hidden") == ".hidden")
    #expect(Path.fileExtension(of: "a/b.c.dl") == "dl")
    #expect(Path.fileExtension(of: "a.x/b") == "")
    #expect(Path.join("a", "b") == "a/b")
    #expect(Path.join("a/", "b") == "a/b")
    #expect(Path.join("a", "/b") == "/b")
    #expect(Path.join(nil, "b") == "b")
  }

  @Test func aMissingFileNamesOneLikeIt() throws {
    let file = try PendingFile(replacing: "\(folder)/analysis.dl")
    try file.commit()
    let error = #expect(throws: FileError.self) { try FileBytes.contents(of: "\(folder)/analysys.dl") }
    #expect(error?.reason == "no such file or directory")
    #expect(error?.alternative == "\(folder)/analysis.dl")
    #expect(error?.diagnostic().mend == "did you mean '\(folder)/analysis.dl'?")
  }

  @Test func aFolderIsNoFile() {
    let error = #expect(throws: FileError.self) { try FileBytes.contents(of: folder) }
    #expect(error?.message == "cannot read '\(folder)': is a directory")
  }

  @Test func aPipeIsReadToItsEnd() throws {
    #expect(try FileBytes.contents(of: "/dev/null") == [])
    #expect(try FileBytes.contents(of: "/proc/self/cmdline").isEmpty == false)
  }

  @Test func aReplacingOutputLeavesTheOldFileUntilItIsDone() throws {
    let path = "\(folder)/out"
    let old = try Output.file(path)
    old.write("old")
    old.close()
    chmod(path, 0o640)
    do {
      let output = try Output.replacing(path)
      output.write("never finished")
      output.flush()
    }
    #expect(try FileBytes.contents(of: path) == Array("old".utf8))
    let output = try Output.replacing(path)
    output.write("new")
    output.close()
    #expect(try FileBytes.contents(of: path) == Array("new".utf8))
    #expect(mode(path) == 0o640)
    #expect(Folder.names(in: folder) == ["out"])
  }

  @Test func aLinkKeepsItsPlaceWhenItsFileIsReplaced() throws {
    let path = "\(folder)/real"
    let first = try Output.file(path)
    first.close()
    symlink(path, "\(folder)/link")
    let output = try Output.replacing("\(folder)/link")
    output.write("x")
    output.close()
    #expect(try FileBytes.contents(of: path) == [0x78])
    #expect(Path.resolved("\(folder)/link") == Path.resolved(path))
  }

  @Test func aDeviceIsWrittenTo() throws {
    let output = try Output.replacing("/dev/null")
    output.write("x")
    output.close()
    #expect(output.failure == nil)
    let full = try Output.replacing("/dev/full")
    full.write("x")
    full.close()
    #expect(full.failure == .failed("no space left on device"))
  }

  @Test func whereNothingCanBeWrittenIsSaid() {
    let error = #expect(throws: FileError.self) { try Output.replacing("\(folder)/no/file") }
    #expect(error?.message == "cannot write '\(folder)/no/file': no such file or directory")
  }

  /// The test vectors of FIPS 180-4, and lengths around the end of a block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func digestsAreThoseOfTheStandard(text: String, digest: String) {
    #expect(SHA256.digest(of: Array(text.utf8)) == digest)
  }

  @Test func quotationsAreWholeCharactersWithinTheText() {
    let bytes = Array("né à\n  Paris".utf8)
    if case .words(let words) = Quotation(0..<bytes.count, of: bytes, holding: nil) {
      #expect(words == "né à Paris")
    } else {
      Issue.record()
    }
    if case .mismatch(let reason) = Quotation(0..<2, of: bytes, holding: nil) {
      #expect(reason == "bytes 0..2 cut a character in two")
    } else {
      Issue.record()
    }
    if case .mismatch(let reason) = Quotation(5..<99, of: bytes, holding: nil) {
      #expect(reason == "bytes 5..99 lie past the end of the text (14 bytes)")
    } else {
      Issue.record()
    }
  }

  @Test func quotationsHoldTheWordsThatTheirCitationQuotes() {
    let bytes = Array("She visited Paris.".utf8)
    if case .words(let words) = Quotation(4..<17, of: bytes, holding: "visited Paris") {
      #expect(words == "visited Paris")
    } else {
      Issue.record()
    }
    if case .mismatch(let reason) = Quotation(0..<11, of: bytes, holding: "visited Paris") {
      #expect(reason == "\"visited Paris\" is not what stands at bytes 0..11")
    } else {
      Issue.record()
    }
  }
}
