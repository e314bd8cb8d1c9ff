public import Descent

/// The expected calibration error: how far confidence and accuracy are apart.
///
///     Σ_b |B_b| / n · |accuracy(B_b) − confidence(B_b)|
///
/// over 15 bins of equal width of the probability of the predicted class; the upper end of a bin belongs to it. It
/// depends on the bins, and is biased upwards where rows are few.
///
/// Naeini, Cooper and Hauskrecht 2015, *Obtaining Well Calibrated Probabilities Using Bayesian Binning*; Guo, Pleiss, Sun
/// and Weinberger 2017, [arXiv:1706.04599](https://arxiv.org/abs/1706.04599).
public struct CalibrationError: Metric {
  public static let name = "calibration_error"
  public static let summary = "How far confidence and accuracy are apart, over 15 bins"
  public static let formula = "sum_b |B_b| / n * |accuracy_b - confidence_b|"
  public static let reference =
    "Guo, Pleiss, Sun, Weinberger 2017, On Calibration of Modern Neural Networks"
  public static let maximizes = false
  public static let tasks: Set<LearningTask.Kind> = [.classification]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    let (bins, outputs) = (15, predictions.outputs)
    let all = predictions.predicted
    var gaps = Array(repeating: 0.0, count: bins)
    for row in 0..<predictions.rows {
      let predicted = predictions.predictedClasses[row]
      let confidence =
        outputs > 1
        ? Double(all[row * outputs + predicted])
        : (predicted == 1 ? Double(all[row]) : 1 - Double(all[row]))
      let bin = Int((confidence * Double(bins)).rounded(.up)) - 1
      let hit = predicted == predictions.expectedClasses[row] ? 1.0 : 0
      gaps[min(max(bin, 0), bins - 1)] += hit - confidence
    }
    return gaps.reduce(0) { $0 + abs($1) } / Double(predictions.rows)
  }
}
