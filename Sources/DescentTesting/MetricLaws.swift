public import Descent

/// What holds for every metric.
public enum MetricLaws {
  public static func findings(for metric: any Metric) -> [Finding] {
    cases(for: metric).flatMap { truth in
      perfection(of: metric, truth) + order(of: metric, truth) + repetition(of: metric, truth)
    }
  }

  /// No predictions are better than the truth itself.
  public static func perfection(of metric: any Metric, _ truth: Predictions) -> [Finding] {
    let best = metric(truth)
    var random = RandomStream(seed: 5)
    for _ in 1...20 {
      let worse = truth.predicted.map { value in
        truth.task.kind == .regression
          ? value + Float(random.normal()) : Float(random.uniform())
      }
      let value = metric(Predictions(worse, of: truth.truth))
      guard !(type(of: metric).maximizes ? value <= best : value >= best) else { continue }
      return [
        Finding(
          metric, "perfect predictions have the best value",
          "they have \(best), and others \(value)")
      ]
    }
    return []
  }

  /// The order of the rows does not matter.
  public static func order(of metric: any Metric, _ truth: Predictions) -> [Finding] {
    var random = RandomStream(seed: 6)
    let given = truth.predicted.map { $0 + Float(random.uniform(in: -0.6..<0.6)) }
    func turned(_ values: [Float]) -> [Float] {
      stride(from: values.count - truth.outputs, through: 0, by: -truth.outputs)
        .flatMap { values[$0..<$0 + truth.outputs] }
    }
    let value = metric(Predictions(given, of: truth.truth))
    let other = metric(Predictions(turned(given), of: Truth(turned(truth.expected), truth.task)))
    guard !(abs(value - other) <= 1e-9 * max(1, abs(value))) else { return [] }
    return [
      Finding(
        metric, "the order of the rows does not matter",
        "turned around \(value) becomes \(other)")
    ]
  }

  /// The same predictions have the same value.
  public static func repetition(of metric: any Metric, _ predictions: Predictions) -> [Finding] {
    Repetition { [metric(predictions)] }.findings(metric) { _ in
      "for \(predictions.rows) rows of \(predictions.outputs) outputs it"
    }
  }

  /// Perfect predictions for each task of the metric: numbers, two classes, three classes, labels.
  private static func cases(for metric: any Metric) -> [Predictions] {
    var random = RandomStream(seed: 7)
    let rows = 30
    var cases: [Predictions] = []
    func add(_ task: LearningTask, _ values: [Float]) {
      cases.append(Predictions(values, of: Truth(values, task)))
    }
    if type(of: metric).tasks.contains(.regression) {
      add(
        .regression(targets: ["a", "b"]),
        (0..<2 * rows).map { _ in Float(10 + 3 * random.normal()) })
    }
    if type(of: metric).tasks.contains(.classification) {
      add(.classification(classes: ["no", "yes"]), (0..<rows).map { $0 % 3 == 0 ? 1 : 0 })
      add(
        .classification(classes: ["a", "b", "c"]),
        (0..<3 * rows).map { $0 % 3 == $0 / 3 % 3 ? 1 : 0 })
    }
    if type(of: metric).tasks.contains(.labels) {
      add(.labels(["a", "b", "c"]), (0..<3 * rows).map { $0 % 4 == $0 / 3 % 2 ? 1 : 0 })
    }
    return cases
  }
}
