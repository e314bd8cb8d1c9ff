public import Descent

/// The mean absolute error, in the target's own units.
///
///     MAE = mean |ŷ − y|
public struct MeanAbsoluteError: Metric {
  public static let name = "mae"
  public static let summary = "The mean absolute error, in the target's own units"
  public static let formula = "mean |predicted - expected|"
  public static let maximizes = false
  public static let tasks: Set<LearningTask.Kind> = [.regression]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    var sum = 0.0
    for (predicted, expected) in zip(predictions.predicted, predictions.expected) {
      sum += abs(Double(predicted) - Double(expected))
    }
    return sum / Double(predictions.predicted.count)
  }
}
