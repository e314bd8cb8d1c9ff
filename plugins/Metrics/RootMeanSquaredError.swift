public import Descent

/// The root of the mean squared error, in the target's own units.
///
///     RMSE = √ mean (ŷ − y)²
public struct RootMeanSquaredError: Metric {
  public static let name = "rmse"
  public static let summary = "The root of the mean squared error, in the target's own units"
  public static let formula = "sqrt(mean (predicted - expected)^2)"
  public static let maximizes = false
  public static let tasks: Set<LearningTask.Kind> = [.regression]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    var sum = 0.0
    for (predicted, expected) in zip(predictions.predicted, predictions.expected) {
      let error = Double(predicted) - Double(expected)
      sum += error * error
    }
    return (sum / Double(predictions.predicted.count)).squareRoot()
  }
}
