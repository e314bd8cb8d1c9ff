public import Descent

/// What holds for every activation with learned coefficients, besides ``ActivationLaws``.
public enum LearnedActivationLaws {
  public static func findings(for activation: any LearnedActivation) -> [Finding] {
    start(of: activation) + gradient(of: activation) + kernel(of: activation)
      + finiteness(of: activation, in: Float.self) + finiteness(of: activation, in: Double.self)
      + repetition(of: activation, in: Float.self) + repetition(of: activation, in: Double.self)
  }

  /// Coefficients start at finite numbers.
  public static func start(of activation: any LearnedActivation) -> [Finding] {
    activation.coefficients(units: 1).filter { !$0.initialValue.isFinite }.map {
      Finding(
        activation, "coefficients start at finite numbers",
        "\($0.name) starts at \($0.initialValue)")
    }
  }

  /// The derivatives by the input and by each coefficient equal central differences, off the kinks.
  public static func gradient(of activation: any LearnedActivation) -> [Finding] {
    let kernel = Double.learnedKernel(of: activation)
    return values(of: activation).flatMap { values -> [Finding] in
      let slopes = kernel.run(points, values).slopes
      return slopes.indices.compactMap { index in
        let (place, x) = (index / points.count, points[index % points.count])
        let difference = CentralDifference { distance in
          var (moved, x) = (values, x)
          if place == 0 { x += distance } else { moved[place - 1] += distance }
          return kernel.run([x], moved).y[0]
        }
        guard case .disagrees(let estimate) = difference.compare(slopes[index]) else { return nil }
        return Finding(
          activation, "the derivatives by input and coefficients equal central differences",
          "at x = \(x) and \(name(values, activation)) the derivative by "
            + "\(variable(place, activation)) is \(slopes[index]), the differences \(estimate)")
      }
    }
  }

  /// The compiled loops say what the formula says, in Float what they say in Double.
  public static func kernel(of activation: any LearnedActivation) -> [Finding] {
    let (kernel, float) = (
      Double.learnedKernel(of: activation), Float.learnedKernel(of: activation)
    )
    let initial = activation.coefficients(units: 1).map(\.initialValue)
    let formula = Double.kernel(of: activation).values(points, rows: points.count, columns: 1)
    func findings(
      _ law: String, _ found: [Double], _ expected: [Double], _ tolerance: Double
    ) -> [Finding] {
      expected.indices.compactMap { index in
        let (value, truth) = (found[index], expected[index])
        guard !(abs(value - truth) <= tolerance * max(1, abs(truth))) else { return nil }
        return Finding(
          activation, law,
          "at x = \(points[index % points.count]) there is \(value) instead of \(truth)")
      }
    }
    let exact = kernel.run(points, initial)
    let single = float.run(points.map { Float($0) }, initial.map { Float($0) })
    let law = "the learned Double loop computes the formula"
    return findings(law, exact.y, formula, 1e-12)
      + findings(law, kernel.values(points, initial), formula, 1e-12)
      + findings(
        "the learned Float loop computes what the Double loop does",
        (single.y + single.slopes).map { Double($0) }, exact.y + exact.slopes, 1e-5)
  }

  /// Large inputs give finite values and derivatives.
  public static func finiteness<T: RealScalar>(
    of activation: any LearnedActivation, in type: T.Type
  ) -> [Finding] {
    let inputs: [T] = [-1e4, -1000, -100, -20, 0, 20, 100, 1000, 1e4]
    let kernel = T.learnedKernel(of: activation)
    return values(of: activation).flatMap { values -> [Finding] in
      let (y, slopes) = kernel.run(inputs, values.map { T($0) })
      return (y + slopes).enumerated().compactMap { index, number in
        guard !number.isFinite else { return nil }
        let what =
          index < y.count
          ? "value" : "derivative by " + variable(index / y.count - 1, activation)
        return Finding(
          activation, "values and derivatives are finite at ±10⁴ in \(T.self)",
          "at x = \(inputs[index % y.count]) and \(name(values, activation)) the \(what) is "
            + "\(number)")
      }
    }
  }

  /// The same inputs and coefficients give the same bits.
  public static func repetition<T: RealScalar>(
    of activation: any LearnedActivation, in type: T.Type
  ) -> [Finding] {
    let kernel = T.learnedKernel(of: activation)
    let initial = activation.coefficients(units: 1).map { T($0.initialValue) }
    return Repetition {
      let (y, slopes) = kernel.run(points.map { T($0) }, initial)
      return (y + slopes).map { Double($0) }
    }.findings(activation) { index in
      let place = index / points.count
      let what = place == 0 ? "value" : "derivative by " + variable(place - 1, activation)
      return "at x = \(points[index % points.count]) the \(what) in \(T.self)"
    }
  }

  private static let points = ActivationLaws.points

  /// The coefficients as they start, and a little to both sides.
  private static func values(of activation: any LearnedActivation) -> [[Double]] {
    let initial = activation.coefficients(units: 1).map(\.initialValue)
    return [initial, initial.map { 1.25 * $0 + 0.1 }, initial.map { 0.75 * $0 }]
  }

  private static func name(_ values: [Double], _ activation: any LearnedActivation) -> String {
    zip(activation.coefficients(units: 1), values).map { "\($0.name) = \($1)" }
      .joined(separator: ", ")
  }

  /// By what the derivatives in a block of the slopes are taken.
  private static func variable(_ place: Int, _ activation: any LearnedActivation) -> String {
    place == 0 ? "x" : activation.coefficients(units: 1)[place - 1].name
  }
}
