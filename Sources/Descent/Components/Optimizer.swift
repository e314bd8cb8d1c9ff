public import CKernels

/// An optimizer whose rule works on each weight by itself: what most authors write.
///
///     struct Momentum: Optimizer {
///       static let name = "momentum"
///       enum Slot: Int, CaseIterable { case velocity }
///       …
///       func update<T: RealScalar>(
///         _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
///       ) {
///         state[.velocity] = T(momentum) * state[.velocity] + gradient
///         weight -= T(step.learningRate) * state[.velocity]
///       }
///     }
///
/// The rule holds no state and no schedule: the core keeps the slots of every weight, which start at
/// zero, and hands in the scheduled learning rate.
public protocol Optimizer: MatrixOptimizer {
  /// What the rule is told about a step: the step, or what ``prepared(_:)`` makes of it.
  associatedtype PreparedStep = Step

  /// What is the same for all weights in a step, such as powers of the step's number.
  ///
  /// It is called once a step, ``update(_:gradient:state:step:)`` once for each weight. A rule that needs
  /// nothing but the ``Step`` leaves it out.
  func prepared(_ step: Step) -> PreparedStep

  /// Changes one weight, and its state, by its gradient.
  func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: PreparedStep)
}

/// What an optimizer is told about the step that it takes.
public struct Step: Sendable {
  /// The step's number, from 1 over the whole run.
  public var index: Int
  /// The time in epochs before the step, from 0.
  public var epoch: Double
  /// The learning rate after the schedule.
  public var learningRate: Double

  public init(index: Int, epoch: Double, learningRate: Double) {
    self.index = index
    self.epoch = epoch
    self.learningRate = learningRate
  }

  /// 1 − βᵗ with t = ``index``: what a moving average that keeps a share of β, and starts at 0, is divided
  /// by to be one of the gradients so far.
  @inlinable @inline(__always)
  public func biasCorrection(_ beta: Double) -> Double {
    descent_complement_of_power(beta, Double(index))
  }
}

/// The state of one weight: a number for each slot, zero before the first step.
public struct OptimizerState<T: RealScalar, Slot: RawRepresentable<Int>> {
  @usableFromInline let base: UnsafeMutablePointer<T>
  @usableFromInline let stride: Int

  /// - Parameters:
  ///   - base: The number of the first slot.
  ///   - stride: The distance between two slots of the same weight.
  @inlinable @inline(__always)
  init(base: UnsafeMutablePointer<T>, stride: Int) {
    self.base = base
    self.stride = stride
  }

  @inlinable @inline(__always)
  public subscript(slot: Slot) -> T {
    get { base[slot.rawValue * stride] }
    nonmutating set { base[slot.rawValue * stride] = newValue }
  }
}

/// The slots of a rule that keeps nothing.
public enum NoSlot: RawRepresentable, CaseIterable, Sendable {
  public init?(rawValue: Int) { nil }
  public var rawValue: Int { switch self {} }
  public static let allCases: [NoSlot] = []
}

/// The loop of an optimizer over one parameter, row-major, rows × columns.
///
/// `state` holds `slotCount` blocks of rows × columns numbers. An ``Optimizer``, whose rule does not know
/// where a weight stands, gets all parameters as one row of numbers, with zeros between two of them; a
/// ``MatrixOptimizer`` gets each matrix by itself.
public struct OptimizerKernel<T: RealScalar>: Sendable {
  public typealias Body =
    @Sendable (
      _ weights: UnsafeMutablePointer<T>, _ gradients: UnsafePointer<T>,
      _ state: UnsafeMutablePointer<T>, _ rows: Int, _ columns: Int, _ step: Step
    ) -> Void

  public let run: Body

  public init(run: @escaping Body) { self.run = run }
}

// MARK: - Defaults

extension Optimizer where PreparedStep == Step {
  @inlinable
  public func prepared(_ step: Step) -> Step { step }
}

extension Optimizer {
  /// The rule for a whole matrix: weight by weight.
  @inlinable
  public func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Slot>, step: Step
  ) {
    elementwiseKernel().run(
      &weights.numbers, gradient.numbers, &state.numbers, gradient.rows, gradient.columns, step)
  }

  @inlinable
  public func kernel(for type: Float.Type) -> OptimizerKernel<Float> { elementwiseKernel() }
  @inlinable
  public func kernel(for type: Double.Type) -> OptimizerKernel<Double> { elementwiseKernel() }

  @inlinable
  func elementwiseKernel<T: RealScalar>() -> OptimizerKernel<T> {
    OptimizerKernel { weights, gradients, state, rows, columns, step in
      let count = rows * columns
      let step = prepared(step)
      for i in 0..<count {
        update(
          &weights[i], gradient: gradients[i],
          state: OptimizerState(base: state + i, stride: count), step: step)
      }
    }
  }
}
