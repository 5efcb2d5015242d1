import Syntax
import Testing

@Suite struct NearestTests {
  private let relations = ["signed", "visited", "references", "dated", "met", "a"]

  @Test(arguments: [
    ("signd", "signed"), ("singed", "signed"), ("Signed", "signed"), ("visit", "visited"),
    ("vistied", "visited"),
    ("refrences", "references"), ("referncse", "references"), ("mett", "met"), ("emt", "met"),
    ("dates", "dated"),
  ])
  func aMistypedNameLeadsToTheNearest(written: String, meant: String) {
    #expect(nearest(to: written, among: relations) == meant)
  }

  @Test(arguments: ["", "b", "xyz", "country", "sign", "refs"])
  func aFarNameLeadsToNone(written: String) {
    #expect(nearest(to: written, among: relations) == nil)
  }

  @Test func ofEquallyNearNamesTheLeastIsTaken() {
    #expect(nearest(to: "cat", among: ["rat", "bat", "cart"]) == "bat")
    #expect(nearest(to: "cat", among: ["bat", "cart", "rat"]) == "bat")
  }
}
