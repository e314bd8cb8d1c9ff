public import Descent

/// The share of a class's rows that are found, averaged over the classes that occur.
///
///     1/C Σ_c hits_c / expected_c
///
/// The macro average, also of two classes; 0 for a class that is only predicted, as in scikit-learn. That is all it differs
/// in from ``BalancedAccuracy``. Labels count as a class each, 0 where a label is true in no row.
///
/// van Rijsbergen 1979, *Information Retrieval*, chapter 7.
public struct Recall: Metric {
  public static let name = "recall"
  public static let summary = "The share of each class that is found, averaged over the classes"
  public static let formula = "mean_c hits_c / expected_c"
  public static let reference = "van Rijsbergen 1979, Information Retrieval, chapter 7"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.classification, .labels]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    ClassCounts.all(in: predictions).mean(\.recall)
  }
}
