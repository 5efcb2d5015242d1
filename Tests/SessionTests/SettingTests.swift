import Engine
import Testing

@testable import Session

@Suite struct SettingTests {
  private let workspace = Workspace(results: .memory(), messages: .memory())

  /// What each setting takes besides its present value.
  private static let others = [
    "mode": "csv", "dates": "possible", "timing": "on", "today": "2026-02-05", "timeout": "10s",
    "memory": "2g",
    "max_rows": "5", "threads": "3", "color": "never", "strict": "on", "quiet": "on", "queries": "/tmp",
    "documents": "/", "progress": "off",
  ]

  @Test(arguments: Setting.all.map(\.name))
  func everySettingTakesWhatItShows(name: String) throws {
    let setting = try #require(Setting.named(name))
    let value = try #require(Self.others[name], "add a value for it here")
    #expect(setting.read(workspace) != value)
    #expect(Setting.set(name, to: value, in: workspace) == nil)
    #expect(setting.read(workspace) == value)
  }

  @Test(arguments: Setting.all.map(\.name))
  func everySettingRefusesNonsense(name: String) throws {
    let setting = try #require(Setting.named(name))
    let before = setting.read(workspace)
    #expect(Setting.set(name, to: "/no/such/thing", in: workspace) != nil)
    #expect(setting.read(workspace) == before)
  }

  @Test func namesAreUnique() {
    #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
  }

  @Test func anUnknownSettingIsNamed() {
    #expect(Setting.set("colour", to: "on", in: workspace) == "unknown setting 'colour'")
  }

  @Test func limitsReachTheEngine() {
    _ = Setting.set("timeout", to: "500ms", in: workspace)
    _ = Setting.set("max_rows", to: "7", in: workspace)
    #expect(workspace.engine.limits.timeout == 0.5)
    #expect(workspace.engine.limits.rows == 7)
    _ = Setting.set("timeout", to: "none", in: workspace)
    #expect(workspace.engine.limits.timeout == nil)
  }
}
