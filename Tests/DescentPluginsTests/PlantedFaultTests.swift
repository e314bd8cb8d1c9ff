import Descent
import DescentPlugins
import DescentTesting
import Synchronization
import Testing

/// Each component here has one fault, and the laws must name it.
@Suite struct PlantedFaultTests {
  static let faults: [(component: any Component, law: String)] = [
    (SteepTanh(), "the derivative equals central differences of the formula"),
    (SteepTanh(), "the gradient through a row equals central differences"),
    (TenthPower(), "values and gradients are finite at ±10⁴ in Float"),
    (NaiveSoftmax(), "values and gradients are finite at ±10⁴ in Double"),
    (Gainless(), "the gain is a finite number above 0"),
    (ShiftedReLU(), "the Float loop computes the formula"),
    (Noisy(), "computed again, the same numbers come out"),
    (SteepSlope(), "the derivatives by input and coefficients equal central differences"),
    (SteepSlope(), "the learned Float loop computes what the Double loop does"),
    (Unbounded(), "values and derivatives are finite at ±10⁴ in Double"),
    (HalfGradient(), "the gradient equals central differences of the formula"),
    (NaiveLogLoss(), "losses and gradients are finite for predictions of ±10⁴ in Float"),
    (ZeroTimesInfinity(), "losses and gradients are finite for predictions of ±10⁴ in Double"),
    (Wavering(), "computed again, the same numbers come out"),
    (Picky(), "it takes a task of its kinds"),
    (Demanding(), "it takes a task of its kinds"),
    (Ascent(), "it reaches the minimum of a quadratic"),
    (Ascent(), "it lowers Rosenbrock's function to a tenth"),
    (Drift(), "weights without a gradient keep still or decay towards 0"),
    (Neighbourly(), "a parameter's way does not depend on other parameters"),
    (OneVelocity(), "two runs from the same start go the same way"),
    (OneVelocity(), "a parameter's way does not depend on other parameters"),
    (OneClock(), "two runs from the same start go the same way"),
    (Jittery(), "computed again, the same numbers come out"),
    (Moody(), "computed again, the same numbers come out"),
    (Overdrawn(), "the multiplier is finite and at least 0 over the whole run"),
    (LateStart(), "the multiplier does not jump at the start"),
    (Standstill(), "the multiplier is above 0 at some time"),
    (SteepPenalty(), "what it adds to the gradient equals central differences"),
    (FewWeights(), "a layer gets one finite number for each weight and each bias"),
    (FewWeights(), "a learned coefficient gets as many finite numbers as it counts"),
    (Forgetful(), "the same stream gives the same bits"),
    (TwoForOne(), "setting 'first' changes it and nothing else"),
    (OutOfRange(), "the default of 'rate' lies in its range"),
    (Ragged(), "all columns are equally long and not empty"),
    (Ragged(), "the targets are columns of the table"),
    (Upside(), "perfect predictions have the best value"),
    (Guessing(), "computed again, the same numbers come out"),
    (Shouting(), "its name is lower-case snake_case"),
  ]

  @Test("a planted fault is found", arguments: faults)
  func found(_ fault: (component: any Component, law: String)) {
    #expect(Laws.findings(for: fault.component).map(\.law).contains(fault.law))
  }

