public import Descent

/// The softmax of a row: positive numbers that sum to 1, as probabilities of the classes.
///
///     f(x)ᵢ = e^(xᵢ − m) / Σⱼ e^(xⱼ − m),   m = max x
///
/// Subtracting the maximum changes nothing and keeps the exponentials from overflowing.
///
/// Bridle 1990, *Probabilistic Interpretation of Feedforward Classification Network Outputs*.
public struct Softmax: RowActivation {
  public static let name = "softmax"
  public static let summary = "Probabilities of the classes: positive, with sum 1; row by row"
  public static let formula = "f(x)_i = exp(x_i) / sum_j exp(x_j)"
  public static let reference =
    "Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs"

  public init() {}

  public func activate<T: Scalar>(_ row: Span<T>, into result: inout MutableSpan<T>) {
    var largest = row[0]
    for i in row.indices { largest = row[i] > largest ? row[i] : largest }
    var sum: T = 0
    for i in row.indices {
      result[i] = .exp(row[i] - largest)
      sum += result[i]
    }
    for i in row.indices { result[i] = result[i] / sum }
  }

  public func kernel(for type: Float.Type) -> ActivationKernel<Float> { batchKernel() }
  public func kernel(for type: Double.Type) -> ActivationKernel<Double> { batchKernel() }

  /// The formula for all rows at once, so that the exponentials are one vector loop, for which a row is
  /// too short; and its pullback ∂zⱼ = yⱼ (∂yⱼ − Σᵢ yᵢ ∂yᵢ), with the outputs y kept as the slopes.
  private func batchKernel<T: RealScalar>() -> ActivationKernel<T> {
    ActivationKernel(
      forward: { z, y, slopes, rows, columns in
        for row in 0..<rows {
          let start = row * columns
          var largest = z[start]
          for i in start..<start + columns { largest = z[i] > largest ? z[i] : largest }
          for i in start..<start + columns { y[i] = z[i] - largest }
        }
        for i in 0..<rows * columns { y[i] = .exp(y[i]) }
        for row in 0..<rows {
          let start = row * columns
          var sum: T = 0
          for i in start..<start + columns { sum += y[i] }
          let scale = 1 / sum
          for i in start..<start + columns { y[i] = y[i] * scale }
        }
        slopes?.update(from: y, count: rows * columns)
      },
      pullback: { y, dy, dz, rows, columns in
        for row in 0..<rows {
          let start = row * columns
          var mean: T = 0
          for i in start..<start + columns { mean += y[i] * dy[i] }
          for i in start..<start + columns { dz[i] = y[i] * (dy[i] - mean) }
        }
      })
  }
}
