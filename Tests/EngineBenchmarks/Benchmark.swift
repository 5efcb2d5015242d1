/// A measured operation on one storage type in one form.
struct Benchmark: Sendable {
  /// What a benchmark gives besides its time.
  struct Outcome {
    /// The bytes of the structure, where it is the one that was filled.
    var bytes: Int?
    var rows: Int
  }

  struct Result {
    let nanosecondsPerOperation: Double
    let bytesPerRow: Double?
  }

  /// The type, its form and the operation: `PairSet bitmap, insert`.
  let name: String
  let operations: Int
  /// Makes what the operations work on; it is not measured. Gives the measured part.
  let prepare: @Sendable () -> () -> Outcome

  init(_ name: String, operations: Int, prepare: @escaping @Sendable () -> () -> Outcome) {
    self.name = name
    self.operations = operations
    self.prepare = prepare
  }

  private static let repetitions = 5

  /// The least time of a few repetitions: what is added to it comes from the rest of the machine.
  func run() -> Result {
    var least = Duration.seconds(1_000_000)
    var outcome = Outcome(rows: 0)
    for _ in 0..<Benchmark.repetitions {
      let body = prepare()
      let time = ContinuousClock().measure { outcome = body() }
      least = min(least, time)
    }
    return Result(
      nanosecondsPerOperation: least / .nanoseconds(1) / Double(operations),
      bytesPerRow: outcome.bytes.map { Double($0) / Double(max(1, outcome.rows)) })
  }
}
