public import Descent

/// What holds for every optimizer.
public enum OptimizerLaws {
  public static func findings(for optimizer: any MatrixOptimizer) -> [Finding] {
    // Many steps may wear off what a hidden state does: repetition and isolation come first.
    var findings =
      repetition(of: optimizer) + isolation(optimizer) + quadratic(optimizer)
      + rosenbrock(optimizer) + stillness(optimizer) + kernel(of: optimizer)
    if let optimizer = optimizer as? any Optimizer { findings += independence(optimizer) }
    return findings
  }

  /// With some learning rate it reaches the minimum of a quadratic.
  public static func quadratic(_ optimizer: any MatrixOptimizer) -> [Finding] {
    let problem = Problem.quadratic
    let best = learningRates.map { rate in
      (rate: rate, loss: problem.minimize(optimizer, learningRate: rate, steps: 3000))
    }.min { $0.loss < $1.loss }
    guard let best, !(best.loss <= 1e-4 * problem.startingLoss) else { return [] }
    return [
      Finding(
        optimizer, "it reaches the minimum of a quadratic",
        "from \(problem.startingLoss) it comes to \(best.loss) at best, with learning rate "
          + "\(best.rate)")
    ]
  }

  /// With some learning rate it gets down into Rosenbrock's curved valley.
  public static func rosenbrock(_ optimizer: any MatrixOptimizer) -> [Finding] {
    let problem = Problem.rosenbrock
    let best = learningRates.map { rate in
      (rate: rate, loss: problem.minimize(optimizer, learningRate: rate, steps: 3000))
    }.min { $0.loss < $1.loss }
    guard let best, !(best.loss <= 0.1 * problem.startingLoss) else { return [] }
    return [
      Finding(
        optimizer, "it lowers Rosenbrock's function to a tenth",
        "from \(problem.startingLoss) it comes to \(best.loss) at best, with learning rate "
          + "\(best.rate)")
    ]
  }

  /// Without a gradient from the start weights keep still, or decay towards zero.
  public static func stillness(_ optimizer: any MatrixOptimizer) -> [Finding] {
    let start = [0.5, -2, 0, 1]
    var run = Run<Double>(optimizer, start)
    for _ in 1...10 { run.step([0, 0, 0, 0], learningRate: 0.1) }
    return start.indices.compactMap { index in
      let (before, after) = (start[index], run.weights[index])
      guard !(after * before >= 0 && abs(after) <= abs(before)) else { return nil }
      return Finding(
        optimizer, "weights without a gradient keep still or decay towards 0",
        "in ten steps \(before) became \(after)")
    }
  }

  /// Two runs from the same start go the same way: no state outlives a run.
  public static func repetition(of optimizer: any MatrixOptimizer) -> [Finding] {
    let start = [0.5, -2, 0.25, 1]
    return Repetition {
      var run = Run<Double>(optimizer, start)
      return (1...10).flatMap { _ in
        run.step(run.weights, learningRate: 0.01)
        return run.weights
      }
    }.findings(optimizer, "two runs from the same start go the same way") { index in
      "weight \(index % start.count + 1) after step \(index / start.count + 1)"
    }
  }

  /// Two parameters that take turns go the ways that each goes alone: all state is theirs.
  public static func isolation(_ optimizer: any MatrixOptimizer) -> [Finding] {
    let (start, other) = ([0.5, -2, 0.25, 1], [3.0, 4, 5, 6])
    var (alone, first, second) = (
      Run<Double>(optimizer, start), Run<Double>(optimizer, start), Run<Double>(optimizer, other)
    )
    for _ in 1...10 { alone.step(alone.weights, learningRate: 0.01) }
    for _ in 1...10 {
      second.step(second.weights.map { -3 * $0 }, learningRate: 0.01)
      first.step(first.weights, learningRate: 0.01)
    }
    guard alone.weights != first.weights else { return [] }
    return [
      Finding(
        optimizer, "a parameter's way does not depend on other parameters",
        "beside another one it came to \(first.weights) instead of \(alone.weights)")
    ]
  }

