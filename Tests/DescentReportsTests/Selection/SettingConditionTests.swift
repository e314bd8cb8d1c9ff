import DescentReports
import DescentStore
import Testing

@Suite("Conditions on settings") struct SettingConditionTests {
  static let configuration = StoredPlan.PlannedConfiguration(
    configID: "c1", factorLevels: ["optimizer": "fast", "optimizer.momentum": "0.9"],
    comparisonLevels: ["optimizer": "momentum(momentum=0.9, nesterov=true)"], dataset: "digits",
    loss: "log_loss")

  static let resolved = """
    {"data.standardize":true,"model.hidden":[16,16],"optimizer.momentum":0.9,\
    "optimizer.name":"momentum","regularizer.name":"none","training.epochs":20}
    """

  private func settings(_ resolved: String?) -> ConfigurationSettings? {
    let sweep = SweepBuilder(axes: []).sweep { _, _ in nil }
    var plan = sweep.plan
    plan.configurations = [Self.configuration]
    return ConfigurationSettings.all(of: plan, resolved.map { ["c1": $0] } ?? [:]).first
  }

  @Test(
    "a condition holds a setting against one value, any of several, or an interval",
    arguments: [
      ("optimizer=momentum", true), ("optimizer.name=momentum", true), ("optimizer=sgd", false),
      ("optimizer=sgd,momentum", true), ("optimizer=sgd, momentum", true),
      ("optimizer=fast", true), ("optimizer=momentum(momentum=0.9, nesterov=true)", true),
      ("optimizer.momentum=9e-1", true), ("optimizer.momentum=0.90", true),
      ("optimizer.momentum=0.5..0.9", true), ("optimizer.momentum=0.91..", false),
      ("optimizer.momentum=..0.9", true), ("training.epochs=20", true),
      ("training.epochs=5,10", false), ("data.standardize=true", true),
      ("data.standardize=false", false), ("model.hidden=16x16", true), ("model.depth=2", true),
      ("model.width=16..32", true), ("regularizer=none", true), ("optimizer=0..1", false),
      ("optimizer.beta1=0.9", false),
    ])
  func matches(_ argument: String, expected: Bool) throws {
    let condition = try #require(SettingCondition(argument))
    #expect(try condition.matches(#require(settings(Self.resolved))) == expected)
  }

  @Test(
    "without a stored run the plan's levels count",
    arguments: [
      ("optimizer=fast", true), ("optimizer.name=fast", true), ("optimizer.momentum=0.5..1", true),
      ("training.epochs=20", false),
    ])
  func withoutRun(_ argument: String, expected: Bool) throws {
    let condition = try #require(SettingCondition(argument))
    #expect(try condition.matches(#require(settings(nil))) == expected)
  }

  @Test(
    "what is no path with values is not read",
    arguments: ["optimizer", "=adam", "optimizer=", "optimizer=,", "optimizer=a,,b", "lr=1..0.1"])
  func unreadable(_ argument: String) { #expect(SettingCondition(argument) == nil) }

  @Test(
    "a condition says what it asks for",
    arguments: [
      ("optimizer=adam,sgd", "optimizer adam or sgd"), ("model.depth=2..8", "model.depth 2 to 8"),
      ("lr=0.01..", "lr at least 0.01"), ("lr=..1e-1", "lr at most 0.1"),
    ])
  func words(_ argument: String, expected: String) {
    #expect(SettingCondition(argument)?.words == expected)
  }
}
