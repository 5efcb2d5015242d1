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

  /// What is out of sight, while the past is looked at.
  var hidden: HiddenPresent?

  /// Whether changes are remembered, so that ``undo()`` can take them back: end each statement with
  /// ``endStep(_:of:at:)``.
  public var keepsHistory = false

  public var limits = Limits()
  public let interrupt = Interrupt()
  /// Is told now and then of work that takes long.
  package var observer: WorkObserver?
  /// When the statement began that what is asked belongs to; nil where each question is one by itself.
  private var statementStart: Double?
  /// Called whenever work looks at its limits, with how often it did so: how tests stop it at a certain point.
  var pollHook: ((Int) throws(EngineError) -> Void)?
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
      evaluator.setToday(catalog.values.handle(of: UncertainDate(today)))
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

  /// Has the time of all that is asked from now on count together, up to the next call.
  package func beginStatement() { statementStart = Budget.now }

  /// Throws where the user has interrupted, or a limit is reached: for work that the engine does not do itself.
  package func checkLimits() throws(EngineError) { try budget().look() }

  /// The limits of a question that is asked now.
  package func budget() -> Budget {
    let budget = Budget(limits, interrupt, since: statementStart, observer: observer, hook: pollHook)
    evaluator.budget = budget
    evaluator.rowsDerived = 0
    budget.work = evaluator
    return budget
  }
}
