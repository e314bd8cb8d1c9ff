import ArgumentParser
import Descent

/// A plugin to begin with, for each thing that can be written: it compiles, obeys the laws, and says where
/// the formula goes.
enum PluginTemplate: String, CaseIterable, ExpressibleByArgument {
  case activation
  case rowActivation = "row_activation"
  case learnedActivation = "learned_activation"
  case loss
  case rowLoss = "row_loss"
  case optimizer
  case matrixOptimizer = "matrix_optimizer"
  case schedule
  case adaptiveSchedule = "adaptive_schedule"
  case regularizer
  case normConstraint = "norm_constraint"
  case initializer, metric
  case dataSource = "data_source"

  var kind: ComponentKind {
    switch self {
    case .activation, .rowActivation, .learnedActivation: .activation
    case .loss, .rowLoss: .loss
    case .optimizer, .matrixOptimizer: .optimizer
    case .schedule, .adaptiveSchedule: .schedule
    case .regularizer, .normConstraint: .regularizer
    case .initializer: .initializer
    case .metric: .metric
    case .dataSource: .data
    }
  }

  /// The line of an experiment file that uses it.
  func use(name: String) -> String {
    switch kind {
    case .activation: "grid: {model.activation: [relu, \(name)]}"
    case .loss: "grid: {loss: [mse, \(name)]}"
    case .optimizer: "grid: {optimizer: [momentum, \(name)]}"
    case .schedule: "grid: {schedule: [constant, \(name)]}"
    case .regularizer: "grid: {regularizer: [none, l2, \(name)]}"
    case .initializer: "grid: {model.initializer: [he, \(name)]}"
    case .metric: "metrics: [\(name)]"
    case .data: "base: {data: \(name), …}"
    }
  }

  /// The whole file.
  func text(name: String) -> String {
    let words = name.split(separator: "_")
    let type = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return """
      import Descent

      \(body.replacing("NAME", with: name).replacing("TYPE", with: type))

      // What this file brings: one line that lists all of its components.
      let components: [any Component.Type] = [\(type).self]

      """
  }

  // MARK: - Bodies

  private var body: String {
    switch self {
    case .activation: Self.activationBody
    case .rowActivation: Self.rowActivationBody
    case .learnedActivation: Self.learnedActivationBody
    case .loss: Self.lossBody
    case .rowLoss: Self.rowLossBody
    case .optimizer: Self.optimizerBody
    case .matrixOptimizer: Self.matrixOptimizerBody
    case .schedule: Self.scheduleBody
    case .adaptiveSchedule: Self.adaptiveScheduleBody
    case .regularizer: Self.regularizerBody
    case .normConstraint: Self.normConstraintBody
    case .initializer: Self.initializerBody
    case .metric: Self.metricBody
    case .dataSource: Self.dataSourceBody
    }
  }

  private static let activationBody = """
    /// An activation function, applied to each number by itself.
    ///
    /// The derivative comes from the formula, and so does the loop over a layer. Functions: .exp, .log,
    /// .log1p, .sqrt, .tanh, .sin, .cos, .erf, .sigmoid, .softplus, .abs; a choice is best written as
    /// `condition ? a : b`. Constants are T(0.5) or plain literals.
    struct TYPE: Activation {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      // Settings are declared once: name, property, range, help. The property holds the default.
      static let hyperparameters = [
        Hyperparameter("beta", \\Self.beta, in: .above(0), "how steep it is")
      ]
      var beta = 1.0

      // The formula to replace.
      func callAsFunction<T: Scalar>(_ x: T) -> T { x * .sigmoid(T(beta) * x) }
    }
    """

  private static let rowActivationBody = """
    /// An activation function that looks at a whole row, such as all units of a layer for one example.
    ///
    /// The derivative comes from the formula: one pass for each column, so keep to what you need.
    struct TYPE: RowActivation {
      static let name = "NAME"
      static let summary = "One line that says what it is"

      // The formula to replace: `result` has the length of `row`.
      func activate<T: Scalar>(_ row: Span<T>, into result: inout MutableSpan<T>) {
        var squares: T = 0
        for i in row.indices { squares += row[i] * row[i] }
        let scale = 1 / T.sqrt(squares / T(Double(row.count)) + 1)
        for i in row.indices { result[i] = row[i] * scale }
      }
    }
    """

