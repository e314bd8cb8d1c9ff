public import Descent

/// Thirty measurements of the cell nuclei in 569 fine-needle aspirates: two classes, benign and malignant.
///
/// Its licence and its source stand in `experiments/data/README.md`.
public struct BreastCancer: ShippedDataSource {
  public static let name = "breast_cancer"
  public static let summary =
    "569 aspirates, 30 measurements of cell nuclei; two diagnoses, shipped"
  public static let reference =
    "Wolberg, Mangasarian, Street, Street 1993, Breast Cancer Wisconsin (Diagnostic), UCI"
  public static let task = LearningTask.Kind.classification

  public init() {}
}
