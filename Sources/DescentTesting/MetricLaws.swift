public import Descent

/// What holds for every metric.
public enum MetricLaws {
  public static func findings(for metric: any Metric) -> [Finding] {
    acceptance(of: metric)
      + cases(for: metric).flatMap { truth in
        perfection(of: metric, truth) + order(of: metric, truth) + repetition(of: metric, truth)
      }
  }

  /// At least one task of its kinds passes its check.
  public static func acceptance(of metric: any Metric) -> [Finding] {
    guard tasks(of: metric).isEmpty else { return [] }
    return [
      Finding(
        metric, "it takes a task of its kinds",
        "it refuses one and two targets, and two to ten classes, as far as it is made for them")
    ]
  }

  /// Of one and two targets, two to ten classes and three labels those that the metric takes.
  private static func tasks(of metric: any Metric) -> [LearningTask] {
    (LearningTask.samples + [.labels(["a", "b", "c"])]).filter { task in
      type(of: metric).tasks.contains(task.kind) && (try? metric.check(task)) != nil
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

  /// Perfect predictions for each kind of task that the metric takes: numbers, two classes, more classes, labels.
  private static func cases(for metric: any Metric) -> [Predictions] {
    var random = RandomStream(seed: 7)
    let rows = 30
    let tasks = tasks(of: metric)
    let chosen = [
      tasks.last { $0.kind == .regression },
      tasks.first { $0.outputs == 1 && $0.kind == .classification },
      tasks.first { $0.kind == .classification && $0.outputs > 1 },
      tasks.first { $0.kind == .labels },
    ]
    return chosen.compactMap(\.self).map { task in
      let values = (0..<rows * task.outputs).map { place -> Float in
        let (row, column) = place.quotientAndRemainder(dividingBy: task.outputs)
        return switch task {
        case .regression: Float(10 + 3 * random.normal())
        case .labels: place % 4 == row % 2 ? 1 : 0
        case .classification where task.outputs == 1: row % 3 == 0 ? 1 : 0
        case .classification: row % task.outputs == column ? 1 : 0
        }
      }
      return Predictions(values, of: Truth(values, task))
    }
  }
}
