public import Descent
import Foundation

/// Intertwined spiral arms with normal noise, one class each: hard for a shallow network.
///
/// With two arms the problem of Lang and Witbrock 1988, *Learning to tell two spirals apart*.
public struct Spirals: DataSource {
  public static let name = "spirals"
  public static let summary = "Intertwined spiral arms with noise, one class each; generated"
  public static let reference = "Lang, Witbrock 1988, Learning to tell two spirals apart"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
    Hyperparameter("classes", \Self.classes, in: 2...100, "arms"),
    Hyperparameter("turns", \Self.turns, in: .above(0), "turns of each arm"),
  ]

  public var samples = 600
  public var noise = 0.05
  public var classes = 2
  public var turns = 1.0

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let labels = (0..<samples).map { $0 % classes }
    let points = labels.map { label -> [Double] in
      // The square root spreads the points evenly over the arm's area.
      let radius = random.uniform().squareRoot()
      let angle = 2 * Double.pi * (turns * radius + Double(label) / Double(classes))
      return [
        radius * cos(angle) + noise * random.normal(),
        radius * sin(angle) + noise * random.normal(),
      ]
    }
    return .classes(points, labels, names: ["x", "y"])
  }
}
