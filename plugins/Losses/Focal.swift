public import Descent

/// The focal loss: the log-loss, with less weight on examples that are right already.
///
///     ℓ = −(1 − p)^gamma log p          with p the probability of the true class
///
/// From logits: p by softmax, or by sigmoid where there are two classes. At ``gamma`` 0 it is the log-loss. The paper's
/// weights of classes are left out. Finite at ±10⁴, since 1 − p is taken as a logarithm, too.
///
/// Lin, Goyal, Girshick, He and Dollár 2017, [arXiv:1708.02002](https://arxiv.org/abs/1708.02002).
public struct Focal: RowLoss {
  public static let name = "focal"
  public static let summary = "Log-loss with less weight on examples that are right already"
  public static let formula = "l = -(1 - p)^gamma * log p, with p the true class's probability"
  public static let reference =
    "Lin, Goyal, Girshick, He, Dollár 2017, Focal Loss for Dense Object Detection"
  public static let takesLogits = true
  public static let tasks: Set<LearningTask.Kind> = [.classification]
  public static let hyperparameters = [
    Hyperparameter("gamma", \Self.gamma, in: .atLeast(0), "how little easy examples count")
  ]

  public var gamma = 2.0

  public init() {}

  public func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    if predicted.count == 1 {
      let margin = (2 * expected[0] - 1) * predicted[0]
      return .exp(T(-gamma) * .softplus(margin)) * .softplus(-margin)
    }
    var truth = predicted[0]
    for i in predicted.indices where expected[i] > 0.5 { truth = predicted[i] }
    // How far the true class is ahead of the others together, as if they were one.
    var largest = predicted[expected[0] > 0.5 ? 1 : 0]
    for i in predicted.indices where !(expected[i] > 0.5) {
      largest = predicted[i] > largest ? predicted[i] : largest
    }
    var sum: T = 0
    for i in predicted.indices where !(expected[i] > 0.5) { sum += .exp(predicted[i] - largest) }
    let margin = truth - largest - .log(sum)
    return .exp(T(-gamma) * .softplus(margin)) * .softplus(-margin)
  }
}
