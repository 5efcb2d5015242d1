/// What a format needs to know of the place that it writes to.
public struct ResultLayout: Sendable {
  /// The columns of the terminal; nil where lines may be as long as they are.
  public var width: Int?
  public var palette: Palette
  /// Whether a table's rows are numbered, so that `:source 3` can name one.
  public var numbersRows: Bool
  /// Whether a table says how many rows it has.
  public var showsCount: Bool

  public init(
    width: Int? = nil, palette: Palette = .plain, numbersRows: Bool = false, showsCount: Bool = true
  ) {
    self.width = width
    self.palette = palette
    self.numbersRows = numbersRows
    self.showsCount = showsCount
  }
}
