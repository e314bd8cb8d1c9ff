public import Descent
import Foundation

/// A circle around a smaller one, with normal noise: two classes that no line separates.
///
/// The geometry of scikit-learn's `make_circles`.
public struct Circles: DataSource {
  public static let name = "circles"
  public static let summary = "A circle around a smaller one, with noise; two classes, generated"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
    Hyperparameter("factor", \Self.factor, in: .between(0, 1), "radius of the inner circle"),
  ]

  public var samples = 600
  public var noise = 0.1
  public var factor = 0.5

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let labels = (0..<samples).map { $0 % 2 }
    let points = labels.map { label -> [Double] in
      let angle = random.uniform(in: 0..<(2 * Double.pi))
      let radius = label == 0 ? 1 : factor
      return [
        radius * cos(angle) + noise * random.normal(),
        radius * sin(angle) + noise * random.normal(),
      ]
    }
    return .classes(points, labels, names: ["x", "y"])
  }
}
