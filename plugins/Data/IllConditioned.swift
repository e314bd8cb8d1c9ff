public import Descent
import Foundation

/// A linear regression whose loss is a long narrow valley: steep in one direction, flat in another.
///
///     y = Σⱼ wⱼ xⱼ + noise · ε,    Var xⱼ falls geometrically from 1 to 1/condition
///
/// The curvature of the mean squared error along wⱼ is 2 Var xⱼ, so ``condition`` is the condition
/// number of the problem in expectation, as long as inputs are not standardised
/// (`standardize: false`). The true wⱼ is 1/√(Var xⱼ): each input matters equally.
///
/// Its use: plain gradient descent needs a number of steps proportional to the condition number,
/// momentum one proportional to its root (Polyak 1964).
public struct IllConditioned: DataSource {
  public static let name = "ill_conditioned"
  public static let summary =
    "A linear regression with a chosen condition number, which data.standardize: false leaves; generated"
  public static let formula = "y = sum_j w_j x_j + noise * eps,  Var x_j from 1 to 1/condition"
  public static let reference =
    "Polyak 1964, Some methods of speeding up the convergence of iteration methods"
  public static let hyperparameters = [
    Hyperparameter("samples", \Self.samples, in: 2...10_000_000, "rows"),
    Hyperparameter("features", \Self.features, in: 2...10_000, "inputs"),
    Hyperparameter("condition", \Self.condition, in: .atLeast(1), "the condition number"),
    Hyperparameter("noise", \Self.noise, in: .atLeast(0), "standard deviation of the noise"),
  ]

  public var samples = 600
  public var features = 10
  public var condition = 100.0
  public var noise = 0.1

  public init() {}

  public func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    let deviations = (0..<features).map { feature in
      pow(condition, -0.5 * Double(feature) / Double(features - 1))
    }
    var inputs = Array(repeating: [Double?](), count: features)
    var targets: [Double?] = []
    for _ in 0..<samples {
      var target = noise * random.normal()
      for feature in 0..<features {
        let standard = random.normal()
        inputs[feature].append(deviations[feature] * standard)
        target += standard
      }
      targets.append(target)
    }
    var columns = inputs.enumerated().map { Table.Column("x\($0 + 1)", .numbers($1)) }
    columns.append(Table.Column("y", .numbers(targets)))
    return Table(columns: columns, targets: ["y"], task: .regression)
  }
}
