extension OperationSteps {
  /// Y = A + B.
  ///
  /// ∂A = ∂Y and ∂B = ∂Y.
  static func addition(_ site: OperationSite<T>) -> OperationSteps {
    let (a, b, y) = (site.inputs[0], site.inputs[1], site.output)
    let backward = zip([a, b], site.accumulates).compactMap { input, accumulates -> Pass? in
      guard let dy = y.gradient, let gradient = input.gradient else { return nil }
      return accumulates
        ? Pass { for i in 0..<y.count { gradient[i] += dy[i] } }
        : Pass { gradient.update(from: dy, count: y.count) }
    }
    return OperationSteps(
      forward: Pass { for i in 0..<y.count { y.value[i] = a.value[i] + b.value[i] } },
      backward: .sequence(backward))
  }
}
