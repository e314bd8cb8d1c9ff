import Descent
import DescentPlugins
import Testing

/// Metrics against scikit-learn's.
@Suite struct MetricGoldenTests {
  /// What `Tests/Reference/metrics.py` writes.
  struct Golden: Decodable, Sendable {
    var rows: Int
    var cases: [Evaluation]
    var top_k: TopScores

    struct TopScores: Decodable, Sendable {
      var scores: [Double]
      var labels: [Int]
      /// For k from 1.
      var values: [Double]
    }

    struct Evaluation: Decodable, Sendable {
      var task: String
      var outputs: Int
      var expected: [Double]
      var predicted: [Double]
      var values: [String: Double]
    }
  }

  @Test("a metric is scikit-learn's", arguments: 0..<5)
  func values(index: Int) throws {
    let golden = try Repository.golden("metrics", as: Golden.self)
    #expect(golden.cases.count == 5)
    let evaluation = golden.cases[index]
    let names = (0..<max(2, evaluation.outputs)).map { "\($0)" }
    let task: LearningTask =
      switch evaluation.task {
      case "regression": .regression(targets: Array(names.prefix(evaluation.outputs)))
      case "labels": .labels(names)
      default: .classification(classes: names)
      }
    let truth = Truth(evaluation.expected.map { Float($0) }, task)
    #expect(truth.rows == golden.rows && truth.task.outputs == evaluation.outputs)
    let predictions = Predictions(evaluation.predicted.map { Float($0) }, of: truth)
    for (name, expected) in evaluation.values {
      let metric = try #require(
        BuiltIns.registry.make(.metric, named: name, as: (any Metric).self))
      #expect(abs(metric(predictions) - expected) <= 1e-12 * max(1, abs(expected)), "\(name)")
    }
    // And none takes a task that scikit-learn's is not made for, or that has no other answer than 1.
    for name in BuiltIns.registry.names(of: .metric) where evaluation.values[name] == nil {
      let metric: (any Metric)? = BuiltIns.registry.make(.metric, named: name)
      #expect(
        metric.map { type(of: $0).tasks.contains(task.kind) && (try? $0.check(task)) != nil }
          == false,
        "\(name)")
    }
  }

  @Test("every metric has golden data")
  func completeness() throws {
    let golden = try Repository.golden("metrics", as: Golden.self)
    #expect(
      golden.cases.reduce(into: Set()) { $0.formUnion($1.values.keys) }
        == Set(BuiltIns.registry.names(of: .metric)))
  }

  @Test("top-k is scikit-learn's where scores are equal, too", arguments: 1...3)
  func topK(_ k: Int) throws {
    let golden = try Repository.golden("metrics", as: Golden.self).top_k
    let truth = Truth(
      golden.labels.flatMap { label in (0..<4).map { $0 == label ? 1 : 0 } },
      .classification(classes: ["a", "b", "c", "d"]))
    let value = TopK().with(\.k, k)(Predictions(golden.scores.map { Float($0) }, of: truth))
    try #require(golden.values.count == 3)
    #expect(abs(value - golden.values[k - 1]) < 1e-12)
  }

  @Test("top-k names fewer classes than there are")
  func topKOfAll() throws {
    let two = LearningTask.classification(classes: ["a", "b"])
    try TopK().with(\.k, 1).check(two)
    let error = #expect(throws: ComponentError.self) { try TopK().check(two) }
    #expect(error?.setting == "k")
    #expect(
      error?.message
        == "k is 2, but of 2 classes every row's would be among them; k must be below 2")
    let truth = Truth([1, 0, 1], two)
    #expect(
      TopK().with(\.k, 1)(Predictions([0.7, 0.6, 0.2], of: truth)) == 1 / 3.0)
  }

  @Test("R² of targets that do not vary is 1 for perfect predictions and otherwise 0")
  func constant() {
    func score(_ predicted: [Float]) -> Double {
      RSquared()(
        Predictions(predicted, of: Truth([2, 2, 2], .regression(targets: ["y"]))))
    }
    #expect(score([2, 2, 2]) == 1)
    #expect(score([2, 2, 3]) == 0)
  }

  @Test("of equally probable classes the first is predicted")
  func ties() {
    let truth = Truth([1, 0, 0, 0, 0, 1], .classification(classes: ["a", "b", "c"]))
    let predictions = Predictions([0.4, 0.4, 0.2, 0.2, 0.4, 0.4], of: truth)
    #expect(predictions.predictedClasses == [0, 1] && truth.classes == [0, 2])
    #expect(Accuracy()(predictions) == 0.5)
  }
}
