import Testing

@testable import Engine

@Suite struct RowFinderTests {
  @Test func liveRowsAreFoundByTheirNumbersAsTheyCome() {
    let table = Table(arity: 2)
    var finder = RowFinder()
    func words(_ number: Int) -> [UInt32] { [7, UInt32(number)] }
    for number in 0..<3000 {
      table.insert(words(number).map { Handle(word: $0) })
      if number % 1000 == 999 {
        #expect(finder.find(in: table, budget: Unlimited()) { words(number)[$0] } == number)
        #expect(finder.find(in: table, budget: Unlimited()) { words(number + 1)[$0] } == nil)
      }
    }
    table.remove(12)
    #expect(finder.find(in: table, budget: Unlimited()) { words(12)[$0] } == nil)
    table.restore(12)
    #expect(finder.find(in: table, budget: Unlimited()) { words(12)[$0] } == 12)
    table.remove(13)
    table.insert(words(13).map { Handle(word: $0) })
    #expect(finder.find(in: table, budget: Unlimited()) { words(13)[$0] } == 3000)
  }
}
