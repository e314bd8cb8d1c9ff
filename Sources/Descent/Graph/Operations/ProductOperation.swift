extension OperationSteps {
  /// Y = X · W, or Y = Y₀ + X · W where the output starts from a value, with X batch × n, W n × m.
  ///
  /// ∂X = ∂Y · Wᵀ and ∂W = Xᵀ · ∂Y.
  static func product(_ site: OperationSite<T>) -> OperationSteps {
    let (x, w, y) = (site.inputs[0], site.inputs[1], site.output)
    let product = T.product(
      ProductShape(
        rows: y.rows, columns: y.columns, inner: x.columns, accumulates: site.addsToOutput))
    let forward = Pass { product.run(x.value, w.value, y.value) }
    guard site.needsGradient, let dy = y.gradient else {
      return OperationSteps(forward: forward)
    }
    var backward: [Pass] = []
    if let dw = w.gradient {
      let product = T.product(
        ProductShape(
          rows: x.columns, columns: y.columns, inner: y.rows, transposesA: true,
          accumulates: site.accumulates[1]))
      backward.append(Pass { product.run(x.value, dy, dw) })
    }
    if let dx = x.gradient {
      let product = T.product(
        ProductShape(
          rows: x.rows, columns: x.columns, inner: y.columns, transposesB: true,
          accumulates: site.accumulates[0]))
      backward.append(Pass { product.run(dy, w.value, dx) })
    }
    return OperationSteps(forward: forward, backward: .sequence(backward))
  }
}
