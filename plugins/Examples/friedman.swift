import Descent

/// Friedman's first regression problem: five inputs that matter in different ways, and some that do not.
///
///     y = 10 sin(π x₁ x₂) + 20 (x₃ − ½)² + 10 x₄ + 5 x₅ + noise · ε
///
/// with all xⱼ uniform in [0, 1), ε standard normal, and columns `x1`, `x2`, … and `y`.
///
/// Friedman 1991, *Multivariate Adaptive Regression Splines*; scikit-learn's `make_friedman1`.
struct Friedman: DataSource {
  static let name = "friedman"
  static let summary = "Five inputs that matter in different ways, and some that do not; generated"
  static let formula =
    "y = 10 sin(pi x1 x2) + 20 (x3 - 1/2)^2 + 10 x4 + 5 x5 + noise * eps"
  static let reference = "Friedman 1991, Multivariate Adaptive Regression Splines"
  static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("features", \Self.features, in: 5...10_000, "inputs"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
  ]

  var samples = 600
  var features = 10
  var noise = 1.0

  func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let inputs = (0..<features).map { _ in (0..<samples).map { _ in random.uniform() } }
    let y = (0..<samples).map { row -> Double in
      let wave = 10 * Double.sin(.pi * inputs[0][row] * inputs[1][row])
      let fall = inputs[2][row] - 0.5
      let slope = 10 * inputs[3][row] + 5 * inputs[4][row]
      return wave + 20 * fall * fall + slope + noise * random.normal()
    }
    return Table(
      columns: inputs.enumerated().map { Table.Column("x\($0 + 1)", .numbers($1)) }
        + [Table.Column("y", .numbers(y))], targets: ["y"], task: .regression)
  }
}

let components: [any Component.Type] = [Friedman.self]
