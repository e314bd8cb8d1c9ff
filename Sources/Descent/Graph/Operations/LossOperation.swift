extension OperationSteps {
  /// ℓᵢ = L(xᵢ, tᵢ) for each row i.
  ///
  /// ∂xᵢ = ∂ℓᵢ · L′(xᵢ, tᵢ), with L′ kept from the forward pass; targets have no gradient. The loops of a
  /// loss want columns: the matrices are transposed before, and the derivatives transposed back.
  static func loss(
    _ loss: any RowLoss, _ site: OperationSite<T>
  ) -> OperationSteps {
    let (x, target, losses) = (site.inputs[0], site.inputs[1], site.output)
    let (rows, columns) = (x.rows, x.columns)
    let kernel = T.kernel(of: loss)
    let predicted = site.arena.allocate(x.count)
    let expected = site.arena.allocate(x.count)
    func forward(_ slopes: UnsafeMutablePointer<T>?) -> Pass {
      Pass {
        T.transpose(x.value, rows: rows, columns: columns, into: predicted)
        T.transpose(target.value, rows: rows, columns: columns, into: expected)
        kernel.run(predicted, expected, losses.value, slopes, rows, columns)
      }
    }
    guard site.needsGradient, let upstream = losses.gradient, let dx = x.gradient else {
      return OperationSteps(forward: forward(nil))
    }
    let slopes = site.arena.allocate(x.count)
    let scaled = site.arena.allocate(x.count)
    let share = site.accumulates[0] ? site.arena.allocate(x.count) : nil
    return OperationSteps(
      forward: forward(slopes),
      backward: Pass {
        for column in 0..<columns {
          let (slope, result) = (slopes + column * rows, scaled + column * rows)
          for row in 0..<rows { result[row] = upstream[row] * slope[row] }
        }
        T.transpose(scaled, rows: columns, columns: rows, into: share ?? dx)
        if let share { for i in 0..<x.count { dx[i] += share[i] } }
      })
  }
}
