public import Descent

/// The share of rows whose most probable class is the true one.
///
/// Of labels the share of rows all of whose labels are right, the subset accuracy, as scikit-learn's `accuracy_score`.
public struct Accuracy: Metric {
  public static let name = "accuracy"
  public static let summary = "The share of rows whose most probable class is the true one"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.classification, .labels]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    let (predicted, expected) = (predictions.predictedClasses, predictions.expectedClasses)
    let width = predictions.task.kind == .labels ? predictions.outputs : 1
    let correct = (0..<predictions.rows).count { row in
      (row * width..<(row + 1) * width).allSatisfy { predicted[$0] == expected[$0] }
    }
    return Double(correct) / Double(predictions.rows)
  }
}
