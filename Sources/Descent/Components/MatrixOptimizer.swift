/// An optimizer whose rule looks at a whole parameter matrix at once.
///
///     struct NormalizedMomentum: MatrixOptimizer {
///       static let name = "normalized_momentum"
///       enum Slot: Int, CaseIterable { case velocity }
///       …
///       func update<T: RealScalar>(
///         _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Slot>,
///         step: Step
///       ) {
///         state[.velocity] = T(momentum) * state[.velocity] + gradient
///         weights -= T(step.learningRate) * (state[.velocity] / (state[.velocity].norm + 1e-8))
///       }
///     }
///
/// The rule is called once for each parameter of the network. Weights are fan-in × fan-out; a layer's biases
/// are a matrix of one row, and so are the coefficients that an activation learns. A rule that makes no
/// sense for them looks at `weights.rows`. One that treats each weight alike is faster as an ``Optimizer``.
public protocol MatrixOptimizer: Component {
  /// The numbers kept for every weight between steps, by name, with raw values from 0 on.
  associatedtype Slot: RawRepresentable<Int> & CaseIterable = NoSlot

  /// The base learning rate, before the schedule's multiplier.
  var learningRate: Double { get }

  /// Changes a matrix of weights, and its state, by its gradient.
  func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Slot>, step: Step)

  /// The loops that training runs, compiled from the rule by default.
  ///
  /// The default copies the matrices out of the core's buffers and back, and so do formulas in ``Matrix``:
  /// unlike all else in a step they allocate.
  func kernel(for type: Float.Type) -> OptimizerKernel<Float>
  func kernel(for type: Double.Type) -> OptimizerKernel<Double>
}

/// The state of one parameter: a matrix of its shape for each slot, zeros before the first step.
public struct MatrixState<T: RealScalar, Slot: RawRepresentable<Int>> {
  @usableFromInline let rows: Int
  @usableFromInline let columns: Int
  /// One slot after the other.
  @usableFromInline var numbers: [T]

  @inlinable
  init(rows: Int, columns: Int, numbers: [T]) {
    self.rows = rows
    self.columns = columns
    self.numbers = numbers
  }

  /// - Precondition: A new matrix has the parameter's shape.
  @inlinable
  public subscript(slot: Slot) -> Matrix<T> {
    get { Matrix(rows: rows, columns: columns, values: Array(numbers[place(of: slot)])) }
    set {
      precondition(
        newValue.rows == rows && newValue.columns == columns,
        "a matrix of \(newValue.rows) × \(newValue.columns) is no state of one of "
          + "\(rows) × \(columns)")
      numbers.replaceSubrange(place(of: slot), with: newValue.numbers)
    }
  }

  @inlinable
  func place(of slot: Slot) -> Range<Int> {
    let start = slot.rawValue * rows * columns
    return start..<start + rows * columns
  }
}

// MARK: - Defaults

extension MatrixOptimizer {
  public static var kind: ComponentKind { .optimizer }

  /// How many numbers are kept for every weight between steps.
  public static var slotCount: Int { Slot.allCases.count }

  @inlinable
  public func kernel(for type: Float.Type) -> OptimizerKernel<Float> { matrixKernel() }
  @inlinable
  public func kernel(for type: Double.Type) -> OptimizerKernel<Double> { matrixKernel() }

  @inlinable
  func matrixKernel<T: RealScalar>() -> OptimizerKernel<T> {
    OptimizerKernel { weights, gradients, state, rows, columns, step in
      let count = rows * columns
      func matrix(_ numbers: UnsafePointer<T>) -> Matrix<T> {
        Matrix(
          rows: rows, columns: columns,
          values: Array(UnsafeBufferPointer(start: numbers, count: count)))
      }
      var changed = matrix(weights)
      var kept = MatrixState<T, Slot>(
        rows: rows, columns: columns,
        numbers: Array(UnsafeBufferPointer(start: state, count: Self.slotCount * count)))
      update(&changed, gradient: matrix(gradients), state: &kept, step: step)
      precondition(
        changed.rows == rows && changed.columns == columns,
        "optimizer '\(Self.name)' made \(changed.rows) × \(changed.columns) of a matrix of "
          + "\(rows) × \(columns)")
      weights.update(from: changed.numbers, count: count)
      state.update(from: kept.numbers, count: kept.numbers.count)
    }
  }
}