  private static let learnedActivationBody = """
    /// An activation function with coefficients that are trained along with the weights.
    struct TYPE: LearnedActivation {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("beta", \\Self.beta, in: .above(0), "what the coefficient starts with")
      ]
      var beta = 1.0

      // What is learned, numbered from 0 on.
      enum Coefficient: Int, CaseIterable { case beta }

      func initialValue(of coefficient: Coefficient) -> Double { beta }

      // The formula to replace; its derivatives by x and by each coefficient follow from it.
      func callAsFunction<T: Scalar>(_ x: T, _ coefficients: Coefficients<T, Coefficient>) -> T {
        x * .sigmoid(coefficients[.beta] * x)
      }
    }
    """

  private static let lossBody = """
    /// A loss that compares each output with its target by itself.
    ///
    /// The means over outputs and rows are taken for you. Targets of classes are 0 or 1 beside
    /// probabilities; numbers are standardised.
    struct TYPE: Loss {
      static let name = "NAME"
      static let summary = "One line that says what it is"

      // The formula to replace.
      func callAsFunction<T: Scalar>(predicted: T, expected: T) -> T {
        let error = predicted - expected
        return .sqrt(1 + error * error) - 1
      }
    }
    """

  private static let rowLossBody = """
    /// A loss that looks at all outputs of an example.
    ///
    /// Classes come as one target of 0 or 1 where there are two, and one-hot where there are more;
    /// predictions are probabilities then. `takesLogits` would ask for them before the output activation.
    struct TYPE: RowLoss {
      static let name = "NAME"
      static let summary = "One line that says what it is"

      // The formula to replace: the loss of one example. The mean over the batch is taken for you.
      func callAsFunction<T: Scalar>(predicted: Span<T>, expected: Span<T>) -> T {
        var squares: T = 0
        for i in predicted.indices {
          squares += (predicted[i] - expected[i]) * (predicted[i] - expected[i])
        }
        return .sqrt(squares + 1) - 1
      }
    }
    """

  private static let optimizerBody = """
    /// An optimizer that changes each weight by its own gradient.
    ///
    /// It keeps nothing itself: the core keeps the slots of every weight, which start at 0, and hands in
    /// the learning rate after the schedule.
    struct TYPE: Optimizer {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("learning_rate", \\Self.learningRate, in: .above(0), "the size of a step"),
        Hyperparameter("momentum", \\Self.momentum, in: 0..<1, "how much of the velocity is kept"),
      ]
      var learningRate = 0.1
      var momentum = 0.9

      // What is kept for each weight between steps.
      enum Slot: Int, CaseIterable { case velocity }

      // The rule to replace. `step.index` counts from 1.
      func update<T: RealScalar>(
        _ weight: inout T, gradient: T, state: OptimizerState<T, Slot>, step: Step
      ) {
        let velocity = T(momentum) * state[.velocity] + gradient
        state[.velocity] = velocity
        weight -= T(step.learningRate) * velocity
      }
    }
    """

  private static let matrixOptimizerBody = """
    /// An optimizer that looks at a whole matrix of weights at once.
    ///
    /// A matrix has `+`, `-`, `*` (with a number, or the matrix product), `/`, `transposed` and `norm`. A
    /// layer's biases are a matrix of one row.
    struct TYPE: MatrixOptimizer {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("learning_rate", \\Self.learningRate, in: .above(0), "the size of a step"),
        Hyperparameter("momentum", \\Self.momentum, in: 0..<1, "how much of the velocity is kept"),
      ]
      var learningRate = 0.1
      var momentum = 0.9

      // What is kept for each matrix between steps, zero at first.
      enum Slot: Int, CaseIterable { case velocity }

      // The rule to replace: here a step that is never longer than 1, whatever the gradient.
      func update<T: RealScalar>(
        _ weights: inout Matrix<T>, gradient: Matrix<T>, state: inout MatrixState<T, Slot>, step: Step
      ) {
        state[.velocity] = T(momentum) * state[.velocity] + gradient
        let length = state[.velocity].norm
        let scale = length > 1 ? 1 / length : 1
        weights -= T(step.learningRate) * scale * state[.velocity]
      }
    }
    """

