import DescentExperiments
import DescentStore
import Testing

/// `report` and `target` in experiment files without a mistake.
@Suite struct ReportSettingsTests {
  private func stored(_ grid: String, _ rest: String) throws -> ComparisonPlan {
    try Experiment("base: {data: moons}\ngrid: {\(grid)}\n\(rest)").plan().comparison
  }

  @Test("a file that says nothing has the defaults")
  func defaults() throws {
    let plan = try Experiment("base: {data: moons}").plan().comparison
    #expect(plan.report == StoredPlan.ReportSettings(namesComparisons: false))
    #expect(plan.report.formats == [.csv, .markdown, .html])
    #expect(plan.report.confidence == 0.95 && plan.report.sesoi == nil)
    #expect(plan.report.scope == .grid && plan.report.test == .pairedT)
    #expect(plan.report.aggregate == .mean && plan.report.failureScore == nil)
    #expect(plan.target == nil)
  }

  @Test("every setting arrives")
  func settings() throws {
    let plan = try stored(
      "optimizer: [sgd, adam]",
      """
      report:
        formats: [html, latex]
        baseline: {optimizer.name: adam}
        confidence: 0.9
        sesoi: 5.0e-3
        scope: general
        test: wilcoxon
        aggregate: iqm
        failure_score: -1
      """)
    #expect(
      plan.report
        == StoredPlan.ReportSettings(
          formats: [.html, .latex], namesComparisons: false, baseline: ["optimizer": "adam"],
          confidence: 0.9, sesoi: 0.005,
          scope: .general, test: .wilcoxon, aggregate: .iqm, failureScore: -1))
    #expect(try stored("optimizer: [sgd, adam]", "report.formats: csv").report.formats == [.csv])
  }

  @Test(
    "a baseline is the one level that all its keys mean",
    arguments: [
      ("optimizer: [sgd, adam]", "{optimizer: adam}", ["optimizer": "adam"]),
      (
        "optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}]",
        "{optimizer: {name: momentum, momentum: 5e-1}}", ["optimizer": "momentum(momentum=0.5)"]
      ),
      (
        "optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}]",
        "{optimizer.momentum: {min: 0.8}}",
        ["optimizer": "momentum(momentum=0.9)"]
      ),
      (
        "optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}]",
        "{optimizer: momentum(momentum=0.5)}", ["optimizer": "momentum(momentum=0.5)"]
      ),
      (
        "optimizer: [{name: sgd, label: plain}, adam]", "{optimizer: sgd}", ["optimizer": "plain"]
      ),
      (
        "optimizer: [{name: sgd, label: plain}, adam]", "{optimizer: [plain, rmsprop]}",
        ["optimizer": "plain"]
      ),
      ("model.hidden: [[8], [16, 16]]", "{model.hidden: [[16, 16]]}", ["model.hidden": "16x16"]),
      ("model.hidden: [[8], [16, 16]]", "{model.hidden: 16x16}", ["model.hidden": "16x16"]),
      ("model.hidden: [[8], [16, 16]]", "{model.depth: 1}", ["model.hidden": "8"]),
      (
        "training.batch_size: [16, full], model.residual: [true, false]",
        "{training.batch_size: 16.0, model: {residual: false}}",
        ["training.batch_size": "16", "model.residual": "false"]
      ),
    ] as [(String, String, [String: String])])
  func baseline(grid: String, baseline: String, levels: [String: String]) throws {
    #expect(try stored(grid, "report: {baseline: \(baseline)}").report.baseline == levels)
  }

  @Test(
    "a target has the direction of its metric, or of select where that names the same column",
    arguments: [
      ("target: {val_accuracy: 0.97}", "val_accuracy", 0.97, true),
      ("target: {train_loss: 1e-1}", "train_loss", 0.1, false),
      (
        "target: {val_accuracy: 0.1}\nselect: {metric: val_accuracy, goal: minimize}",
        "val_accuracy", 0.1, false
      ),
    ])
  func target(text: String, metric: String, value: Double, maximize: Bool) throws {
    #expect(
      try stored("optimizer: [sgd, adam]", text).target
        == StoredPlan.Target(metric: metric, value: value, maximize: maximize))
  }

  @Test("of each recorded metric it is known what it is and whether more is better")
  func metricKinds() throws {
    let plan = try Experiment(
      "base: {data: sine}\nmetrics: [r2, mae, {name: rmse, label: deviation}]"
    ).plan().comparison
    #expect(
      plan.metricKinds == [
        "r2": .init(maximize: true), "mae": .init(maximize: false),
        "deviation": .init(component: "rmse", maximize: false),
      ])
  }
}
