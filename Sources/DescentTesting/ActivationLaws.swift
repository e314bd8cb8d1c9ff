public import Descent

/// What holds for every activation function.
public enum ActivationLaws {
  /// One that gives other numbers each time is held to nothing else.
  public static func findings(for activation: any RowActivation) -> [Finding] {
    let repetition =
      repetition(of: activation, in: Float.self) + repetition(of: activation, in: Double.self)
    guard repetition.isEmpty else { return repetition }
    var findings =
      gradient(of: activation) + finiteness(of: activation, in: Float.self)
      + finiteness(of: activation, in: Double.self) + kernel(of: activation)
      + gain(of: activation)
    if let activation = activation as? any Activation {
      findings += derivative(of: activation)
    }
    if let activation = activation as? any LearnedActivation {
      findings += LearnedActivationLaws.findings(for: activation)
    }
    return findings
  }

  /// Where derivatives are tried: both signs, near zero and far, and zero itself.
  static let points = [
    -7.3, -4.1, -2.9, -1.7, -1, -0.62, -0.31, -0.04, 0, 0.05, 0.28, 0.64, 1, 1.9, 3.3, 6.9,
  ]

  /// An element-wise function's derivative equals central differences of its formula, off the kinks.
  public static func derivative(of activation: any Activation) -> [Finding] {
    let law = "the derivative equals central differences of the formula"
    return points.compactMap { x in
      let derivative = activation.derivative(at: x)
      switch CentralDifference({ activation(x + $0) }).compare(derivative) {
      case .agrees, .kink: return nil
      case .disagrees(let estimate):
        return Finding(
          activation, law,
          "at x = \(x) the derivative is \(derivative), the differences \(estimate)")
      }
    }
  }

  /// What training pulls back through a row equals central differences of the row, off the kinks.
  public static func gradient(of activation: any RowActivation) -> [Finding] {
    let law = "the gradient through a row equals central differences"
    let kernel = Double.kernel(of: activation)
    let (rows, columns) = (4, points.count / 4)
    let dy = points.indices.map { 0.3 + 0.7 * Double($0 * 5 % 7) / 7 }
    let dz = kernel.run(points, dy: dy, rows: rows, columns: columns).dz
    return points.indices.compactMap { index in
      let difference = CentralDifference { distance in
        var moved = points
        moved[index] += distance
        let y = kernel.values(moved, rows: rows, columns: columns)
        return zip(dy, y).reduce(0) { $0 + $1.0 * $1.1 }
      }
      guard case .disagrees(let estimate) = difference.compare(dz[index]) else { return nil }
      return Finding(
        activation, law,
        "at x = \(points[index]) the gradient is \(dz[index]), the differences \(estimate)")
    }
  }

  /// Large inputs give finite values and gradients.
  public static func finiteness<T: RealScalar>(
    of activation: any RowActivation, in type: T.Type
  ) -> [Finding] {
    let kernel = T.kernel(of: activation)
    let inputs: [T] = [-1e4, -1000, -100, -20, 0, 20, 100, 1000, 1e4, 9999]
    // Each input in a row of its own, then all in one row.
    return [1, inputs.count].flatMap { columns -> [Finding] in
      let (y, dz) = kernel.run(
        inputs, dy: Array(repeating: 1, count: inputs.count), rows: inputs.count / columns,
        columns: columns)
      return inputs.indices.compactMap { index in
        guard !y[index].isFinite || !dz[index].isFinite else { return nil }
        return Finding(
          activation, "values and gradients are finite at ±10⁴ in \(T.self)",
          "at x = \(inputs[index]) the value is \(y[index]) and the gradient \(dz[index])")
      }
    }
  }

  /// The gain is a finite number above 0, which weights can be multiplied by.
  public static func gain(of activation: any RowActivation) -> [Finding] {
    let gain = activation.gain
    guard !(gain > 0 && gain.isFinite) else { return [] }
    return [Finding(activation, "the gain is a finite number above 0", "it is \(gain)")]
  }

  /// The compiled loops say what the formula says.
  public static func kernel(of activation: any RowActivation) -> [Finding] {
    let columns = 4
    let rows = points.count / columns
    let formula = rowFormula(activation, points, rows: rows, columns: columns)
    let dy = points.map { _ in 1.0 }
    let exact = Double.kernel(of: activation).run(points, dy: dy, rows: rows, columns: columns)
    let float = Float.kernel(of: activation).run(
      points.map { Float($0) }, dy: dy.map { Float($0) }, rows: rows, columns: columns)
    func difference(
      _ law: String, _ values: [Double], _ expected: [Double], _ tolerance: Double
    ) -> [Finding] {
      points.indices.compactMap { index in
        let (value, truth) = (values[index], expected[index])
        guard !(abs(value - truth) <= tolerance * max(1, abs(truth))) else { return nil }
        return Finding(
          activation, law, "at x = \(points[index]) there is \(value) instead of \(truth)")
      }
    }
    return difference("the Double loop computes the formula", exact.y, formula, 1e-12)
      + difference("the Float loop computes the formula", float.y.map { Double($0) }, formula, 1e-5)
      + difference(
        "the Float loop pulls back what the Double loop does", float.dz.map { Double($0) },
        exact.dz, 1e-5)
  }

  /// The same inputs give the same bits.
  public static func repetition<T: RealScalar>(
    of activation: any RowActivation, in type: T.Type
  ) -> [Finding] {
    let kernel = T.kernel(of: activation)
    let (inputs, dy) = (points.map { T($0) }, points.map { _ in T(1) })
    let columns = 4
    return Repetition {
      let (y, dz) = kernel.run(inputs, dy: dy, rows: inputs.count / columns, columns: columns)
      return (y + dz).map { Double($0) }
    }.findings(activation) { index in
      "at x = \(points[index % points.count]) the \(index < points.count ? "value" : "gradient") "
        + "in \(T.self)"
    }
  }

  private static func rowFormula<A: RowActivation>(
    _ activation: A, _ z: [Double], rows: Int, columns: Int
  ) -> [Double] {
    var y = z
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let input = Array(z[range])
      var output = input
      var span = output.mutableSpan
      activation.activate(input.span, into: &span)
      y.replaceSubrange(range, with: output)
    }
    return y
  }
}
