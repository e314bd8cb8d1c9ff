public import Descent

/// The share of rows whose most probable class is the true one.
public struct Accuracy: Metric {
  public static let name = "accuracy"
  public static let summary = "The share of rows whose most probable class is the true one"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.classification]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    let correct = zip(predictions.predictedClasses, predictions.expectedClasses).count { $0 == $1 }
    return Double(correct) / Double(predictions.rows)
  }
}
