import Engine
import Interchange
import Syntax

/// How a file is cut up to be read.
struct ReadingSizes {
  /// How many rows say what the columns hold, as long as the others agree.
  var sampleRows = 1000
  /// The bytes that are read at once.
  var block = 1 << 18
  /// A file with more bytes is read in two parts, at the same time where the engine may use two threads.
  var part = 4 << 20
}

extension RelationFile {
  /// Loads a file in one pass, as its first rows suggest that it can be read. Nil where a later row does not fit,
  /// or the file is of another kind: then nothing was taken in, and ``loadCarefully(into:_:)`` has the last word.
  ///
  /// However many threads take part, the rows and the handles of their values have the same order.
  func loadQuickly(into engine: Engine, _ budget: Budget) throws(EngineError) -> Int? {
    let known = engine.relation(named: relation)
    guard let file = InputFile(path),
      let shape = try? shape(for: known, budget, limit: sizes.sampleRows)
    else { return nil }
    let quote = dialect == .csv ? try file.end(of: UInt8(ascii: "\""), from: 0, budget) : nil
    let quotes = quote != nil
    let work = LoadingWork(path: path, size: file.size)
    budget.work = work
    let fields = shape.places.map { RowScanner.Field(column: shape.columns[$0], place: $0) }
    let parts = try parts(of: file, from: shape.start, quotes: quotes, budget).map { (part, isLater) in
      let buffer = FactBuffer(
        arity: fields.count, rows: part.count / (2 * max(1, fields.count)), for: engine,
        ownsValues: isLater && engine.threads > 1)
      return FilePart(
        LineBlocks(of: file, part, size: sizes.block, quotes: quotes),
        RowScanner(fields, dialect, isGuess: known?.isDeclared != true, into: buffer), buffer, work,
        isLater ? budget.copy() : budget)
    }
    try read(parts, threads: engine.threads)
    guard parts.allSatisfy(\.isComplete) else { return nil }

    if shape.isNew { try declare(shape, in: engine) }
    let loader = FactLoader(relation, arity: fields.count, into: engine, budget: budget)
    let count = parts.reduce(0) { $0 + $1.buffer.count }
    for part in parts { try loader.add(part.buffer) }
    try loader.finish()
    return count
  }

  private func read(_ parts: [FilePart], threads: Int) throws(EngineError) {
    if threads > 1, parts.count == 2 {
      // Each thread reads its own part, into a buffer and a dictionary of its own.
      Threads.run(2) { parts[$0].read() }
    } else {
      for part in parts {
        part.read()
        if !part.isComplete { break }
      }
    }
    for part in parts {
      if case .stopped(let error) = part.outcome { throw error }
    }
  }

  /// One part, or two that meet at a line's end near the middle.
  private func parts(
    of file: InputFile, from start: Int, quotes: Bool, _ budget: Budget
  ) throws(EngineError) -> [(Range<Int>, isLater: Bool)] {
    guard file.size > start else { return [] }
    let whole = start..<file.size
    // Between quotes a line feed is no line's end, which only who reads from the start can tell.
    guard !quotes, whole.count > sizes.part,
      let middle = try file.end(of: UInt8(ascii: "\n"), from: start + whole.count / 2, budget),
      middle < file.size
    else { return [(whole, false)] }
    return [(start..<middle, false), (middle..<file.size, true)]
  }
}

/// A part of a file that one thread reads.
///
/// `@unchecked`: everything in it is touched only by the thread that calls ``read()`` until that has returned, and by
/// the thread that waited for it afterwards.
private final class FilePart: @unchecked Sendable {
  enum Outcome {
    case complete, unfit
    case stopped(EngineError)
  }

  let buffer: FactBuffer
  /// What became of the part; nil until it is read.
  private(set) var outcome: Outcome?
  private var blocks: LineBlocks
  private let scanner: RowScanner
  private let work: LoadingWork
  private let budget: Budget

  init(
    _ blocks: consuming LineBlocks, _ scanner: RowScanner, _ buffer: FactBuffer, _ work: LoadingWork,
    _ budget: Budget
  ) {
    self.blocks = blocks
    self.scanner = scanner
    self.buffer = buffer
    self.work = work
    self.budget = budget
  }

  var isComplete: Bool { if case .complete = outcome { true } else { false } }

  func read() {
    while outcome == nil {
      do throws(EngineError) {
        try budget.poll()
        // A field takes two bytes at least, with what ends it.
        try buffer.makeRoom(forFields: blocks.size / 2, budget: budget)
      } catch {
        outcome = .stopped(error)
        return
      }
      switch blocks.next() {
      case .block(let lines):
        let before = buffer.count
        if !scanner.scan(lines) { outcome = .unfit }
        work.add(bytes: lines.count, rows: buffer.count - before)
      case .end: outcome = .complete
      case .failure: outcome = .unfit
      }
    }
  }
}