  @Test("a name that two components of one kind have is found, not one of two kinds")
  func names() {
    let findings = ComponentLaws.distinction(of: [ReLU.self, Constant.self, ConstantWeights.self])
    #expect(findings.isEmpty)
    #expect(
      ComponentLaws.distinction(of: [ReLU.self, Tanh.self, ReLU.self]).map(\.description) == [
        "activation 'relu': it should be true that components of one kind have names of their own, "
          + "but two are named 'relu'"
      ])
  }

  @Test("a finding says what is wrong in words and numbers")
  func words() throws {
    let finding = try #require(
      ActivationLaws.derivative(of: SteepTanh()).first { !$0.detail.isEmpty })
    #expect(finding.component == "activation 'steep_tanh'")
    #expect(
      finding.description.hasPrefix(
        "activation 'steep_tanh': it should be true that the derivative equals central differences "
          + "of the formula, but at x = -7.3 the derivative is "))
  }

  @Test("what does not repeat is named by the first point")
  func firstPoint() throws {
    let finding = try #require(ActivationLaws.repetition(of: Noisy(), in: Double.self).first)
    #expect(finding.detail.hasPrefix("at x = -7.3 the value in Double is first -7.2"))
    let weight = try #require(OptimizerLaws.repetition(of: OneVelocity()).first)
    #expect(weight.detail.hasPrefix("weight 1 after step 1 is first "))
  }

  @Test("a derivative that is 1 % off is found in the gradient of a network")
  func network() throws {
    let architecture = MultilayerPerceptron.Architecture(
      inputs: 2, outputs: 1, hidden: [3], activation: SteepTanh(), outputActivation: Identity(),
      loss: MeanSquaredError())
    let values = (0..<13).map { 0.7 * Double($0 * 5 % 13 - 6) / 6 }
    let gradient = GraphGradient(
      of: architecture, at: values, inputs: [0.3, -0.2, 1, 0.8], targets: [1, -1])
    #expect(gradient.findings.count >= 6)
    #expect(gradient.findings.first?.component == "network of 'steep_tanh' and 'mse'")
  }
}

// MARK: - Activations

private struct SteepTanh: Activation {
  static let name = "steep_tanh"
  static let summary = "Its derivative is 1 % off"
  func callAsFunction<T: Scalar>(_ x: T) -> T { .tanh(x) }
  func derivative<T: RealScalar>(at x: T) -> T { 1.01 * (1 - T.tanh(x) * T.tanh(x)) }
}

private struct TenthPower: Activation {
  static let name = "tenth_power"
  static let summary = "Overflows between 1000 and 10,000"
  func callAsFunction<T: Scalar>(_ x: T) -> T {
    let power = x * x * x * x * x
    return power * power
  }
}

private struct NaiveSoftmax: RowActivation {
  static let name = "naive_softmax"
  static let summary = "Overflows"
  func activate<T: Scalar>(_ row: Span<T>, into result: inout MutableSpan<T>) {
    var sum: T = 0
    for i in row.indices { sum += T.exp(row[i]) }
    for i in row.indices { result[i] = T.exp(row[i]) / sum }
  }
}

private struct Gainless: Activation {
  static let name = "gainless"
  static let summary = "Divides by the zero that it has in mind"
  var gain: Double { 1 / 0.0 }
  func callAsFunction<T: Scalar>(_ x: T) -> T { .tanh(x) }
}

private struct ShiftedReLU: Activation {
  static let name = "shifted_relu"
  static let summary = "Its Float loop computes something else"
  func callAsFunction<T: Scalar>(_ x: T) -> T { x > 0 ? x : 0 }
  func kernel(for type: Float.Type) -> ActivationKernel<Float> {
    let inner = ReLU().kernel(for: type)
    return ActivationKernel(
      forward: { z, y, slopes, rows, columns in
        inner.forward(z, y, slopes, rows, columns)
        for i in 0..<rows * columns { y[i] += 0.001 }
      }, pullback: inner.pullback)
  }
}

private struct SteepSlope: LearnedActivation {
  static let name = "steep_slope"
  static let summary = "Its derivative by the coefficient is 1 % off in Double"
  enum Coefficient: Int, CaseIterable { case slope }
  func initialValue(of coefficient: Coefficient) -> Double { 0.25 }
  func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
    x > 0 ? x : coefficients[.slope] * x
  }
  func learnedKernel(for type: Double.Type) -> LearnedActivationKernel<Double> {
    LearnedActivationKernel { z, coefficients, y, slopes, count in
      for i in 0..<count {
        y[i] = z[i] > 0 ? z[i] : coefficients[i] * z[i]
        slopes?[i] = z[i] > 0 ? 1 : coefficients[i]
        slopes?[count + i] = z[i] > 0 ? 0 : 1.01 * z[i]
      }
    }
  }
}

private struct Unbounded: LearnedActivation {
  static let name = "unbounded"
  static let summary = "Overflows far out"
  enum Coefficient: Int, CaseIterable { case rate }
  func initialValue(of coefficient: Coefficient) -> Double { 1 }
  func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
    let power = T.exp(coefficients[.rate] * x)
    return power / (1 + power)
  }
}

