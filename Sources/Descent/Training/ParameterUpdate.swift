/// The optimizer's side of a step: the state of every parameter, and the pass that changes them.
final class ParameterUpdate {
  private let parameters: ParameterValues<Float>
  private let kernel: OptimizerKernel<Float>
  private let clipping: GradientClipping
  private let constraint: ConstraintPass?
  /// What the kernel takes at once.
  private let pieces: [Piece]
  private let before: UnsafeMutablePointer<Float>
  private let arena = Arena<Float>()

  /// A stretch of the parameters with its state.
  private struct Piece {
    var start: Int
    var rows: Int
    var columns: Int
    var state: UnsafeMutablePointer<Float>
  }

  /// One pass over all parameters for a rule that looks at each weight by itself, one for each matrix for
  /// a rule that does not.
  init(
    _ recipe: TrainingRecipe, _ network: MultilayerPerceptron, _ parameters: ParameterValues<Float>
  ) {
    self.parameters = parameters
    let optimizer = recipe.optimizer
    kernel = Float.kernel(of: optimizer)
    clipping = recipe.clipping
    constraint = recipe.constraint.map { ConstraintPass($0, network, parameters) }
    let slots = type(of: optimizer).slotCount
    let arena = arena
    func piece(start: Int, rows: Int, columns: Int) -> Piece {
      Piece(
        start: start, rows: rows, columns: columns,
        state: arena.allocate(slots * rows * columns))
    }
    pieces =
      optimizer is any Optimizer
      ? [piece(start: 0, rows: 1, columns: parameters.stretch)]
      : zip(parameters.parameters, parameters.offsets).map { parameter, offset in
        piece(start: offset, rows: parameter.rows, columns: parameter.columns)
      }
    before = arena.allocate(parameters.stretch)
  }

  /// Changes all parameters by their gradients.
  func apply(_ step: Step) {
    clipping.apply(to: parameters.allGradients, parameters.stretch)
    for piece in pieces {
      kernel.run(
        parameters.allValues + piece.start, parameters.allGradients + piece.start, piece.state,
        piece.rows, piece.columns, step)
    }
    constraint?.run()
  }

  /// Changes all parameters, and measures the step.
  func applyMeasured(_ step: Step) -> StepMeasure {
    before.update(from: parameters.allValues, count: parameters.stretch)
    var measure = StepMeasure()
    measure.gradientNorm = UnsafePointer(parameters.allGradients).sum(parameters.stretch) {
      $0 * $0
    }.squareRoot()
    apply(step)
    var (updates, weights) = (0.0, 0.0)
    for (index, parameter) in parameters.parameters.enumerated() {
      let count = parameter.count
      let old = UnsafePointer(before + parameters.offsets[index])
      let update = old.sum(parameters.values[index], count) { ($1 - $0) * ($1 - $0) }
      let weight = old.sum(count) { $0 * $0 }
      measure.updateRatios.append(weight > 0 ? (update / weight).squareRoot() : nil)
      updates += update
      weights += weight
    }
    measure.updateRatio = weights > 0 ? (updates / weights).squareRoot() : nil
    return measure
  }
}

/// What one step did.
struct StepMeasure {
  /// The norm of the whole gradient, before it was clipped.
  var gradientNorm = 0.0
  /// ‖Δw‖ / ‖w‖ over all parameters; nil where all were zero.
  var updateRatio: Double?
  /// The same for each parameter.
  var updateRatios: [Double?] = []
}
