public import Chronology
import Syntax

/// A Datalog engine over facts with citations: say facts and rules, ask questions.
///
/// The way of a question: a statement's tree → ``RuleCompiler`` (clauses) → ``Stratification`` →
/// ``KindInference`` → ``DemandRewriting`` → ``Evaluator`` (``Planner``, ``Pipeline``, ``Fixpoint``) →
/// ``Answer``. What has been said is in the ``Catalog``; what follows from it is computed when a question needs it, and kept until
/// something it depends on changes.
///
/// An engine has one owner and is used from one thread; only ``interrupt`` may be used from others.
public final class Engine {
  let catalog = Catalog()
  let program: Program
  let evaluator: Evaluator
  /// What was done, as far as it can be taken back.
  var history = History()
  /// How many marks are open.
  var marks = 0

  /// Whether changes are remembered, so that ``undo()`` can take them back: end each statement with
  /// ``endStep(_:of:at:)``.
  public var keepsHistory = false

  public var limits = Limits()
  public let interrupt = Interrupt()
  /// The time that profiles are made with.
  package var profileClock = ProfileClock.monotonic

  /// How many threads may compute at the same time, at least one: at first as many as the machine has cores, up to
  /// ``mostThreads``. Answers and their order do not depend on it, and small questions use one.
  public var threads: Int {
    get { evaluator.tuning.threads }
    set { evaluator.tuning.threads = max(1, min(newValue, Engine.mostThreads)) }
  }

  /// How many threads the machine runs at the same time.
  public static var coreCount: Int { Threads.coreCount }

  /// More threads than this would not be faster: they share the machine's memory.
  public static let mostThreads = 16

  /// The day that `today` means. Setting it computes anew what follows from rules.
  public var today: Day {
    didSet {
      guard today != oldValue else { return }
      evaluator.calculator = Calculator(
        values: catalog.values, today: catalog.values.handle(of: UncertainDate(today)))
      catalog.invalidateAll()
      evaluator.forgetAll()
    }
  }

  /// An engine that knows nothing but the built-in relations. `today` is the system's date where none is given.
  public init(today: Day? = nil) {
    let today = today ?? SystemDate.today
    self.today = today
    program = Program(of: catalog)
    evaluator = Evaluator(
      catalog: catalog, program: program, today: catalog.values.handle(of: UncertainDate(today)))
    threads = Engine.coreCount
  }

  func budget() -> Budget { Budget(limits, interrupt) }
}
