extension OperationSteps {
  /// y = Σ R(w) over all weights w of a matrix.
  ///
  /// ∂w = ∂y · R′(w).
  static func penalty(
    _ regularizer: any Regularizer, _ site: OperationSite<T>
  ) -> OperationSteps {
    let (w, y) = (site.inputs[0], site.output)
    let kernel = T.kernel(of: regularizer)
    let accumulates = site.accumulates[0]
    return OperationSteps(
      forward: Pass { y.value[0] = kernel.value(w.value, w.count) },
      backward: Pass {
        guard let dw = w.gradient, let dy = y.gradient else { return }
        if !accumulates { dw.update(repeating: 0, count: w.count) }
        kernel.addGradient(w.value, dw, dy[0], w.count)
      })
  }
}
