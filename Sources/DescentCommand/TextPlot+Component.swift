import Descent

extension TextPlot {
  /// What a component computes, as it is set; nil where it is no function of one number.
  init?(_ component: any Component) {
    switch component {
    case let activation as any RowActivation where activation.isElementwise:
      let inputs = Self.points(-4...4)
      var (values, slopes) = (inputs, inputs)
      Double.kernel(of: activation).forward(inputs, &values, &slopes, inputs.count, 1)
      self.init(
        axis: "x", domain: -4...4,
        curves: [Curve(name: "f(x)", values: values), Curve(name: "f'(x)", values: slopes)])
    case let loss as any RowLoss: self.init(loss)
    case let regularizer as any Regularizer:
      let weights = Self.points(-4...4)
      let kernel = Double.kernel(of: regularizer)
      self.init(
        axis: "weight", domain: -4...4,
        curves: [
          Curve(name: "penalty", values: weights.map { kernel.value([$0], 1) }),
          Curve(
            name: "its derivative",
            values: weights.map { weight in
              var slope = [0.0]
              kernel.addGradient([weight], &slope, 1, 1)
              return slope[0]
            }),
        ])
    case let schedule as any Schedule:
      self.init(
        axis: "epochs, of 20", domain: 0...20,
        curves: [
          Curve(
            name: "multiplier of the learning rate",
            values: Self.points(0...20).map { schedule.multiplier(at: $0, of: 20) })
        ])
    default: return nil
    }
  }

  /// By the error where a loss takes numbers, otherwise by what speaks for the true class of two.
  private init?(_ loss: any RowLoss) {
    let type = type(of: loss)
    let (axis, domain, expected): (String, ClosedRange<Double>, Double) =
      if type.tasks.contains(.regression) {
        ("predicted - expected", -4...4, 0)
      } else if type.takesLogits {
        ("logit of the true class, of two", -4...4, 1)
      } else {
        ("probability of the true class, of two", 0...1, 1)
      }
    let predicted = Self.points(domain)
    let targets = predicted.map { _ in expected }
    var (values, slopes) = (predicted, predicted)
    Double.kernel(of: loss).run(predicted, targets, &values, &slopes, predicted.count, 1)
    self.init(
      axis: axis, domain: domain,
      curves: [
        Curve(name: "loss", values: values), Curve(name: "its derivative", values: slopes),
      ])
  }

  /// So many that a character has several, with both ends and the middle among them.
  private static func points(_ domain: ClosedRange<Double>) -> [Double] {
    let width = domain.upperBound - domain.lowerBound
    return (0...960).map { domain.lowerBound + width * Double($0) / 960 }
  }
}
