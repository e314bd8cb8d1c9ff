public import Descent

/// How long the loops of a component take beside those of another one of its kind.
public enum Speed {
  /// Whether both look at single numbers, or both at whole rows.
  public static func areAlike(_ first: any Component, _ second: any Component) -> Bool {
    isElementwise(first) == isElementwise(second)
  }

  private static func isElementwise(_ component: any Component) -> Bool {
    component is any Activation || component is any LearnedActivation || component is any Loss
      || component is any Optimizer || component is any Regularizer
  }

  /// The time of one in multiples of the other's, on a layer of 64 units and a batch of 32.
  ///
  /// Nil where the kind has no loops that training runs at each step.
  public static func ratio(of component: any Component, to peer: any Component) -> Double? {
    guard let own = loop(of: component), let other = loop(of: peer) else { return nil }
    // Alternating, so that what else the machine does meets both alike.
    var (best, bestOther) = (Double.infinity, Double.infinity)
    for _ in 0..<20 {
      best = min(best, seconds(of: own))
      bestOther = min(bestOther, seconds(of: other))
    }
    return bestOther > 0 ? best / bestOther : nil
  }

  private static let (rows, columns) = (32, 64)
  private static let count = rows * columns

  /// What a step of training runs of a component, over buffers that last.
  private static func loop(of component: any Component) -> (() -> Void)? {
    let buffers = Buffers()
    let (rows, columns, count) = (rows, columns, count)
    switch component {
    case let activation as any LearnedActivation:
      let kernel = Float.learnedKernel(of: activation)
      let coefficients = activation.coefficients(units: 1)
      let (values, slopes) = (
        buffers.make(coefficients.count) { Float(coefficients[$0 / count].initialValue) },
        buffers.make(coefficients.count + 1) { _ in 0 }
      )
      let (z, y) = (buffers.make(1, buffers.signed), buffers.make(1) { _ in 0 })
      return { kernel.run(z, values, y, slopes, count) }
    case let activation as any RowActivation:
      let kernel = Float.kernel(of: activation)
      let (z, dy) = (buffers.make(1, buffers.signed), buffers.make(1, buffers.positive))
      let (y, slopes, dz) = (
        buffers.make(1) { _ in 0 }, buffers.make(1) { _ in 0 }, buffers.make(1) { _ in 0 }
      )
      return {
        kernel.forward(z, y, slopes, rows, columns)
        kernel.pullback(slopes, dy, dz, rows, columns)
      }
    case let loss as any RowLoss:
      let kernel = Float.kernel(of: loss)
      let isLogit = type(of: loss).takesLogits
      let predicted = buffers.make(1, isLogit ? buffers.signed : buffers.positive)
      let expected = buffers.make(1, buffers.positive)
      let (losses, slopes) = (buffers.make(1) { _ in 0 }, buffers.make(1) { _ in 0 })
      return { kernel.run(predicted, expected, losses, slopes, rows, columns) }
    case let optimizer as any MatrixOptimizer:
      let kernel = Float.kernel(of: optimizer)
      let (weights, gradient) = (
        buffers.make(1, buffers.signed), buffers.make(1, buffers.positive)
      )
      let state = buffers.make(max(1, type(of: optimizer).slotCount)) { _ in 0 }
      var step = 0
      return {
        step += 1
        let place = Step(index: step, epoch: Double(step - 1), learningRate: 1e-6)
        kernel.run(weights, gradient, state, rows, columns, place)
      }
    case let regularizer as any Regularizer:
      let kernel = Float.kernel(of: regularizer)
      let (weights, gradient) = (
        buffers.make(1, buffers.signed), buffers.make(1, buffers.positive)
      )
      return { kernel.addGradient(weights, gradient, 1e-6, count) }
    default: return nil
    }
  }

  private static func seconds(of loop: () -> Void) -> Double {
    let time = ContinuousClock().measure { for _ in 0..<50 { loop() } }
    return time / .seconds(1)
  }

  /// Numbers for the loops; they are kept for as long as the process lives.
  private struct Buffers {
    let signed = { (index: Int) in 4 * Float(index * 7919 % 2048) / 2048 - 2 }
    let positive = { (index: Int) in Float(index * 7919 % 2048) / 2048 }

    func make(_ blocks: Int, _ value: (Int) -> Float) -> UnsafeMutablePointer<Float> {
      let buffer = UnsafeMutablePointer<Float>.allocate(capacity: blocks * count)
      for index in 0..<blocks * count { (buffer + index).initialize(to: value(index)) }
      return buffer
    }
  }
}
