public import Descent

/// Handwritten digits, 1797 images of 8 × 8 counts of ink: ten classes.
///
/// Its licence and its source stand in `experiments/data/README.md`.
public struct Digits: ShippedDataSource {
  public static let name = "digits"
  public static let summary =
    "1797 images of 8 x 8 pixels of handwritten digits; ten classes, shipped"
  public static let reference =
    "Alpaydin, Kaynak 1998, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository"
  public static let task = LearningTask.Kind.classification

  public init() {}
}
