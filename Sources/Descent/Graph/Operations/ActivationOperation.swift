extension OperationSteps {
  /// Y = f(X), row by row.
  ///
  /// ∂X = (∂Y/∂X)ᵀ ∂Y; for an element-wise function f′(X) ∘ ∂Y, with f′ kept from the forward pass.
  static func activation(
    _ function: any RowActivation, _ site: OperationSite<T>
  ) -> OperationSteps {
    let (x, y) = (site.inputs[0], site.output)
    let kernel = T.kernel(of: function)
    guard site.needsGradient, let dy = y.gradient, let dx = x.gradient else {
      return OperationSteps(
        forward: Pass { kernel.forward(x.value, y.value, nil, y.rows, y.columns) })
    }
    let slopes = site.arena.allocate(y.count)
    let forward = Pass { kernel.forward(x.value, y.value, slopes, y.rows, y.columns) }
    guard site.accumulates[0] else {
      return OperationSteps(
        forward: forward,
        backward: Pass { kernel.pullback(slopes, dy, dx, y.rows, y.columns) },
        slopes: slopes)
    }
    let share = site.arena.allocate(y.count)
    return OperationSteps(
      forward: forward,
      backward: Pass {
        kernel.pullback(slopes, dy, share, y.rows, y.columns)
        for i in 0..<y.count { dx[i] += share[i] }
      }, slopes: slopes)
  }
}