  private static let scheduleBody = """
    /// How the learning rate changes: a multiplier of the optimizer's own rate, read before each step.
    struct TYPE: Schedule {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("half_life", \\Self.halfLife, in: .above(0), "epochs until half is left")
      ]
      var halfLife = 10.0

      // The formula to replace: `time` is in epochs from 0 to `total`; finite and at least 0.
      func multiplier(at time: Double, of total: Double) -> Double {
        halfLife / (halfLife + time)
      }
    }
    """

  private static let adaptiveScheduleBody = """
    /// A learning rate that answers to how training goes.
    struct TYPE: AdaptiveSchedule {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("factor", \\Self.factor, in: 0..<1, "of the rate, after each bad epoch")
      ]
      var factor = 0.8

      // The rule to replace: from the validation losses of all epochs so far, at least one, to the
      // multiplier for the next; finite and at least 0. It keeps nothing: it sees all losses each time.
      func multiplier(after losses: [Double]) -> Double {
        zip(losses, losses.dropFirst()).reduce(1) { $1.1 < $1.0 ? $0 : $0 * factor }
      }
    }
    """

  private static let regularizerBody = """
    /// A penalty on the size of weights, summed over all of them; biases go free.
    struct TYPE: Regularizer {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("strength", \\Self.strength, in: .atLeast(0), "the weight of the penalty")
      ]
      var strength = 1e-3

      // The formula to replace: the penalty of one weight.
      func callAsFunction<T: Scalar>(_ weight: T) -> T {
        T(strength) * .log1p(weight * weight)
      }
    }
    """

  private static let normConstraintBody = """
    /// A limit on the weights of each unit's inputs, restored after every step.
    struct TYPE: NormConstraint {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("target", \\Self.target, in: .above(0), "the norm of each unit's weights")
      ]
      var target = 1.0

      // The rule to replace: the norm that weights of this norm are scaled to. What it gives, it must
      // leave alone when it is asked again.
      func callAsFunction(norm: Double) -> Double { target }
    }
    """

  private static let initializerBody = """
    /// How the first weights of a layer are drawn; biases start at 0.
    struct TYPE: Initializer {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("gain", \\Self.gain, in: .above(0), "a factor for the deviation")
      ]
      var gain = 1.0

      // The rule to replace: fanIn × fanOut numbers, row by row. All chance comes from `random`.
      func weights(of layer: LayerSite, random: inout RandomStream) throws -> [Double] {
        layer.normal(sd: gain / Double(layer.fanIn).squareRoot(), random: &random)
      }
    }
    """

  private static let metricBody = """
    /// A number that says how good predictions are.
    ///
    /// `predictions` has rows × outputs `predicted` beside `expected`; for classes also
    /// `predictedClasses` and `expectedClasses`.
    struct TYPE: Metric {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let maximizes = true
      static let tasks: Set<LearningTask.Kind> = [.classification]

      // The formula to replace.
      func callAsFunction(_ predictions: Predictions) -> Double {
        let pairs = zip(predictions.predictedClasses, predictions.expectedClasses)
        let hits = pairs.reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
        return Double(hits) / Double(predictions.rows)
      }
    }
    """

  private static let dataSourceBody = """
    /// A data set that is generated. One that reads files names them in `files`, and finds their bytes
    /// in `table(from:random:)`.
    struct TYPE: DataSource {
      static let name = "NAME"
      static let summary = "One line that says what it is"
      static let hyperparameters = [
        Hyperparameter("samples", \\Self.samples, in: 10...1_000_000, "rows"),
        Hyperparameter("noise", \\Self.noise, in: .atLeast(0), "standard deviation of the noise"),
      ]
      var samples = 400
      var noise = 0.1

      // The rule to replace: a point and a class for each row. All chance comes from `random`.
      func table(from files: [LoadedFile], random: inout RandomStream) throws -> Table {
        let labels = (0..<samples).map { $0 % 2 }
        let points = labels.map { label in
          let (x, y) = (random.uniform(in: -1..<1), random.uniform(in: 0..<1))
          let border = x * x
          return [x, (label == 0 ? border - y : border + y) + noise * random.normal()]
        }
        return .classes(points, labels, names: ["x", "y"])
      }
    }
    """
}