private struct Noisy: Activation {
  static let name = "noisy"
  static let summary = "Adds noise of its own"
  func callAsFunction<T: Scalar>(_ x: T) -> T { x + T(.random(in: 0.01..<0.02)) }
}

private struct Shouting: Activation {
  static let name = "LeakyReLU"
  static let summary = "Its name is not snake_case"
  func callAsFunction<T: Scalar>(_ x: T) -> T { x }
}

// MARK: - Losses

private struct HalfGradient: RowLoss {
  static let name = "half_gradient"
  static let summary = "Forgets the factor 2"
  func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
    var sum: T = 0
    for i in predicted.indices {
      sum += (predicted[i] - expected[i]) * (predicted[i] - expected[i])
    }
    return sum
  }
  func gradient<T: RealScalar>(
    predicted: Span<T>, expected: Span<T>, into gradient: inout MutableSpan<T>
  ) -> T {
    for i in predicted.indices { gradient[i] = predicted[i] - expected[i] }
    return self(predicted: predicted, expected: expected)
  }
}

private struct NaiveLogLoss: Loss {
  static let name = "naive_log_loss"
  static let summary = "Overflows"
  static let takesLogits = true
  static let tasks: Set<LearningTask.Kind> = [.classification]
  func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
    T.log(1 + T.exp(predicted)) - expected * predicted
  }
}

private struct ZeroTimesInfinity: Loss {
  static let name = "zero_times_infinity"
  static let summary = "Takes the logarithm of a probability that is rounded to 0"
  static let takesLogits = true
  static let tasks: Set<LearningTask.Kind> = [.classification]
  func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
    let p = T.sigmoid(predicted)
    return -expected * T.log(p) - (1 - expected) * T.log(1 - p)
  }
}

private struct Wavering: Loss {
  static let name = "wavering"
  static let summary = "Weighs each error at random"
  func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
    T(.random(in: 0..<1)) * (predicted - expected) * (predicted - expected)
  }
}

private struct Picky: Loss {
  static let name = "picky"
  static let summary = "Refuses every task"
  func check(_ task: LearningTask) throws { throw ComponentError("I would rather not") }
  func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T { 0 }
}

// MARK: - Optimizers

private struct Ascent: Optimizer {
  static let name = "ascent"
  static let summary = "Goes up"
  var learningRate = 0.1
  func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, NoSlot>, step: Step
  ) { weight += T(step.learningRate) * gradient }
}

private struct Drift: Optimizer {
  static let name = "drift"
  static let summary = "Moves without a gradient"
  var learningRate = 0.1
  func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, NoSlot>, step: Step
  ) { weight -= T(step.learningRate) * (gradient - 0.01) }
}

private struct Neighbourly: MatrixOptimizer {
  static let name = "neighbourly"
  static let summary = "Keeps the size of gradients in one place for all parameters"
  private let size = Hidden()
  var learningRate = 0.1
  func update<T: RealScalar>(
    _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, NoSlot>,
    step: Step
  ) {
    let size = size.change { 0.9 * $0 + Double(gradient.norm) }
    weights -= T(step.learningRate / size) * gradient
  }
}

private struct OneVelocity: Optimizer {
  static let name = "one_velocity"
  static let summary = "Keeps one velocity for all weights of all runs"
  private let velocity = Hidden()
  var learningRate = 0.1
  func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, NoSlot>, step: Step
  ) {
    let velocity = velocity.change { 0.9 * $0 + Double(gradient) }
    weight -= T(step.learningRate * velocity)
  }
}

private struct OneClock: Optimizer {
  static let name = "one_clock"
  static let summary = "Counts the steps itself, over all runs"
  private let clock = Hidden()
  var learningRate = 0.1
  func update<T: RealScalar>(
    _ weight: inout T, gradient: T, state: OptimizerState<T, NoSlot>, step: Step
  ) {
    weight -= T(step.learningRate / clock.change { $0 + 1 }) * gradient
  }
}

/// A number that all copies of a component have in common.
private final class Hidden: Sendable {
  private let number = Mutex(0.0)

  func change(_ body: (Double) -> Double) -> Double {
    number.withLock { number in
      number = body(number)
      return number
    }
  }
}

// MARK: - Schedules, penalties, initialisers

