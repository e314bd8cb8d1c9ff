public import Descent

/// The log-loss, or cross-entropy: the negative log-likelihood of the true class, from logits.
///
///     two classes:    ℓ = −w₁ t log p − w₀ (1 − t) log(1 − p)       with p = sigmoid(z)
///     more classes:   ℓ = −Σ_c w_c t_c log p_c                      with p = softmax(z)
///     t = (1 − ε) y + ε / C
///
/// with ε = ``labelSmoothing``, C classes and w = ``classWeights``, in the order of the classes; none are all 1. The targets y
/// of a row sum to 1. In nats, as PyTorch's `CrossEntropyLoss` with `reduction="none"`. The batch's loss is the mean over
/// its rows, as Keras has it; PyTorch's mean divides by the sum of the true classes' weights instead.
///
/// Taken from logits it stays finite at ±10⁴; its gradient by the logits, p − y without smoothing and weights, does not
/// vanish where the prediction is wrong.
///
/// Bishop 2006, *Pattern Recognition and Machine Learning*, sections 4.3.2 and 4.3.4; label smoothing: Szegedy, Vanhoucke,
/// Ioffe, Shlens and Wojna 2016, [arXiv:1512.00567](https://arxiv.org/abs/1512.00567), section 7.
public struct LogLoss: RowLoss {
  public static let name = "log_loss"
  public static let summary = "Cross-entropy of the true class, binary or categorical, from logits"
  public static let formula =
    "l = -sum_c w_c t_c log(softmax(z)_c), with t = (1 - label_smoothing) y + label_smoothing / C"
  public static let reference =
    "Bishop 2006, Pattern Recognition and Machine Learning, sections 4.3.2 and 4.3.4"
  public static let takesLogits = true
  public static let tasks: Set<LearningTask.Kind> = [.classification]
  public static let hyperparameters = [
    Hyperparameter(
      "label_smoothing", \Self.labelSmoothing, in: 0..<1, "the share spread over all classes"),
    Hyperparameter(
      "class_weights", \Self.classWeights, in: .above(0), "one for each class, in their order"),
  ]

  public var labelSmoothing = 0.0
  public var classWeights: [Double] = []

  public init() {}

  public func check(_ task: LearningTask) throws {
    guard case .classification(let classes) = task, !classWeights.isEmpty,
      classWeights.count != classes.count
    else { return }
    let names = classes.prefix(10).joined(separator: ", ") + (classes.count > 10 ? ", …" : "")
    throw ComponentError(
      "class_weights has \(classWeights.count) number\(classWeights.count == 1 ? "" : "s"), the task has "
        + "\(classes.count) classes: \(names)", setting: "class_weights")
  }

  public func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    if predicted.count == 1 {
      let (first, second) = (share(of: 0, among: 2), share(of: 1, among: 2))
      return Self.binary(
        predicted[0], T(first.factor) * (1 - expected[0]) + T(first.term),
        T(second.factor) * expected[0] + T(second.term))
    }
    var largest = predicted[0]
    for i in predicted.indices { largest = predicted[i] > largest ? predicted[i] : largest }
    var (sum, total, truth): (T, T, T) = (0, 0, 0)
    for i in predicted.indices {
      let (factor, term) = share(of: i, among: predicted.count)
      let target = T(factor) * expected[i] + T(term)
      sum += .exp(predicted[i] - largest)
      total += target
      truth += target * (predicted[i] - largest)
    }
    return total * .log(sum) - truth
  }

  /// −yes · log p − no · log(1 − p) for p = sigmoid(z), without the rounding of a difference.
  @inline(__always)
  static func binary<T: Scalar>(_ z: T, _ no: T, _ yes: T) -> T {
    (z < 0 ? -yes * z : no * z) + (no + yes) * .log1p(.exp(-.abs(z)))
  }

  /// What a class counts in a row, w t, is a multiple of y and a term.
  func share(of place: Int, among classes: Int) -> (factor: Double, term: Double) {
    let weight = classWeights.isEmpty ? 1 : classWeights[place]
    return (weight * (1 - labelSmoothing), weight * labelSmoothing / Double(classes))
  }
}
