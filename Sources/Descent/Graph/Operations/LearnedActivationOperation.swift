extension OperationSteps {
  /// Y = f(X; c), element by element, where a coefficient c is one number, or one for each column.
  ///
  /// ∂X = f′(X) ∘ ∂Y and ∂c = Σ ∂f/∂c ∘ ∂Y over all numbers that share it, with both derivatives kept from
  /// the forward pass. The coefficients are spread over buffers of X's size, so that the loop over the
  /// formula is one over numbers side by side.
  static func learnedActivation(
    _ function: any LearnedActivation, _ site: OperationSite<T>
  ) -> OperationSteps {
    let (x, y, coefficients) = (site.inputs[0], site.output, Array(site.inputs.dropFirst()))
    let (count, rows, columns) = (y.count, y.rows, y.columns)
    let kernel = T.learnedKernel(of: function)
    let spread = site.arena.allocate(coefficients.count * count)
    let spreading = coefficients.enumerated().map { place, c in
      let block = spread + place * count
      return c.count == 1
        ? Pass { block.update(repeating: c.value[0], count: count) }
        : Pass {
          for row in 0..<rows { (block + row * columns).update(from: c.value, count: columns) }
        }
    }
    guard site.needsGradient, let dy = y.gradient else {
      return OperationSteps(
        forward: .sequence(
          spreading + [Pass { kernel.run(x.value, spread, y.value, nil, count) }]))
    }

    let slopes = site.arena.allocate((1 + coefficients.count) * count)
    var backward: [Pass] = []
    if let dx = x.gradient {
      backward.append(
        site.accumulates[0]
          ? Pass { for i in 0..<count { dx[i] += slopes[i] * dy[i] } }
          : Pass { for i in 0..<count { dx[i] = slopes[i] * dy[i] } })
    }
    let (share, sums) = (site.arena.allocate(count), site.arena.allocate(columns))
    let ones = site.arena.allocate(rows)
    ones.update(repeating: 1, count: rows)
    let columnSums = T.product(ProductShape(rows: 1, columns: columns, inner: rows))
    for (place, c) in coefficients.enumerated() {
      guard let dc = c.gradient else { continue }
      let slopes = slopes + (place + 1) * count
      let accumulates = site.accumulates[place + 1]
      backward.append(
        Pass {
          for i in 0..<count { share[i] = slopes[i] * dy[i] }
          columnSums.run(ones, share, sums)
          if !accumulates { dc.update(repeating: 0, count: c.count) }
          for j in 0..<columns { dc[c.count == 1 ? 0 : j] += sums[j] }
        })
    }
    return OperationSteps(
      forward: .sequence(
        spreading + [Pass { kernel.run(x.value, spread, y.value, slopes, count) }]),
      backward: .sequence(backward), slopes: slopes)
  }
}
