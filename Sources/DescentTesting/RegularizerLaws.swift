public import Descent

/// What holds for every penalty.
public enum RegularizerLaws {
  /// One that gives other numbers each time is held to nothing else.
  public static func findings(for regularizer: any Regularizer) -> [Finding] {
    let repetition =
      repetition(of: regularizer, in: Float.self) + repetition(of: regularizer, in: Double.self)
    guard repetition.isEmpty else { return repetition }
    return gradient(of: regularizer) + kernel(of: regularizer)
      + finiteness(of: regularizer, in: Float.self) + finiteness(of: regularizer, in: Double.self)
  }

  private static let weights = [-2.5, -0.9, -0.1, 0, 0.2, 0.7, 1.4, 3]

  /// What is added to the gradient equals central differences of the formula, off the kinks.
  public static func gradient(of regularizer: any Regularizer) -> [Finding] {
    let kernel = Double.kernel(of: regularizer)
    // A penalty is added, scaled, to what is there already.
    let (scale, before) = (2.0, 0.5)
    let gradient = kernel.adding(weights, to: weights.map { _ in before }, scale: scale)
    return weights.indices.compactMap { index in
      let derivative = (gradient[index] - before) / scale
      let difference = CentralDifference { regularizer(weights[index] + $0) }
      guard case .disagrees(let estimate) = difference.compare(derivative) else { return nil }
      return Finding(
        regularizer, "what it adds to the gradient equals central differences",
        "at w = \(weights[index]) it is \(derivative), the differences \(estimate)")
    }
  }

  /// The compiled loop sums up the formula.
  public static func kernel(of regularizer: any Regularizer) -> [Finding] {
    let formula = weights.reduce(0) { $0 + regularizer($1) }
    let exact = Double.kernel(of: regularizer).value(weights)
    let float = Float.kernel(of: regularizer).value(weights.map { Float($0) })
    let scale = max(1, abs(formula))
    guard !(abs(exact - formula) <= 1e-12 * scale && abs(Double(float) - formula) <= 1e-5 * scale)
    else { return [] }
    return [
      Finding(
        regularizer, "the loops sum up the formula",
        "they give \(exact) in Double and \(float) in Float instead of \(formula)")
    ]
  }

  /// Large weights have finite penalties and gradients.
  public static func finiteness<T: RealScalar>(
    of regularizer: any Regularizer, in type: T.Type
  ) -> [Finding] {
    let kernel = T.kernel(of: regularizer)
    return [-1000, 0, 1000].compactMap { size in
      let weight = T(Double(size))
      let (value, gradient) = (kernel.value([weight]), kernel.adding([weight], to: [0], scale: 1))
      guard !value.isFinite || !gradient[0].isFinite else { return nil }
      return Finding(
        regularizer, "penalty and gradient are finite at ±1000 in \(T.self)",
        "at w = \(size) they are \(value) and \(gradient[0])")
    }
  }

  /// The same weights give the same bits.
  public static func repetition<T: RealScalar>(
    of regularizer: any Regularizer, in type: T.Type
  ) -> [Finding] {
    let kernel = T.kernel(of: regularizer)
    return Repetition {
      weights.flatMap { weight in
        let (value, gradient) = (
          kernel.value([T(weight)]), kernel.adding([T(weight)], to: [0], scale: 1)
        )
        return [Double(value), Double(gradient[0])]
      }
    }.findings(regularizer) { index in
      "at w = \(weights[index / 2]) the \(index % 2 == 0 ? "penalty" : "gradient") in \(T.self)"
    }
  }
}
