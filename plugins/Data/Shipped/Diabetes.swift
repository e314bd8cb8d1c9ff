public import Descent

/// Ten measurements of 442 patients, and how far the disease had progressed a year later: a regression.
///
/// Its licence and its source stand in `experiments/data/README.md`.
public struct Diabetes: ShippedDataSource {
  public static let name = "diabetes"
  public static let summary =
    "442 patients, ten measurements, the disease's progression in a year; shipped"
  public static let reference =
    "Efron, Hastie, Johnstone, Tibshirani 2004, Least angle regression"
  public static let task = LearningTask.Kind.regression

  public init() {}
}
