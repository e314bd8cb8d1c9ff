extension OperationSteps {
  /// Y = X + 1 · b, the row b added to every row of X.
  ///
  /// ∂X = ∂Y and ∂b = 1ᵀ · ∂Y, the sum of its rows. Where Y shares its buffers with the product X, the
  /// bias is what the product starts from: its step is Y ← 1 · b, and runs first.
  static func bias(_ site: OperationSite<T>) -> OperationSteps {
    let (x, b, y) = (site.inputs[0], site.inputs[1], site.output)
    let ones = site.arena.allocate(y.rows)
    ones.update(repeating: 1, count: y.rows)

    let forward: Pass
    if x.value == y.value {
      let product = T.product(ProductShape(rows: y.rows, columns: y.columns, inner: 1))
      forward = Pass { product.run(ones, b.value, y.value) }
    } else {
      forward = Pass {
        for row in 0..<y.rows {
          let (source, target) = (x.value + row * y.columns, y.value + row * y.columns)
          for j in 0..<y.columns { target[j] = source[j] + b.value[j] }
        }
      }
    }

    guard let dy = y.gradient else { return OperationSteps(forward: forward) }
    var backward: [Pass] = []
    if let dx = x.gradient, dx != dy {
      backward.append(
        site.accumulates[0]
          ? Pass { for i in 0..<y.count { dx[i] += dy[i] } }
          : Pass { dx.update(from: dy, count: y.count) })
    }
    if let db = b.gradient {
      let product = T.product(
        ProductShape(
          rows: 1, columns: y.columns, inner: y.rows, accumulates: site.accumulates[1]))
      backward.append(Pass { product.run(ones, dy, db) })
    }
    return OperationSteps(forward: forward, backward: .sequence(backward))
  }
}
