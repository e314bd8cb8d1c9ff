/// The optimizer's side of training: the state of every parameter, and the pass that changes them.
final class StepLoop {
  private let parameters: ParameterValues<Float>
  private let shapes: [(rows: Int, columns: Int)]
  private let kernel: OptimizerKernel<Float>
  private let state: [UnsafeMutablePointer<Float>]
  private let before: [UnsafeMutablePointer<Float>]
  private let arena = Arena<Float>()

  init(_ optimizer: any MatrixOptimizer, _ parameters: ParameterValues<Float>) {
    self.parameters = parameters
    shapes = parameters.parameters.map { ($0.rows, $0.columns) }
    kernel = Float.kernel(of: optimizer)
    let slots = type(of: optimizer).slotCount
    let arena = arena
    state = parameters.parameters.map { arena.allocate(slots * $0.count) }
    before = parameters.parameters.map { arena.allocate($0.count) }
  }

  /// Changes all parameters by their gradients.
  func take(_ step: Step) {
    for index in shapes.indices {
      kernel.run(
        parameters.values[index], parameters.gradients[index], state[index], shapes[index].rows,
        shapes[index].columns, step)
    }
  }

  /// Changes all parameters, and measures the step.
  func takeMeasured(_ step: Step) -> StepMeasure {
    for (index, parameter) in parameters.parameters.enumerated() {
      before[index].update(from: parameters.values[index], count: parameter.count)
    }
    take(step)
    var measure = StepMeasure()
    var (gradients, updates, weights) = (0.0, 0.0, 0.0)
    for (index, parameter) in parameters.parameters.enumerated() {
      let (count, old) = (parameter.count, UnsafePointer(before[index]))
      let gradient = UnsafePointer(parameters.gradients[index])
      gradients += gradient.sum(count) { $0 * $0 }
      let update = old.sum(parameters.values[index], count) { ($1 - $0) * ($1 - $0) }
      let weight = old.sum(count) { $0 * $0 }
      measure.updateRatios.append(weight > 0 ? (update / weight).squareRoot() : nil)
      updates += update
      weights += weight
    }
    measure.gradientNorm = gradients.squareRoot()
    measure.updateRatio = weights > 0 ? (updates / weights).squareRoot() : nil
    return measure
  }
}

/// What one step did.
struct StepMeasure {
  /// The norm of the whole gradient.
  var gradientNorm = 0.0
  /// ‖Δw‖ / ‖w‖ over all parameters; nil where all were zero.
  var updateRatio: Double?
  /// The same for each parameter.
  var updateRatios: [Double?] = []
}
