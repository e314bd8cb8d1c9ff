extension OperationSteps {
  /// Y = γ ∘ X̂ + β, column by column, with x̂ = c / √(σ² + 10⁻⁵) and c = x − μ.
  ///
  /// While the network learns, μ and σ² are the mean and variance of the batch's n rows, and with
  /// s = 1 / √(σ² + 10⁻⁵)
  ///
  ///     ∂γ = s Σ ∂y c     ∂β = Σ ∂y     ∂x = γ s (∂y − ∂β / n − c s ∂γ / n)
  ///
  /// The running statistics go a tenth of the way to μ and to σ² n / (n − 1), as PyTorch's. Afterwards they
  /// take the place of μ and σ², as constants: ∂x = γ s ∂y. So it is for a batch of one row, too, which has no
  /// variance.
  ///
  /// Ioffe and Szegedy 2015, [arXiv:1502.03167](https://arxiv.org/abs/1502.03167).
  static func batchNormalization(_ site: OperationSite<T>) -> OperationSteps {
    let (x, scale, shift) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let (runningMean, runningVariance, y) = (site.inputs[3], site.inputs[4], site.output)
    let rows = y.rows
    let columns = Columns(rows: rows, count: y.columns, site.arena)
    func row() -> UnsafeMutablePointer<T> { site.arena.allocate(columns.count) }
    let (mean, negatedMean, inverse, factor) = (row(), row(), row(), row())
    let centered = site.arena.allocate(y.count)
    let share = T(1 / Double(rows))
    let epsilon = T(1e-5)
    let isOfBatch = if case .training = site.mode { rows > 1 } else { false }
    let center = Pass {
      for j in 0..<columns.count { negatedMean[j] = -mean[j] }
      columns.combine(x.value, plus: negatedMean, into: centered)
    }

    let normalize: Pass
    if isOfBatch {
      let correction = T(Double(rows) / Double(rows - 1))
      normalize = Pass {
        columns.sum(x.value, into: mean)
        for j in 0..<columns.count { mean[j] *= share }
        center.run()
        columns.sum(centered, times: centered, into: inverse)
        for j in 0..<columns.count {
          let variance = inverse[j] * share
          runningMean.value[j] += T(0.1) * (mean[j] - runningMean.value[j])
          runningVariance.value[j] += T(0.1) * (variance * correction - runningVariance.value[j])
          inverse[j] = 1 / .sqrt(variance + epsilon)
        }
      }
    } else {
      normalize = Pass {
        mean.update(from: runningMean.value, count: columns.count)
        center.run()
        for j in 0..<columns.count { inverse[j] = 1 / .sqrt(runningVariance.value[j] + epsilon) }
      }
    }
    let forward = Pass {
      normalize.run()
      for j in 0..<columns.count { factor[j] = scale.value[j] * inverse[j] }
      columns.combine(centered, times: factor, plus: shift.value, into: y.value)
    }
    guard site.needsGradient, let dy = y.gradient else { return OperationSteps(forward: forward) }

    let (level, tilt) = (row(), row())
    let accumulates = site.accumulates
    let parameters = Pass {
      columns.sum(dy, into: level)
      columns.sum(dy, times: centered, into: tilt)
      for j in 0..<columns.count { tilt[j] *= inverse[j] }
      if let gradient = shift.gradient {
        for j in 0..<columns.count { gradient[j] = (accumulates[2] ? gradient[j] : 0) + level[j] }
      }
      if let gradient = scale.gradient {
        for j in 0..<columns.count { gradient[j] = (accumulates[1] ? gradient[j] : 0) + tilt[j] }
      }
    }
    guard let dx = x.gradient else {
      return OperationSteps(forward: forward, backward: parameters)
    }
    let own = accumulates[0] ? site.arena.allocate(y.count) : dx
    let input = Pass {
      // Statistics that are constants have no share in the gradient.
      let share = isOfBatch ? share : 0
      for j in 0..<columns.count {
        level[j] *= -share * factor[j]
        tilt[j] *= -share * factor[j] * inverse[j]
      }
      columns.combine(dy, times: factor, centered, times: tilt, plus: level, into: own)
      if accumulates[0] { for i in 0..<y.count { dx[i] += own[i] } }
    }
    return OperationSteps(forward: forward, backward: .sequence([parameters, input]))
  }
}
