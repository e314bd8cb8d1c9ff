public import Descent

/// The Brier score: the mean squared error of the probabilities.
///
///     two classes:    1/n Σ (p − y)²
///     more classes:   1/n Σᵢ Σ_c (pᵢ_c − yᵢ_c)²
///     labels:         the mean over the labels, each taken as two classes
///
/// Between 0 and 1, and between 0 and 2 where there are more than two classes: scikit-learn's `brier_score_loss`.
///
/// Brier 1950, *Verification of Forecasts Expressed in Terms of Probability*.
public struct Brier: Metric {
  public static let name = "brier"
  public static let summary = "The mean squared error of the probabilities"
  public static let formula = "mean_i sum_c (p_ic - y_ic)^2"
  public static let reference =
    "Brier 1950, Verification of Forecasts Expressed in Terms of Probability"
  public static let maximizes = false
  public static let tasks: Set<LearningTask.Kind> = [.classification, .labels]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    var sum = 0.0
    for (predicted, expected) in zip(predictions.predicted, predictions.expected) {
      let error = Double(predicted) - Double(expected)
      sum += error * error
    }
    return sum
      / Double(predictions.rows * (predictions.task.kind == .labels ? predictions.outputs : 1))
  }
}
