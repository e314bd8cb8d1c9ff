public import Descent

/// A limit on the norm of each unit's incoming weights, restored after every step.
///
///     w ← w · min(1, limit / ‖w‖)
///
/// Weights that would grow without end, as with large learning rates, are kept in; there is no penalty, and
/// smaller weights are free. Keras's `MaxNorm` with `axis=0`.
///
/// Srebro and Shraibman 2005, *Rank, Trace-Norm and Max-Norm*; beside dropout: Srivastava, Hinton, Krizhevsky,
/// Sutskever and Salakhutdinov 2014, *Dropout*.
public struct MaxNorm: NormConstraint {
  public static let name = "max_norm"
  public static let summary = "A limit on the norm of each unit's incoming weights"
  public static let formula = "w <- w * min(1, limit / |w|) after every step"
  public static let reference =
    "Srebro, Shraibman 2005, Rank, Trace-Norm and Max-Norm; Srivastava et al. 2014, Dropout"
  public static let hyperparameters = [
    Hyperparameter("limit", \Self.limit, in: .above(0), "the largest norm of a unit's weights")
  ]

  public var limit = 3.0

  public init() {}

  public func callAsFunction(norm: Double) -> Double { min(norm, limit) }
}
