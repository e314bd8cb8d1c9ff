extension OperationSteps {
  /// y = 1/n Σᵢ xᵢ over the n rows, summed in `Double`.
  ///
  /// ∂xᵢ = ∂y / n.
  static func mean(_ site: OperationSite<T>) -> OperationSteps {
    let (x, y) = (site.inputs[0], site.output)
    let accumulates = site.accumulates[0]
    return OperationSteps(
      forward: Pass {
        // In eight sums that need not wait for each other.
        var sums = SIMD8<Double>.zero
        for i in 0..<x.count { sums[i & 7] += Double(x.value[i]) }
        y.value[0] = T(sums.sum() / Double(x.count))
      },
      backward: Pass {
        guard let dx = x.gradient, let dy = y.gradient else { return }
        let share = dy[0] / T(x.count)
        for i in 0..<x.count { dx[i] = (accumulates ? dx[i] : 0) + share }
      })
  }
}
