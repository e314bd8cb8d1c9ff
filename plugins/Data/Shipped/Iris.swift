public import Descent

/// Four lengths of 150 flowers of three species, in centimetres: three classes.
///
/// Its licence and its source stand in `experiments/data/README.md`.
public struct Iris: ShippedDataSource {
  public static let name = "iris"
  public static let summary =
    "150 flowers of three species, four lengths of each; shipped"
  public static let reference =
    "Fisher 1936, The use of multiple measurements in taxonomic problems"
  public static let task = LearningTask.Kind.classification

  public init() {}
}
