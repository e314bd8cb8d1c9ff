public import Descent

/// A polynomial with normal noise, over a range that is centred on 0.
///
///     y = Σₖ cₖ xᵏ + noise · ε          x uniform in [−1, 1), ε standard normal
///
/// with cₖ the number at place k of ``coefficients``, the constant first; without any it is 0. By default it is
/// Chebyshev's polynomial of degree 3, which stays within ±1.
public struct PolynomialCurve: DataSource {
  public static let name = "polynomial"
  public static let summary = "A polynomial with noise; one number from one number, generated"
  public static let formula = "y = sum_k c_k x^k + noise * eps,  x in [-1, 1)"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter(
      "coefficients", \Self.coefficients, in: .any, "of 1, x, x^2, ..., in this order"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
  ]

  public var samples = 600
  public var coefficients = [0.0, -3, 0, 4]
  public var noise = 0.1

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    .curve(samples: samples, noise: noise, random: &random) { x in
      coefficients.reversed().reduce(0) { $0 * x + $1 }
    }
  }
}
