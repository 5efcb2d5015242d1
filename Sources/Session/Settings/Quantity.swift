/// Times and amounts of memory as they are typed: `10s`, `2g`.
public enum Quantity {
  /// `500ms`, `10s`, `2m`, `1h`, or a number of seconds; more than nothing.
  public static func seconds(_ text: String) -> Double? {
    let units = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "": 1]
    guard let (number, unit) = split(text), let factor = units[unit], number > 0 else { return nil }
    let seconds = number * factor
    // Longer than any machine stays up: a mistake in the unit.
    return seconds <= 1e9 ? seconds : nil
  }

  /// `64k`, `512m`, `2g`, or a number of bytes; a final `b` is accepted; at least one byte.
  public static func bytes(_ text: String) -> Int? {
    let units = ["": 0, "b": 0, "k": 10, "kb": 10, "m": 20, "mb": 20, "g": 30, "gb": 30, "t": 40, "tb": 40]
    guard let (number, unit) = split(text), let shift = units[unit], number > 0 else { return nil }
    let bytes = number * Double(1 << shift)
    return bytes >= 1 ? Int(exactly: bytes.rounded()) : nil
  }

  /// A number above nothing.
  public static func count(_ text: String) -> Int? {
    guard let count = Int(text), count > 0 else { return nil }
    return count
  }

  /// The shortest text that reads as this time: `500ms`, `10s`, `1.5s`.
  public static func text(seconds: Double) -> String {
    if seconds < 1 { return number(seconds * 1000) + "ms" }
    return number(seconds) + "s"
  }

  /// The amount in its largest whole unit: `2g`, `1536m`.
  public static func text(bytes: Int) -> String {
    for (unit, shift) in [("t", 40), ("g", 30), ("m", 20), ("k", 10)] where bytes % (1 << shift) == 0 {
      return "\(bytes >> shift)\(unit)"
    }
    return "\(bytes)"
  }

  private static func number(_ exact: Double) -> String {
    // 6.015 is typed as 6015ms, and no sum of halves.
    let value = (exact * 1000).rounded() / 1000
    return Int(exactly: value).map(String.init) ?? String(value)
  }

  private static func split(_ text: String) -> (number: Double, unit: String)? {
    let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
    guard let first = digits.first, first != ".", let number = Double(digits) else { return nil }
    return (number, text.dropFirst(digits.count).lowercased())
  }
}
