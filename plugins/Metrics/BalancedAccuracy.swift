public import Descent

/// The mean over the classes of the share of their rows that are found, so that rare classes count as much as others.
///
///     1/C Σ_c hits_c / expected_c
///
/// Over the classes that occur in the truth, as scikit-learn's `balanced_accuracy_score`.
///
/// Brodersen, Ong, Stephan and Buhmann 2010, *The Balanced Accuracy and Its Posterior Distribution*.
public struct BalancedAccuracy: Metric {
  public static let name = "balanced_accuracy"
  public static let summary = "The accuracy within each class, averaged over the classes"
  public static let formula = "mean_c hits_c / expected_c"
  public static let reference =
    "Brodersen, Ong, Stephan, Buhmann 2010, The Balanced Accuracy and Its Posterior Distribution"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.classification]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    ClassCounts.all(in: predictions).filter { $0.expected > 0 }.mean(\.recall)
  }
}
