import Chronology
import Syntax
import Testing

@testable import Interchange

/// Dates as files write them.
@Suite struct DateTextTests {
  private func read(_ text: String, _ order: DateOrder? = nil) -> String {
    switch DateText.read(Array(text.utf8)[...], order) {
    case .date(let date): date.description
    case .unordered: "unordered"
    case .none: "none"
    }
  }

  @Test(arguments: [
    ("2019-10-24", "2019-10-24"), ("@1948/1949", "1948/1949"), ("20191024", "2019-10-24"),
    ("2019/10/24", "2019-10-24"), ("2019.1.5", "2019-01-05"), ("2019-1-5", "2019-01-05"),
    ("2019/10", "2019-10"),
    ("2019-10", "2019-10"), ("2019", "2019"), ("24 Oct 2019", "2019-10-24"), ("24-Oct-2019", "2019-10-24"),
    ("October 24, 2019", "2019-10-24"), ("Oct. 24 2019", "2019-10-24"), ("sept 2019", "2019-09"),
    (" 2019-10-24 ", "2019-10-24"), ("2019-10-24T14:30:00Z", "2019-10-24"),
    ("2019-10-24 14:30", "2019-10-24"),
    ("2019-10-24T14:30:00.5+02:00", "2019-10-24"), ("03/03/2019", "2019-03-03"), ("..", ".."),
    ("1985?", "1985?"),
  ])
  func areRead(text: String, date: String) { #expect(read(text) == date) }

  @Test(arguments: [
    "24/10/19", "2019-02-30", "20191324", "99991231", "Octember 2019", "32 Oct 2019", "24 Oct 19",
    "yesterday", "",
    "2019-10-24T14", "2019-10-24 half past", "2019-10T14:30", "1/2", "a/b/2019", "0/1/2019",
  ])
  func areRefused(text: String) { #expect(read(text) == "none") }

  @Test func numbersStandInTheOrderThatIsGiven() {
    #expect(read("03/04/2019") == "unordered")
    #expect(read("03/04/2019", .dmy) == "2019-04-03")
    #expect(read("3.4.2019", .mdy) == "2019-03-04")
    #expect(read("03/04/2019", .ymd) == "none")
    #expect(read("13/04/2019", .mdy) == "none")
    #expect(read("13/04/2019", .dmy) == "2019-04-13")
  }

  private func types(_ fields: [String]) -> String {
    var guess = SourceGuess()
    for (row, field) in fields.enumerated() { guess.take(Array(field.utf8)[...], .plain, row: row + 2) }
    return "\(guess.type.rawValue) \(guess.order.order?.rawValue ?? "-") \(guess.order.doubt ?? "")"
  }

  @Test func allRowsOfAColumnTogetherDecide() {
    #expect(types(["03/04/2019", "13/04/2019", ""]) == "date dmy ")
    #expect(types(["03/04/2019", "04/13/2019"]) == "date mdy ")
    #expect(types(["03/03/2019", "2019-04-01"]) == "date - ")
    #expect(
      types(["03/04/2019", "2019-04-01"])
        == "date - 03/04/2019 (row 2) can be read in two ways, and no row says in which")
    #expect(
      types(["13/04/2019", "04/13/2019"])
        == "date - row 2 has 13/04/2019, which starts with a day, and row 3 has 04/13/2019, which starts with a month"
    )
  }

  @Test(arguments: [
    (["1", "-2"], "integer"), (["1", "2.5"], "decimal"), (["2019", "2020"], "integer"),
    (["2019", "2020-01"], "date"),
    (["20190101", "20191231"], "date"), (["20190101", "20191332"], "integer"), (["30d"], "duration"),
    (["x", "1"], "text"), (["007"], "text"), ([""], "text"), (["", "1"], "integer"),
    (["1", "2019-01-01"], "text"),
    (["24 Oct 2019", "2019-10-25"], "date"),
  ])
  func columnsHoldWhatAllRowsAllow(fields: [String], type: String) {
    #expect(types(fields).hasPrefix(type + " "))
  }

  @Test func ambiguousDatesAreRefusedUntilTheOrderIsSaid() {
    let desk = ImportDesk()
    let text = "who,when\na,03/04/2019\n"
    #expect(
      desk.outcome("v.csv", text, into: "r(a: who, when: when)") == [
        "the dates of column 'when' are ambiguous: 03/04/2019 (row 2) can be read in two ways, and no row says in which | at 'when' | --dates dmy or --dates mdy says it"
      ])
    #expect(
      desk.outcome("v.csv", text, into: "r(a: who, when: when)") { $0.dates = .mdy } == ["r(a, 2019-03-04)"])
  }
}
