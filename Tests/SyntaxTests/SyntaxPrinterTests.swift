import Chronology
import Syntax
import Testing

@Suite struct SyntaxPrinterTests {
  @Test(arguments: [
    ("pakistan", "pakistan"), ("a_1", "a_1"), ("été", "été"), ("日本", "日本"), ("planned", "planned"),
    ("not", "not"),
    ("today", "\"today\""), ("", "\"\""), ("Pakistan", "\"Pakistan\""), ("_x", "\"_x\""), ("1st", "\"1st\""),
    ("Joint Declaration", "\"Joint Declaration\""), ("joint-declaration", "\"joint-declaration\""),
    ("a\"b\\c\nd\te", #""a\"b\\c\nd\te""#), ("\u{1B}[2J", #""\u{1b}[2J""#), ("\u{0}", #""\u{0}""#),
    ("\u{202E}", #""\u{202e}""#), ("É", "\"É\""), ("😀", "\"😀\""), ("a.b", "\"a.b\""),
  ])
  func textHasQuotesOnlyWhereItNeedsThem(text: String, written: String) {
    #expect(SyntaxPrinter.text(of: Literal.text(text)) == written)
  }

  @Test func otherValuesAreWrittenAsTheyAreRead() throws {
    func written(_ literal: Literal) -> String { SyntaxPrinter.text(of: literal) }
    #expect(written(.integer(-7)) == "-7")
    #expect(written(.decimal(2)) == "2.0")
    #expect(written(.decimal(1e300)) == "1e+300")
    #expect(written(.decimal(.nan)) == "\"nan\"")
    #expect(written(.duration(.days(14))) == "2w")
    #expect(written(.duration(.months(-7))) == "-7mo")
    #expect(written(.date(try UncertainDate("2026-02-04"))) == "2026-02-04")
    #expect(written(.date(try UncertainDate("2026-02"))) == "@2026-02")
    #expect(written(.date(try UncertainDate("2026-02-04~"))) == "@2026-02-04~")
    #expect(written(.date(try UncertainDate("-0044-03-15"))) == "@-0044-03-15")
    #expect(written(.date(try UncertainDate("2026-02-03/2026-02-04"))) == "@2026-02-03/2026-02-04")
    #expect(written(.date(.unknown)) == "@..")
  }

  @Test func wordsThatMeanSomethingBesideAnOperatorAreQuotedThere() {
    #expect(
      reading("p(mod, by, show), X = \"mod\" mod \"by\", \"order\" != Y?") == [
        #"p(mod, by, show), X = "mod" mod "by", "order" != Y?"#
      ])
    #expect(reading("X = pakistan?") == ["X = pakistan?"])
  }

  @Test func parenthesesStandOnlyWhereTheTreeNeedsThem() {
    #expect(reading("X = ((1 + 2)) * (3 * 4) - (5 - (6))?") == ["X = (1 + 2) * (3 * 4) - (5 - 6)?"])
    #expect(reading("X = -(Y + 1), Y = -(-Z), Z = (-Y) * 2?") == ["X = -(Y + 1), Y = --Z, Z = -Y * 2?"])
    #expect(reading("((a(X), b(X)); (c(X))), not ((d(X)))?") == ["(a(X), b(X); c(X)), not d(X)?"])
    #expect(reading("not (X = 1)?") == ["not X = 1?"])
    #expect(reading("not (-3 = X)?") == ["not (-3 = X)?"])
  }
}
