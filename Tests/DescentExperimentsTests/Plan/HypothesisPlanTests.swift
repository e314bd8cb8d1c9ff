import DescentExperiments
import DescentStore
import Testing

@Suite struct HypothesisPlanTests {
  typealias Hypothesis = StoredPlan.Hypothesis

  /// 12 configurations: activation, then depth, then optimizer; momentum has two settings.
  private func hypothesis(_ lines: String...) throws -> Hypothesis {
    let text = """
      base: {data: {name: moons, samples: 60}, training: {epochs: 20}}
      grid:
        model.activation: [relu, sigmoid]
        model.depth: [1, 8, 2]
        optimizer: [sgd, {name: momentum, momentum: 0.9, label: heavy}]
      hypotheses:
        - id: H1
          claim: c
          \(lines.joined(separator: "\n    "))
      """
    return try #require(try Experiment(text).plan().comparison.hypotheses.first)
  }

  @Test("sides are the configurations at both levels that meet 'where'")
  func sides() throws {
    let found = try hypothesis(
      "expect: a > b by 10x", "compare: {factor: model.activation, a: relu, b: sigmoid}",
      "metric: {name: grad_norm, layer: first, at: epoch 1}", "where: {model.depth: [8, 2.0]}",
      "tune: [optimizer]", "alpha: 0.01", "scope: general", "note: n")
    #expect(
      found
        == Hypothesis(
          id: "H1", claim: "c", expect: "a > b by 10x",
          expectation: .difference(isGreater: true, margin: .ratio(10)),
          metric: .init(name: "grad_norm", layer: .first, epochs: .epoch(1)),
          factor: "model.activation", levels: ["relu", "sigmoid"],
          groups: [[2, 3, 4, 5], [8, 9, 10, 11]], ownPaths: ["model.activation"],
          conditions: ["model.depth": "[8, 2]"], tune: ["optimizer"], budget: 20,
          scope: .general, alpha: 0.01, note: "n"))
  }

  @Test(
    "a component may be meant by its name, its label or its settings",
    arguments: ["momentum", "heavy", "{name: momentum, momentum: 9e-1}", "[heavy, adam]"])
  func components(side: String) throws {
    let found = try hypothesis(
      "expect: a < 0.5", "compare: {factor: optimizer, a: \(side)}", "metric: val_loss")
    #expect(found.groups == [[1, 3, 5, 7, 9, 11]])
    #expect(found.expectation == .threshold(0.5, isGreater: false, margin: .none))
    #expect(found.metric == .init(name: "val_loss", maximize: false))
  }

  @Test("a trend runs over the levels by size, on their logarithm")
  func trend() throws {
    let found = try hypothesis(
      "expect: decreasing over model.depth", "metric: val_accuracy",
      "where: {optimizer: sgd, model.activation: relu}")
    #expect(found.levels == ["1", "2", "8"] && found.groups == [[0], [4], [2]])
    #expect(found.axis.map { ($0 * 1000).rounded() } == [0, 301, 903])
    #expect(found.metric.maximize == true && found.ownPaths == ["model.depth"])
  }

  @Test("shares are those of all configurations")
  func shares() throws {
    let found = try hypothesis(
      "expect: share(model.depth) > share(optimizer)",
      "metric: {name: epochs_to, of: val_accuracy, target: 0.9}")
    #expect(found.groups == [Array(0..<12)])
    #expect(found.metric.target == 0.9 && found.metric.maximize == true)
  }

  @Test(
    "an expectation is one text, however it is written",
    arguments: [
      ("a>b", "a > b"), ("a < b by 5%", "a < b by 5%"), ("a > 1.0e-1 by 2.0", "a > 0.1 by 2"),
      ("a  =  b within 5e-3", "a = b within 0.005"), ("a < b by 1.5x", "a < b by 1.5x"),
    ])
  func text(written: String, text: String) throws {
    let sides = text.contains("b") && !text.hasPrefix("a > 0") ? "a: relu, b: sigmoid" : "a: relu"
    let found = try hypothesis(
      "expect: \(written)", "compare: {factor: model.activation, \(sides)}", "metric: val_loss")
    #expect("\(found.expectation)" == text)
  }

  @Test("with one seed a hypothesis can only be inconclusive, which is noted")
  func oneSeed() throws {
    let plan = try Experiment(
      """
      base: {data: moons}
      grid: {optimizer: [sgd, adam]}
      seeds: 1
      hypotheses: [{id: H1, claim: c, expect: a > 0.5, compare: {factor: optimizer, a: adam}, metric: val_accuracy}]
      """
    ).plan()
    #expect(plan.hypotheses.map(plan.summary) == ["H1: a > 0.5, 1 configuration x 1 seed"])
    #expect(plan.notes.contains { $0.message.contains("can only be inconclusive") })
  }
}
