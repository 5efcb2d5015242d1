extension Answer: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
}
