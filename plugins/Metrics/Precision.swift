public import Descent

/// The share of the rows taken for a class that are of it, averaged over the classes that occur.
///
///     1/C Σ_c hits_c / predicted_c
///
/// The macro average, also of two classes; 0 for a class that is never predicted, as in scikit-learn. Labels count as a
/// class each.
///
/// van Rijsbergen 1979, *Information Retrieval*, chapter 7.
public struct Precision: Metric {
  public static let name = "precision"
  public static let summary =
    "Of the rows taken for a class, the share that is of it; averaged over classes"
  public static let formula = "mean_c hits_c / predicted_c"
  public static let reference = "van Rijsbergen 1979, Information Retrieval, chapter 7"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.classification, .labels]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    ClassCounts.all(in: predictions).mean(\.precision)
  }
}
