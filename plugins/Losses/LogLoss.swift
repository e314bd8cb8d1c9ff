public import Descent

/// The log-loss, or cross-entropy: the negative log-likelihood of the true class, from logits.
///
///     two classes:    ℓ = log(1 + eᶻ) − y z                      with p = sigmoid(z)
///     more classes:   ℓ = log Σⱼ e^zⱼ − Σⱼ yⱼ zⱼ                  with p = softmax(z)
///
/// In nats, as PyTorch's `binary_cross_entropy_with_logits` and `cross_entropy`. Taken from logits it
/// stays finite at ±10⁴; its gradient by the logits is p − y, which does not vanish where the
/// prediction is wrong.
///
/// Bishop 2006, *Pattern Recognition and Machine Learning*, sections 4.3.2 and 4.3.4.
public struct LogLoss: RowLoss {
  public static let name = "log_loss"
  public static let summary = "Cross-entropy of the true class, binary or categorical, from logits"
  public static let formula = "l = log sum_j exp(z_j) - sum_j y_j z_j"
  public static let reference =
    "Bishop 2006, Pattern Recognition and Machine Learning, sections 4.3.2 and 4.3.4"
  public static let takesLogits = true
  public static let tasks: Set<LearningTask.Kind> = [.classification]

  public init() {}

  @inlinable
  public func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    if predicted.count == 1 { return .softplus(predicted[0]) - expected[0] * predicted[0] }
    var largest = predicted[0]
    for i in predicted.indices { largest = predicted[i] > largest ? predicted[i] : largest }
    var (sum, truth): (T, T) = (0, 0)
    for i in predicted.indices {
      sum += .exp(predicted[i] - largest)
      truth += expected[i] * (predicted[i] - largest)
    }
    return .log(sum) - truth
  }

  /// p − y, which needs one pass where dual numbers need one for each class.
  @inlinable
  public func gradient<T: RealScalar>(
    predicted: Span<T>, expected: Span<T>, into gradient: inout MutableSpan<T>
  ) -> T {
    if predicted.count == 1 {
      gradient[0] = .sigmoid(predicted[0]) - expected[0]
      return self(predicted: predicted, expected: expected)
    }
    var largest = predicted[0]
    for i in predicted.indices { largest = predicted[i] > largest ? predicted[i] : largest }
    var (sum, truth): (T, T) = (0, 0)
    for i in predicted.indices {
      gradient[i] = .exp(predicted[i] - largest)
      sum += gradient[i]
      truth += expected[i] * (predicted[i] - largest)
    }
    let scale = 1 / sum
    for i in predicted.indices { gradient[i] = gradient[i] * scale - expected[i] }
    return .log(sum) - truth
  }
}
