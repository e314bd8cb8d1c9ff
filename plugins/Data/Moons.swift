public import Descent
import Foundation

/// Two interleaving half circles with normal noise: two classes that no line separates.
///
/// The geometry of scikit-learn's `make_moons`.
public struct Moons: DataSource {
  public static let name = "moons"
  public static let summary = "Two interleaving half circles with noise; two classes, generated"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
  ]

  public var samples = 600
  public var noise = 0.2

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let labels = (0..<samples).map { $0 % 2 }
    let points = labels.map { label -> [Double] in
      let angle = random.uniform(in: 0..<Double.pi)
      let (x, y) = label == 0 ? (cos(angle), sin(angle)) : (1 - cos(angle), 0.5 - sin(angle))
      return [x + noise * random.normal(), y + noise * random.normal()]
    }
    return .classes(points, labels, names: ["x", "y"])
  }
}
