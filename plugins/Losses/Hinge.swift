public import Descent

/// The hinge loss: what is missing from a margin of 1 between the true class and the others.
///
///     two classes:    ℓ = max(0, 1 − s z)                          with s = ±1
///     more classes:   ℓ = 1/C Σ_{j≠y} max(0, 1 − z_y + zⱼ)
///
/// The multi-class form is that of Weston and Watkins, as in PyTorch's `multi_margin_loss`; scikit-learn takes the one of
/// Crammer and Singer, with the largest term in place of the sum. It works on scores: the output activation makes
/// probabilities of them for metrics that ask for such, but nothing calibrates these.
///
/// Cortes and Vapnik 1995, *Support-Vector Networks*; Weston and Watkins 1999, *Support Vector Machines for Multi-Class
/// Pattern Recognition*.
public struct Hinge: RowLoss {
  public static let name = "hinge"
  public static let summary =
    "What is missing from a margin of 1 between the true class and the others"
  public static let formula = "l = mean_j max(0, 1 - z_true + z_j) over the other classes"
  public static let reference =
    "Cortes, Vapnik 1995, Support-Vector Networks; Weston, Watkins 1999"
  public static let takesLogits = true
  public static let tasks: Set<LearningTask.Kind> = [.classification]

  public init() {}

  public func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    predicted.margins(to: expected) { margin in
      let missing = 1 - margin
      return missing > 0 ? missing : 0
    }
  }
}
