public import Descent

/// A sine wave with normal noise, over a range that is centred on 0.
///
///     y = sin(2π · frequency · x) + noise · ε          x uniform in [−1, 1), ε standard normal
///
/// with 2 · ``frequency`` waves in the range.
public struct Sine: DataSource {
  public static let name = "sine"
  public static let summary = "A sine wave with noise; one number from one number, generated"
  public static let formula = "y = sin(2 pi frequency x) + noise * eps,  x in [-1, 1)"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("frequency", \Self.frequency, in: .above(0), "waves in a unit of x"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
  ]

  public var samples = 600
  public var frequency = 1.0
  public var noise = 0.1

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    .curve(samples: samples, noise: noise, random: &random) { .sin(2 * .pi * frequency * $0) }
  }
}
