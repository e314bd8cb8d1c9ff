import Descent

/// One minus the Tversky index of an example: false alarms and misses, each with a weight of its own.
///
///     ℓ = (α FP + β FN) / (TP + α FP + β FN + s)
///     TP = Σⱼ pⱼ yⱼ          FP = Σⱼ pⱼ (1 − yⱼ)          FN = Σⱼ (1 − pⱼ) yⱼ
///
/// with α = ``falseAlarms``, β = ``misses``, s = ``smoothing`` and probabilities p. The loss lies in
/// [0, 1), and is 0 for the right answer alone. With two classes α weighs examples of the first class and
/// β those of the second; with more, FP = FN and only α + β matters. α = β = ½ is the Dice loss.
///
/// The paper sums over all pixels of an image, here the outputs of an example take their place; without s,
/// an example of the first class would have a loss of 1 whatever p is.
///
/// Salehi, Erdogmus and Gholipour 2017, *Tversky Loss Function for Image Segmentation Using 3D Fully
/// Convolutional Deep Networks* (arXiv:1706.05721).
struct Tversky: RowLoss {
  static let name = "tversky"
  static let summary = "One minus the Tversky index: false alarms and misses with weights"
  static let formula = "l = (alpha FP + beta FN) / (TP + alpha FP + beta FN + s)"
  static let reference =
    "Salehi, Erdogmus, Gholipour 2017, Tversky Loss Function for Image Segmentation"
  static let tasks: Set<LearningTask.Kind> = [.classification]
  static let hyperparameters = [
    Hyperparameter("false_alarms", \Self.falseAlarms, in: .above(0), "the weight of false alarms"),
    Hyperparameter("misses", \Self.misses, in: .above(0), "the weight of misses"),
    Hyperparameter("smoothing", \Self.smoothing, in: .above(0), "what is added to the hits"),
  ]

  var falseAlarms = 0.3
  var misses = 0.7
  var smoothing = 1.0

  func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    var (hits, faults): (T, T) = (0, 0)
    for i in predicted.indices {
      let (p, y) = (predicted[i], expected[i])
      hits += p * y
      faults += T(falseAlarms) * p * (1 - y) + T(misses) * (1 - p) * y
    }
    return faults / (hits + faults + T(smoothing))
  }
}

let components: [any Component.Type] = [Tversky.self]
