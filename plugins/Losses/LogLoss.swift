public import Descent

/// The log-loss, or cross-entropy: the negative log-likelihood of the true class, from logits.
///
///     two classes:    ℓ = log(1 + eᶻ) − y z                      with p = sigmoid(z)
///     more classes:   ℓ = log Σⱼ e^zⱼ − Σⱼ yⱼ zⱼ                  with p = softmax(z)
///
/// The targets y of a row sum to 1. In nats, as PyTorch's `binary_cross_entropy_with_logits` and `cross_entropy`. Taken from logits it
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

  public func kernel(for type: Float.Type) -> LossKernel<Float> { batchKernel() }
  public func kernel(for type: Double.Type) -> LossKernel<Double> { batchKernel() }

  /// The loss and p − y for a whole batch, which take one exponential a class; dual numbers would take
  /// one for each pair of classes.
  private func batchKernel<T: RealScalar>() -> LossKernel<T> {
    LossKernel { logits, targets, losses, slopes, rows, columns in
      if columns == 1 {
        for i in 0..<rows { losses[i] = .softplus(logits[i]) - targets[i] * logits[i] }
        if let slopes { for i in 0..<rows { slopes[i] = .sigmoid(logits[i]) - targets[i] } }
        return
      }
      // So many rows at once; that the number is fixed lets all lanes of a vector be used.
      let chunk = 32
      withUnsafeTemporaryAllocation(of: T.self, capacity: 4 * chunk) { scratch in
        guard let sums = scratch.baseAddress else { return }
        let (truths, largest, unwanted) = (sums + chunk, sums + 2 * chunk, sums + 3 * chunk)
        for start in stride(from: 0, to: rows, by: chunk) {
          let count = min(chunk, rows - start)
          for i in 0..<chunk {
            sums[i] = 0
            truths[i] = 0
          }
          for i in 0..<count { largest[i] = logits[start + i] }
          for j in 1..<columns {
            let z = logits + j * rows + start
            for i in 0..<count { largest[i] = z[i] > largest[i] ? z[i] : largest[i] }
          }
          for j in 0..<columns {
            let (z, y) = (logits + j * rows + start, targets + j * rows + start)
            let exponential = slopes.map { $0 + j * rows + start } ?? unwanted
            for i in 0..<count {
              let shifted = z[i] - largest[i]
              exponential[i] = .exp(shifted)
              sums[i] += exponential[i]
              truths[i] += y[i] * shifted
            }
          }
          for i in 0..<chunk {
            truths[i] = .log(sums[i]) - truths[i]
            sums[i] = 1 / sums[i]
          }
          for i in 0..<count { losses[start + i] = truths[i] }
          guard let slopes else { continue }
          for j in 0..<columns {
            let (slope, y) = (slopes + j * rows + start, targets + j * rows + start)
            for i in 0..<count { slope[i] = slope[i] * sums[i] - y[i] }
          }
        }
      }
    }
  }
}
