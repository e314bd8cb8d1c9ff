extension OperationSteps {
  /// Y = X · W, with X batch × n, W n × m.
  ///
  /// ∂X = ∂Y · Wᵀ and ∂W = Xᵀ · ∂Y.
  static func product<T: RealScalar>(_ site: OperationSite<T>) -> OperationSteps {
    let (x, w, y) = (site.inputs[0], site.inputs[1], site.output)
    let forward = T.product(
      ProductShape(rows: y.rows, columns: y.columns, inner: x.columns))
    let run = { forward.run(x.value, w.value, y.value) }
    guard site.needsGradient, let dy = y.gradient else {
      return OperationSteps(forward: run, backward: {})
    }

    var backward: [() -> Void] = []
    if let dw = w.gradient {
      let product = T.product(
        ProductShape(
          rows: x.columns, columns: y.columns, inner: y.rows, transposesA: true,
          accumulates: site.accumulates[1]))
      backward.append { product.run(x.value, dy, dw) }
    }
    if let dx = x.gradient {
      let product = T.product(
        ProductShape(
          rows: x.rows, columns: x.columns, inner: y.columns, accumulates: site.accumulates[0]))
      let transposed = site.arena.allocate(w.count)
      backward.append {
        transpose(w.value, rows: w.rows, columns: w.columns, into: transposed)
        product.run(dy, transposed, dx)
      }
    }
    return OperationSteps(forward: run, backward: { [backward] in for step in backward { step() } })
  }
}

/// Writes the transpose of a rows × columns matrix.
@inline(__always)
private func transpose<T: RealScalar>(
  _ source: UnsafePointer<T>, rows: Int, columns: Int, into target: UnsafeMutablePointer<T>
) {
  for j in 0..<columns {
    for i in 0..<rows { target[j * rows + i] = source[i * columns + j] }
  }
}
