import Descent
import DescentPlugins
import Testing

/// Metrics against scikit-learn's.
@Suite struct MetricGoldenTests {
  /// What `Tests/Reference/metrics.py` writes.
  struct Golden: Decodable, Sendable {
    var rows: Int
    var cases: [Evaluation]

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
    // And none is made for a task that scikit-learn's is not made for.
    for name in BuiltIns.registry.names(of: .metric) where evaluation.values[name] == nil {
      let metric: (any Metric)? = BuiltIns.registry.make(.metric, named: name)
      #expect(metric.map { type(of: $0).tasks.contains(task.kind) } == false, "\(name)")
    }
  }

  @Test("every metric has golden data")
  func completeness() throws {
    let golden = try Repository.golden("metrics", as: Golden.self)
    #expect(
      golden.cases.reduce(into: Set()) { $0.formUnion($1.values.keys) }
        == Set(BuiltIns.registry.names(of: .metric)))
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
