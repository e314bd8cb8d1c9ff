extension OperationSteps {
  /// Y = X ∘ M while the network learns, with M 0 with the probability `rate` and 1 / (1 − rate) otherwise;
  /// Y = X afterwards.
  ///
  /// ∂X = ∂Y ∘ M. Dividing by 1 − rate here, so that nothing need be multiplied later, is the inverted form.
  ///
  /// Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014, *Dropout*.
  static func dropout(_ rate: Double, _ site: OperationSite<T>) -> OperationSteps {
    let (x, y, count) = (site.inputs[0], site.output, site.output.count)
    let accumulates = site.accumulates[0]
    guard case .training(let noise) = site.mode else {
      return OperationSteps(
        forward: Pass { y.value.update(from: x.value, count: count) },
        backward: Pass {
          guard let dx = x.gradient, let dy = y.gradient else { return }
          for i in 0..<count { dx[i] = (accumulates ? dx[i] : 0) + dy[i] }
        })
    }
    let mask = site.arena.allocate((count + 15) / 16 * 16)
    return OperationSteps(
      forward: Pass {
        noise.drop(mask, count: count, rate: rate)
        for i in 0..<count { y.value[i] = x.value[i] * mask[i] }
      },
      backward: Pass {
        guard let dx = x.gradient, let dy = y.gradient else { return }
        for i in 0..<count { dx[i] = (accumulates ? dx[i] : 0) + dy[i] * mask[i] }
      })
  }
}
