import Glibc

/// A thread that tries regular expressions which may take for ever: where one goes back and forth on a text, nothing but
/// its end can stop it, so the thread is left to itself and the question goes on without it.
///
/// `@unchecked`: everything in it is touched with `mutex` locked only.
final class PatternThread: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var task: (() -> Bool)?
  private var result: Bool?
  private var isLeft = false

  /// Nil where no thread is to be had.
  init?() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
    guard Threads.detach({ self.work() }) else { return nil }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(changed)
    mutex.deallocate()
    changed.deallocate()
  }

  /// The result of a task, or nil where `isSpent` says that it is no longer waited for: the thread is of no use then.
  func run(_ task: @escaping () -> Bool, isSpent: () -> Bool) -> Bool? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    result = nil
    self.task = task
    pthread_cond_broadcast(changed)
    while result == nil {
      wait(milliseconds: 5)
      if result == nil, isSpent() {
        isLeft = true
        return nil
      }
    }
    return result
  }

  /// Lets the thread end when it is done with what it does.
  func leave() {
    pthread_mutex_lock(mutex)
    isLeft = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  private func work() {
    pthread_mutex_lock(mutex)
    while !isLeft {
      guard let task else {
        pthread_cond_wait(changed, mutex)
        continue
      }
      pthread_mutex_unlock(mutex)
      let result = task()
      pthread_mutex_lock(mutex)
      self.task = nil
      self.result = result
      pthread_cond_broadcast(changed)
    }
    pthread_mutex_unlock(mutex)
  }

  private func wait(milliseconds: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    time.tv_nsec += milliseconds * 1_000_000
    if time.tv_nsec >= 1_000_000_000 {
      time.tv_sec += 1
      time.tv_nsec -= 1_000_000_000
    }
    pthread_cond_timedwait(changed, mutex, &time)
  }
}
