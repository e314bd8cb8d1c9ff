public import Descent

/// Size, sex, island and year of 344 penguins: three species.
///
/// Nineteen cells are missing, so `data.missing` has to be `drop` or `mean`.
///
/// Its licence and its source stand in `experiments/data/README.md`.
public struct Penguins: ShippedDataSource {
  public static let name = "penguins"
  public static let summary =
    "344 penguins of three species, 7 measurements, 19 cells missing; shipped"
  public static let reference = "Horst, Hill, Gorman 2020, palmerpenguins"
  public static let task = LearningTask.Kind.classification

  public init() {}
}