  /// Each weight goes the way that it goes alone, where the rule is element-wise.
  public static func independence(_ optimizer: any Optimizer) -> [Finding] {
    let start = [0.5, -2, 0.25, 1]
    var together = Run<Double>(optimizer, start)
    var alone = start.map { Run<Double>(optimizer, [$0]) }
    for _ in 1...10 {
      together.step(together.weights, learningRate: 0.01)
      for index in alone.indices { alone[index].step(alone[index].weights, learningRate: 0.01) }
    }
    return start.indices.compactMap { index in
      let (value, expected) = (together.weights[index], alone[index].weights[0])
      guard !(abs(value - expected) <= 1e-12 * abs(expected)) else { return nil }
      return Finding(
        optimizer, "a weight's way does not depend on its neighbours",
        "weight \(index + 1) came to \(value) instead of \(expected)")
    }
  }

  /// The Float loop goes where the Double loop goes.
  public static func kernel(of optimizer: any MatrixOptimizer) -> [Finding] {
    let start = [0.5, -2, 0.25, 1]
    var exact = Run<Double>(optimizer, start)
    var float = Run<Float>(optimizer, start.map { Float($0) })
    for _ in 1...20 {
      exact.step(exact.weights, learningRate: 0.01)
      float.step(float.weights, learningRate: 0.01)
    }
    return start.indices.compactMap { index in
      let (value, expected) = (Double(float.weights[index]), exact.weights[index])
      guard !(abs(value - expected) <= 1e-4 * max(1, abs(expected))) else { return nil }
      return Finding(
        optimizer, "the Float loop goes where the Double loop goes",
        "after 20 steps weight \(index + 1) is \(value) instead of \(expected)")
    }
  }

  /// From far too careful to far too bold: some rate must do.
  private static let learningRates = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 3e-4, 1e-4]
}

/// An optimizer at work on one parameter, a matrix of two columns where that is possible.
private struct Run<T: RealScalar> {
  private(set) var weights: [T]
  private var state: [T]
  private var steps = 0
  private let kernel: OptimizerKernel<T>

  init(_ optimizer: any MatrixOptimizer, _ weights: [T]) {
    self.weights = weights
    state = Array(repeating: 0, count: max(1, type(of: optimizer).slotCount * weights.count))
    kernel = T.kernel(of: optimizer)
  }

  mutating func step(_ gradient: [T], learningRate: Double) {
    steps += 1
    let step = Step(index: steps, epoch: Double(steps - 1), learningRate: learningRate)
    let columns = weights.count % 2 == 0 ? 2 : 1
    let rows = weights.count / columns
    weights.withMutableBuffer { weights in
      state.withMutableBuffer { state in
        gradient.withBuffer { kernel.run(weights, $0, state, rows, columns, step) }
      }
    }
  }
}

/// A function to minimise.
private struct Problem: Sendable {
  var start: [Double]
  var loss: @Sendable ([Double]) -> Double
  var gradient: @Sendable ([Double]) -> [Double]

  var startingLoss: Double { loss(start) }

  /// The loss in the end; infinite where it is not finite.
  func minimize(_ optimizer: any MatrixOptimizer, learningRate: Double, steps: Int) -> Double {
    var run = Run<Double>(optimizer, start)
    for _ in 1...steps {
      let gradient = gradient(run.weights)
      guard gradient.allSatisfy(\.isFinite) else { return .infinity }
      run.step(gradient, learningRate: learningRate)
    }
    let loss = loss(run.weights)
    return loss.isFinite ? loss : .infinity
  }

  /// ½ Σ aᵢ (wᵢ − cᵢ)² with curvatures a from ½ to 4.
  static let quadratic: Problem = {
    let (curvature, centre) = ([0.5, 1, 2, 4], [1, -0.5, 0.25, 2])
    return Problem(
      start: [0, 0, 0, 0],
      loss: { w in w.indices.reduce(0) { $0 + 0.5 * curvature[$1] * square(w[$1] - centre[$1]) } },
      gradient: { w in w.indices.map { curvature[$0] * (w[$0] - centre[$0]) } })
  }()

  /// 100 (y − x²)² + (1 − x)² from (−1.2, 1) on (Rosenbrock 1960).
  static let rosenbrock = Problem(
    start: [-1.2, 1],
    loss: { w in 100 * square(w[1] - w[0] * w[0]) + square(1 - w[0]) },
    gradient: { w in
      let rise = w[1] - w[0] * w[0]
      return [-400 * w[0] * rise - 2 * (1 - w[0]), 200 * rise]
    })

  private static func square(_ x: Double) -> Double { x * x }
}
