public import Descent

/// Normal clouds around the corners of a square, opposite corners of one class: the exclusive or.
///
///     (x, y) = (2a − 1, 2b − 1) + noise · ε,    class = a xor b          a, b in {0, 1}
///
/// The smallest problem that no network without a hidden layer solves.
///
/// Minsky and Papert 1969, *Perceptrons*; Rumelhart, Hinton and Williams 1986.
public struct XOR: DataSource {
  public static let name = "xor"
  public static let summary =
    "Clouds around the corners of a square, opposite ones alike; generated"
  public static let formula = "(x, y) = (2a - 1, 2b - 1) + noise * eps,  class = a xor b"
  public static let reference = "Minsky, Papert 1969, Perceptrons"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
  ]

  public var samples = 600
  public var noise = 0.4

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let labels = (0..<samples).map { $0 % 2 }
    let points = labels.enumerated().map { row, label -> [Double] in
      let a = row / 2 % 2
      return [Double(2 * a - 1), Double(2 * (a ^ label) - 1)].map { $0 + noise * random.normal() }
    }
    return .classes(points, labels, names: ["x", "y"])
  }
}
