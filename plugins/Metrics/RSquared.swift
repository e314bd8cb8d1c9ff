public import Descent

/// The share of the targets' variance that the predictions explain; the mean over several targets.
///
///     R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)²
///
/// 1 is perfect, 0 is as good as the mean, and it has no lower bound. Where the truth does not vary it
/// is 1 for perfect predictions and otherwise 0, as in scikit-learn.
public struct RSquared: Metric {
  public static let name = "r2"
  public static let summary = "The share of the targets' variance that the predictions explain"
  public static let formula = "1 - sum (expected - predicted)^2 / sum (expected - mean)^2"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.regression]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    let (rows, outputs) = (predictions.rows, predictions.outputs)
    guard rows > 1 else { return .nan }
    let (allExpected, allPredicted) = (predictions.expected, predictions.predicted)
    var total = 0.0
    for output in 0..<outputs {
      var mean = 0.0
      for row in 0..<rows { mean += Double(allExpected[row * outputs + output]) }
      mean /= Double(rows)
      var (residual, variance) = (0.0, 0.0)
      for row in 0..<rows {
        let expected = Double(allExpected[row * outputs + output])
        let error = expected - Double(allPredicted[row * outputs + output])
        residual += error * error
        variance += (expected - mean) * (expected - mean)
      }
      total += variance > 0 ? 1 - residual / variance : (residual == 0 ? 1 : 0)
    }
    return total / Double(outputs)
  }
}
