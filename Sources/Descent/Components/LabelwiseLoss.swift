/// The loss of several labels: the mean over the labels of another loss's value for each, as of two classes.
///
///     ℓ = 1/n Σⱼ L(zⱼ, yⱼ)
///
/// With the log-loss it is PyTorch's `BCEWithLogitsLoss`.
package struct LabelwiseLoss<Base: RowLoss>: RowLoss {
  package static var name: String { Base.name }
  package static var takesLogits: Bool { Base.takesLogits }
  package static var tasks: Set<LearningTask.Kind> { Base.tasks }

  private let base: Base

  package init() { base = Base() }

  package init(_ base: Base) { self.base = base }

  package func check(_ task: LearningTask) throws { try base.check(task.ofLoss) }

  package func outputActivation(for task: LearningTask) -> String {
    base.outputActivation(for: task.ofLoss)
  }

  package func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    var sum: T = 0
    for i in predicted.indices {
      sum += base(
        predicted: predicted.extracting(i..<i + 1), expected: expected.extracting(i..<i + 1))
    }
    return sum / T(Double(predicted.count))
  }

  package func kernel(for type: Float.Type) -> LossKernel<Float> {
    Self.kernel(base.kernel(for: type))
  }

  package func kernel(for type: Double.Type) -> LossKernel<Double> {
    Self.kernel(base.kernel(for: type))
  }

  /// Each label by itself, so many rows at once that their losses need no buffer from the heap.
  private static func kernel<T: RealScalar>(_ base: LossKernel<T>) -> LossKernel<T> {
    LossKernel { predicted, expected, losses, slopes, rows, columns in
      let (chunk, share) = (128, 1 / T(columns))
      withUnsafeTemporaryAllocation(of: T.self, capacity: chunk) { scratch in
        guard let part = scratch.baseAddress else { return }
        for i in 0..<rows { losses[i] = 0 }
        for column in 0..<columns {
          for start in stride(from: 0, to: rows, by: chunk) {
            let (place, count) = (column * rows + start, min(chunk, rows - start))
            let slope = slopes.map { $0 + place }
            base.run(predicted + place, expected + place, part, slope, count, 1)
            for i in 0..<count { losses[start + i] += part[i] * share }
            if let slope { for i in 0..<count { slope[i] *= share } }
          }
        }
      }
    }
  }
}

extension RowLoss {
  /// The same loss for each label by itself.
  package var ofLabels: any RowLoss { LabelwiseLoss(self) }
}
