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

  @inlinable
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
}
