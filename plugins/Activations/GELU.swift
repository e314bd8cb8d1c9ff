public import Descent

/// The Gaussian error linear unit: the input times the chance that a normal number is below it.
///
///     f(x) = x · Φ(x) = x / 2 · (1 + erf(x / √2))          f′(x) = Φ(x) + x · φ(x)
///     tanh form: f(x) = x / 2 · (1 + tanh(√(2/π) (x + 0.044715 x³)))
///
/// The tanh form differs by at most about 5e-4, and is what BERT and GPT-2 use. ``approximation`` has PyTorch's names.
///
/// Hendrycks and Gimpel 2016, [arXiv:1606.08415](https://arxiv.org/abs/1606.08415).
public struct GELU: Activation {
  public static let name = "gelu"
  public static let summary = "The input times the normal distribution's function of it"
  public static let formula = "f(x) = x / 2 * (1 + erf(x / sqrt(2)))"
  public static let reference = "Hendrycks, Gimpel 2016, Gaussian Error Linear Units (GELUs)"
  public static let hyperparameters = [
    Hyperparameter("approximation", \Self.approximation, "the exact form, or the one with tanh")
  ]

  public enum Approximation: String, CaseIterable, Sendable { case none, tanh }

  public var approximation = Approximation.none

  public init() {}

  public func callAsFunction<T: Scalar>(_ x: T) -> T {
    switch approximation {
    case .none: Exact()(x)
    case .tanh: Approximate()(x)
    }
  }

  // A loop over the choice of form would compute both forms for every number.
  public func kernel(for type: Float.Type) -> ActivationKernel<Float> {
    approximation == .none ? Exact().kernel(for: type) : Approximate().kernel(for: type)
  }
  public func kernel(for type: Double.Type) -> ActivationKernel<Double> {
    approximation == .none ? Exact().kernel(for: type) : Approximate().kernel(for: type)
  }

  private struct Exact: Activation {
    static let name = GELU.name
    @inline(__always)
    func callAsFunction<T: Scalar>(_ x: T) -> T { x * .normalCDF(x) }
  }

  private struct Approximate: Activation {
    static let name = GELU.name
    @inline(__always)
    func callAsFunction<T: Scalar>(_ x: T) -> T {
      0.5 * x * (1 + .tanh(T(0.7978845608028654) * (x + T(0.044715) * x * x * x)))
    }
  }
}