private struct Overdrawn: Schedule {
  static let name = "overdrawn"
  static let summary = "Falls below zero just before the end"
  func multiplier(at time: Double, of total: Double) -> Double { 1 - 1.001 * time / total }
}

private struct Jittery: Schedule {
  static let name = "jittery"
  static let summary = "Is random"
  func multiplier(at time: Double, of total: Double) -> Double { .random(in: 0.5..<1) }
}

private struct LateStart: Schedule {
  static let name = "late_start"
  static let summary = "Leaves the first step out"
  func multiplier(at time: Double, of total: Double) -> Double { time == 0 ? 0 : 1 }
}

private struct Standstill: Schedule {
  static let name = "standstill"
  static let summary = "Is always zero"
  func multiplier(at time: Double, of total: Double) -> Double { 0 }
}

private struct SteepPenalty: Regularizer {
  static let name = "steep_penalty"
  static let summary = "Its gradient ignores the scale"
  func callAsFunction<T: Scalar>(_ weight: T) -> T { weight * weight }
  func kernel(for type: Double.Type) -> RegularizerKernel<Double> {
    RegularizerKernel(
      value: { weights, count in (0..<count).reduce(0) { $0 + weights[$1] * weights[$1] } },
      addGradient: { weights, gradient, _, count in
        for i in 0..<count { gradient[i] += 2 * weights[i] }
      })
  }
}

private struct Moody: Regularizer {
  static let name = "moody"
  static let summary = "Penalises at random"
  func callAsFunction<T: Scalar>(_ weight: T) -> T { T(.random(in: 0..<1)) * weight * weight }
}

private struct FewWeights: Initializer {
  static let name = "few_weights"
  static let summary = "Forgets the fan-out"
  func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    Array(repeating: 0, count: layer.fanIn)
  }
  func values(
    of coefficient: LearnedCoefficient, in layer: LayerSite, random: inout RandomStream
  ) throws -> [Double] { [] }
}

private struct Forgetful: Initializer {
  static let name = "forgetful"
  static let summary = "Ignores the stream"
  func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
    (0..<layer.fanIn * layer.fanOut).map { _ in .random(in: 0..<1) }
  }
}

// MARK: - Settings

private struct TwoForOne: Schedule {
  static let name = "two_for_one"
  static let summary = "Both settings are kept in one place"
  static let hyperparameters = [
    Hyperparameter("first", \Self.first, in: .atLeast(0)),
    Hyperparameter("second", \Self.first, in: .atLeast(0)),
  ]
  var first = 1.0
  func multiplier(at time: Double, of total: Double) -> Double { first }
}

private struct OutOfRange: Schedule {
  static let name = "out_of_range"
  static let summary = "Its default is not allowed"
  static let hyperparameters = [Hyperparameter("rate", \Self.rate, in: .above(0))]
  var rate = 0.0
  func multiplier(at time: Double, of total: Double) -> Double { 1 }
}

// MARK: - Data and metrics

private struct Ragged: DataSource {
  static let name = "ragged"
  static let summary = "A column is too short, and the target is not there"
  func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
    Table(
      columns: [.init("x", .numbers([1, 2, 3])), .init("y", .numbers([1, 2]))], targets: ["z"])
  }
}

private struct Upside: Metric {
  static let name = "upside"
  static let summary = "Says that errors are to be maximised"
  static let maximizes = true
  static let tasks: Set<LearningTask.Kind> = [.regression]
  func callAsFunction(_ predictions: Predictions) -> Double {
    MeanAbsoluteError()(predictions)
  }
}

private struct Guessing: Metric {
  static let name = "guessing"
  static let summary = "Is random"
  static let maximizes = true
  static let tasks: Set<LearningTask.Kind> = [.regression]
  func callAsFunction(_ predictions: Predictions) -> Double { .random(in: 0..<1) }
}

private struct Demanding: Metric {
  static let name = "demanding"
  static let summary = "Refuses every task"
  static let maximizes = true
  static let tasks: Set<LearningTask.Kind> = [.classification]
  func check(_ task: LearningTask) throws { throw ComponentError("that is too easy") }
  func callAsFunction(_ predictions: Predictions) -> Double { 0 }
}
