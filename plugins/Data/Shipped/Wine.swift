public import Descent

/// Thirteen chemical measurements of 178 wines from three cultivars of grape: three classes.
///
/// Its licence and its source stand in `experiments/data/README.md`.
public struct Wine: ShippedDataSource {
  public static let name = "wine"
  public static let summary =
    "178 wines of three cultivars, 13 chemical measurements of each; shipped"
  public static let reference =
    "Aeberhard, Forina 1991, Wine, UCI Machine Learning Repository"
  public static let task = LearningTask.Kind.classification

  public init() {}
}
