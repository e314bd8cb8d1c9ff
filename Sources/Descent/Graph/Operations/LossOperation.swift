extension OperationSteps {
  /// ℓᵢ = L(xᵢ, tᵢ) for each row i.
  ///
  /// ∂xᵢ = ∂ℓᵢ · L′(xᵢ, tᵢ), with L′ kept from the forward pass; targets have no gradient.
  static func loss<T: RealScalar>(
    _ loss: any RowLoss, _ site: OperationSite<T>
  ) -> OperationSteps {
    let (x, target, losses) = (site.inputs[0], site.inputs[1], site.output)
    let kernel = T.kernel(of: loss)
    guard site.needsGradient, let upstream = losses.gradient, let dx = x.gradient else {
      return OperationSteps(
        forward: { kernel.run(x.value, target.value, losses.value, nil, x.rows, x.columns) },
        backward: {})
    }
    let slopes = site.arena.allocate(x.count)
    let accumulates = site.accumulates[0]
    return OperationSteps(
      forward: { kernel.run(x.value, target.value, losses.value, slopes, x.rows, x.columns) },
      backward: {
        for row in 0..<x.rows {
          let scale = upstream[row]
          for i in row * x.columns..<(row + 1) * x.columns {
            dx[i] = (accumulates ? dx[i] : 0) + scale * slopes[i]
          }
        }
      })
  }
}
