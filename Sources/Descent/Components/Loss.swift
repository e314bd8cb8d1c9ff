/// A loss that compares each output with its target by itself: what most authors write.
///
/// A row's loss is the mean over its outputs, the batch's loss the mean over its rows.
public protocol Loss: RowLoss {
  /// The loss of one output.
  func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T
}

/// A loss that may look at a whole row, such as the cross-entropy of a softmax.
///
/// Rows are `[outputs]` long. Classes come as targets 0 or 1 in one column where there are two, and
/// one-hot where there are more. A loss that can do two classes can do several labels: the core asks it for
/// the loss of each label, as of two classes, and takes the mean.
public protocol RowLoss: Component {
  /// The loss of one example; the mean over the batch belongs to the trainer.
  func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T

  /// Writes the loss's derivative by each of `predicted` into `gradient`, and returns the loss.
  ///
  /// By default it comes from the formula, evaluated on dual numbers once for each output.
  func gradient<T: RealScalar>(
    predicted: Span<T>, expected: Span<T>, into gradient: inout MutableSpan<T>
  ) -> T

  /// Whether `predicted` holds logits, to which the output activation is not yet applied.
  ///
  /// A class with a larger logit is more probable; a logit in one column speaks for the second class
  /// where it is positive.
  static var takesLogits: Bool { get }

  /// The tasks that the loss is made for; labels count as classes.
  static var tasks: Set<LearningTask.Kind> { get }

  /// Refuses a task of the right kind whose targets the loss cannot take as it is set; by default none.
  ///
  /// It is asked before anything trains, for labels about two classes, and the kernels get batches only of tasks
  /// that it lets pass.
  ///
  /// - Throws: A ``ComponentError``, with the setting that is at fault.
  func check(_ task: LearningTask) throws

  /// The name of the activation that turns the network's last pre-activations into predictions; for labels it
  /// is asked for that of two classes.
  func outputActivation(for task: LearningTask) -> String

  /// The loops that training runs, compiled from the formula by default.
  func kernel(for type: Float.Type) -> LossKernel<Float>
  func kernel(for type: Double.Type) -> LossKernel<Double>
}

/// The loops of a loss over a batch of rows × columns outputs.
///
/// The buffers hold column after column, that is the same output of all rows together: rows are often
/// too short for vector code, a column is as long as the batch.
public struct LossKernel<T: RealScalar>: Sendable {
  public typealias Body =
    @Sendable (
      _ predicted: UnsafePointer<T>, _ expected: UnsafePointer<T>,
      _ losses: UnsafeMutablePointer<T>,
      _ slopes: UnsafeMutablePointer<T>?, _ rows: Int, _ columns: Int
    ) -> Void

  /// Each row's loss, and where `slopes` is given, its derivatives by `predicted`.
  public let run: Body

  public init(run: @escaping Body) { self.run = run }
}

// MARK: - Defaults

extension RowLoss {
  public static var kind: ComponentKind { .loss }
  public static var takesLogits: Bool { false }
  public static var tasks: Set<LearningTask.Kind> { Set(LearningTask.Kind.allCases) }
  public func check(_ task: LearningTask) throws {}

  /// The identity for numbers; for classes, sigmoid where there are two and softmax where more; for labels, sigmoid.
  public func outputActivation(for task: LearningTask) -> String {
    switch task {
    case .regression: "identity"
    case .classification(let classes): classes.count == 2 ? "sigmoid" : "softmax"
    case .labels: "sigmoid"
    }
  }

  @inlinable
  public func gradient<T: RealScalar>(
    predicted: Span<T>, expected: Span<T>, into gradient: inout MutableSpan<T>
  ) -> T {
    let count = predicted.count
    var value: T = 0
    withUnsafeTemporaryAllocation(of: Dual<T>.self, capacity: 2 * count) { scratch in
      scratch.initialize(repeating: .constant(0))
      let variables = UnsafeMutableBufferPointer(rebasing: scratch[..<count])
      let targets = UnsafeMutableBufferPointer(rebasing: scratch[count...])
      for i in 0..<count {
        variables[i] = .constant(predicted[i])
        targets[i] = .constant(expected[i])
      }
      for i in 0..<count {
        variables[i].tangent = 1
        let loss = self(
          predicted: UnsafeBufferPointer(variables).span,
          expected: UnsafeBufferPointer(targets).span)
        variables[i].tangent = 0
        gradient[i] = loss.tangent
        value = loss.value
      }
    }
    return value
  }

  @inlinable
  public func kernel(for type: Float.Type) -> LossKernel<Float> { rowKernel() }
  @inlinable
  public func kernel(for type: Double.Type) -> LossKernel<Double> { rowKernel() }

  /// The loops of a row-wise loss: each row is copied out of the columns, and its derivatives back.
  @inlinable
  func rowKernel<T: RealScalar>() -> LossKernel<T> {
    LossKernel { predicted, expected, losses, slopes, rows, columns in
      withUnsafeTemporaryAllocation(of: T.self, capacity: 3 * columns) { scratch in
        scratch.initialize(repeating: 0)
        let output = UnsafeMutableBufferPointer(rebasing: scratch[..<columns])
        let target = UnsafeMutableBufferPointer(rebasing: scratch[columns..<2 * columns])
        let slope = UnsafeMutableBufferPointer(rebasing: scratch[(2 * columns)...])
        for row in 0..<rows {
          for j in 0..<columns {
            output[j] = predicted[j * rows + row]
            target[j] = expected[j * rows + row]
          }
          if let slopes {
            var span = slope.mutableSpan
            losses[row] = gradient(
              predicted: UnsafeBufferPointer(output).span,
              expected: UnsafeBufferPointer(target).span, into: &span)
            for j in 0..<columns { slopes[j * rows + row] = slope[j] }
          } else {
            losses[row] = self(
              predicted: UnsafeBufferPointer(output).span,
              expected: UnsafeBufferPointer(target).span)
          }
        }
      }
    }
  }
}

extension Loss {
  @inlinable
  public func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    var sum: T = 0
    for i in predicted.indices { sum += self(predicted: predicted[i], expected: expected[i]) }
    return sum / T(Double(predicted.count))
  }

  @inlinable
  public func kernel(for type: Float.Type) -> LossKernel<Float> { elementwiseKernel() }
  @inlinable
  public func kernel(for type: Double.Type) -> LossKernel<Double> { elementwiseKernel() }

  @inlinable
  func elementwiseKernel<T: RealScalar>() -> LossKernel<T> {
    LossKernel { predicted, expected, losses, slopes, rows, columns in
      let scale = 1 / T(columns)
      for i in 0..<rows { losses[i] = 0 }
      for j in 0..<columns {
        let (x, y) = (predicted + j * rows, expected + j * rows)
        if let slopes {
          let slope = slopes + j * rows
          for i in 0..<rows {
            let loss = self(predicted: Dual.variable(x[i]), expected: Dual.constant(y[i]))
            losses[i] += loss.value
            slope[i] = loss.tangent * scale
          }
        } else {
          for i in 0..<rows { losses[i] += self(predicted: x[i], expected: y[i]) }
        }
      }
      for i in 0..<rows { losses[i] *= scale }
    }
  }
}
