/// Prints results as they come, one a line, numbers to the right.
struct ResultTable {
  private static let nameWidth = 44

  func printHeader() {
    print("", "ns/operation", "bytes/row")
    print(String(repeating: "-", count: ResultTable.nameWidth), "------------", "---------")
  }

  func print(_ name: String, _ result: Benchmark.Result) {
    print(name, tenths(result.nanosecondsPerOperation), result.bytesPerRow.map(tenths) ?? "")
  }

  private func print(_ name: String, _ time: String, _ bytes: String) {
    let padded = name + String(repeating: " ", count: max(0, ResultTable.nameWidth - name.count))
    Swift.print(padded, right(time, 12), right(bytes, 9), separator: "  ")
  }

  private func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
