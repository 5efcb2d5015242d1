/// Which columns of an event file hold what, counted from 0.
struct EventLayout {
  var id: Int
  var date: Int
  var code: Int
  /// Where the countries of the two actors are.
  var first: Int
  var second: Int
  /// Where the address of the report is; nil where the file has none.
  var address: Int?
  /// Whether countries are codes of three letters, not names.
  var hasCountryCodes: Bool

  /// How many fields a row of GDELT may have: 1.0 without and with the address, 2.0.
  static let gdeltCounts = [57, 58, 61]

  /// The layout of GDELT's event files by how many columns they have ("The GDELT Event Database, Data Format Codebook",
  /// versions 1.03 and 2.0).
  static func gdelt(columns: Int) -> EventLayout {
    EventLayout(
      id: 0, date: 1, code: 26, first: 7, second: 17,
      address: columns == 57 ? nil : columns - 1, hasCountryCodes: true)
  }

  /// The columns of ICEWS' event files that are read, by their header.
  static let icewsNames = ["Event ID", "Event Date", "CAMEO Code", "Source Country", "Target Country"]

  /// The layout of an ICEWS file by its header; nil where a column is missing.
  static func icews(_ names: [String]) -> EventLayout? {
    let places = icewsNames.map { wanted in names.firstIndex { $0.lowercased() == wanted.lowercased() } }
    guard let id = places[0], let date = places[1], let code = places[2], let first = places[3],
      let second = places[4]
    else { return nil }
    return EventLayout(
      id: id, date: date, code: code, first: first, second: second, address: nil, hasCountryCodes: false)
  }
}
