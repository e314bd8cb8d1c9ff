public import Descent

/// The squared hinge loss: the square of what is missing from a margin of 1; smooth where ``Hinge`` has a kink.
///
///     two classes:    ℓ = max(0, 1 − s z)²                         with s = ±1
///     more classes:   ℓ = 1/C Σ_{j≠y} max(0, 1 − z_y + zⱼ)²
///
/// PyTorch's `multi_margin_loss` with p = 2; see ``Hinge``.
///
/// Lee and Mangasarian 2001, *SSVM: A Smooth Support Vector Machine*; Tang 2013,
/// [arXiv:1306.0239](https://arxiv.org/abs/1306.0239).
public struct SquaredHinge: RowLoss {
  public static let name = "squared_hinge"
  public static let summary = "The square of what is missing from a margin of 1"
  public static let formula = "l = mean_j max(0, 1 - z_true + z_j)^2 over the other classes"
  public static let reference =
    "Tang 2013, Deep Learning using Linear Support Vector Machines"
  public static let takesLogits = true
  public static let tasks: Set<LearningTask.Kind> = [.classification]

  public init() {}

  public func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    predicted.margins(to: expected) { margin in
      let missing = 1 - margin
      return missing > 0 ? missing * missing : 0
    }
  }
}
