public import Descent

/// The harmonic mean of precision and recall of a class, averaged over the classes that occur.
///
///     1/C Σ_c 2 hits_c / (expected_c + predicted_c)
///
/// The macro average, also of two classes, as scikit-learn's `f1_score` with `average="macro"`. Labels count as a class
/// each, 0 where a label neither is true nor predicted in any row.
///
/// van Rijsbergen 1979, *Information Retrieval*, chapter 7.
public struct F1: Metric {
  public static let name = "f1"
  public static let summary = "The harmonic mean of precision and recall, averaged over the classes"
  public static let formula = "mean_c 2 hits_c / (expected_c + predicted_c)"
  public static let reference = "van Rijsbergen 1979, Information Retrieval, chapter 7"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.classification, .labels]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    ClassCounts.all(in: predictions).mean(\.f1)
  }
}
