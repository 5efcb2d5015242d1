import Glibc

/// Micro-benchmarks of the engine's storage types: `scripts/bench --micro [NAME...]`.
///
/// Arguments choose the benchmarks whose name contains one of them.
@main enum EngineBenchmarks {
  static let all: [Benchmark] =
    pairSetBenchmarks + keyIndexBenchmarks + keyDirectoryBenchmarks + rowHashBenchmarks + textPoolBenchmarks
    + tableBenchmarks

  static func main() {
    let wanted = CommandLine.arguments.dropFirst()
    let chosen = all.filter { benchmark in
      wanted.isEmpty || wanted.contains { benchmark.name.lowercased().contains($0.lowercased()) }
    }
    guard !chosen.isEmpty else {
      let message = "no benchmark has such a name; there are:\n" + all.map { "  \($0.name)\n" }.joined()
      _ = message.withCString { write(STDERR_FILENO, $0, strlen($0)) }
      exit(2)
    }
    let table = ResultTable()
    table.printHeader()
    for benchmark in chosen {
      table.print(benchmark.name, benchmark.run())
      fflush(nil)
    }
  }
}
