public import Descent

/// The share of rows whose true class is among the ``k`` classes with the largest scores.
///
///     1/n Σᵢ [rank of class yᵢ by the scores of row i ≤ k]
///
/// Of equal scores the later class counts as the larger, as in scikit-learn's `top_k_accuracy_score`; so with ``k`` 1 it is
/// the accuracy but for ties. With two classes ``k`` must be 1: below the number of classes.
///
/// Russakovsky and others 2015, [arXiv:1409.0575](https://arxiv.org/abs/1409.0575).
public struct TopK: Metric {
  public static let name = "top_k"
  public static let summary = "The share of rows whose true class has one of the k largest scores"
  public static let formula = "mean_i [rank of the true class <= k]"
  public static let reference =
    "Russakovsky and others 2015, ImageNet Large Scale Visual Recognition Challenge"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.classification]
  public static let hyperparameters = [
    Hyperparameter("k", \Self.k, in: 1...Int.max, "how many classes may be named")
  ]

  public var k = 2

  public init() {}

  public func check(_ task: LearningTask) throws {
    guard case .classification(let classes) = task, k >= classes.count else { return }
    throw ComponentError(
      "k is \(k), but of \(classes.count) classes every row's would be among them; "
        + "k must be below \(classes.count)", setting: "k")
  }

  public func callAsFunction(_ predictions: Predictions) -> Double {
    let (outputs, scores) = (predictions.outputs, predictions.scores)
    guard outputs > 1 else { return Accuracy()(predictions) }
    let hits = predictions.expectedClasses.enumerated().count { row, truth in
      let score = scores[row * outputs + truth]
      let ahead = (0..<outputs).count { other in
        let value = scores[row * outputs + other]
        return value > score || (value == score && other > truth)
      }
      return ahead < k
    }
    return Double(hits) / Double(predictions.rows)
  }
}
