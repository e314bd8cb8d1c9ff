extension OperationSteps {
  /// Y = γ ∘ X̂ + β, column by column, with x̂ = (x − μ) / √(σ² + 10⁻⁵).
  ///
  /// While the network learns, μ and σ² are the mean and variance of the batch's n rows, and
  ///
  ///     ∂γ = Σ ∂y x̂     ∂β = Σ ∂y     ∂x = γ / √(σ² + 10⁻⁵) · (∂y − ∂β / n − x̂ ∂γ / n)
  ///
  /// The running statistics go a tenth of the way to μ and to σ² n / (n − 1), as PyTorch's. Afterwards they
  /// take the place of μ and σ², as constants: ∂x = γ / √(σ² + 10⁻⁵) · ∂y. So it is for a batch of one row,
  /// too, which has no variance.
  ///
  /// Ioffe and Szegedy 2015, [arXiv:1502.03167](https://arxiv.org/abs/1502.03167).
  static func batchNormalization(_ site: OperationSite<T>) -> OperationSteps {
    let (x, scale, shift) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let (runningMean, runningVariance, y) = (site.inputs[3], site.inputs[4], site.output)
    let (rows, columns) = (y.rows, y.columns)
    let sums = ColumnSums(rows: rows, columns: columns, site.arena)
    let normalized = site.arena.allocate(y.count)
    let (mean, inverse) = (site.arena.allocate(columns), site.arena.allocate(columns))
    let share = T(1 / Double(rows))
    let epsilon = T(1e-5)
    let isOfBatch = if case .training = site.mode { rows > 1 } else { false }

    let statistics =
      isOfBatch
      ? Pass {
        let correction = T(Double(rows) / Double(rows - 1))
        sums.run(into: mean) { place, _ in x.value[place] }
        for j in 0..<columns { mean[j] *= share }
        sums.run(into: inverse) { place, j in
          (x.value[place] - mean[j]) * (x.value[place] - mean[j])
        }
        for j in 0..<columns {
          let variance = inverse[j] * share
          runningMean.value[j] += T(0.1) * (mean[j] - runningMean.value[j])
          runningVariance.value[j] += T(0.1) * (variance * correction - runningVariance.value[j])
          inverse[j] = 1 / .sqrt(variance + epsilon)
        }
      }
      : Pass {
        mean.update(from: runningMean.value, count: columns)
        for j in 0..<columns { inverse[j] = 1 / .sqrt(runningVariance.value[j] + epsilon) }
      }
    let forward = Pass {
      for row in 0..<rows {
        let place = row * columns
        let (source, middle, target) = (x.value + place, normalized + place, y.value + place)
        for j in 0..<columns {
          middle[j] = (source[j] - mean[j]) * inverse[j]
          target[j] = scale.value[j] * middle[j] + shift.value[j]
        }
      }
    }
    guard site.needsGradient, let dy = y.gradient else {
      return OperationSteps(forward: .sequence([statistics, forward]))
    }

    let (scaleSums, shiftSums) = (site.arena.allocate(columns), site.arena.allocate(columns))
    let accumulates = site.accumulates
    let parameters = Pass {
      sums.run(into: scaleSums) { place, _ in dy[place] * normalized[place] }
      sums.run(into: shiftSums) { place, _ in dy[place] }
      if let gradient = scale.gradient {
        for j in 0..<columns { gradient[j] = (accumulates[1] ? gradient[j] : 0) + scaleSums[j] }
      }
      if let gradient = shift.gradient {
        for j in 0..<columns { gradient[j] = (accumulates[2] ? gradient[j] : 0) + shiftSums[j] }
      }
    }
    guard let dx = x.gradient else {
      return OperationSteps(forward: .sequence([statistics, forward]), backward: parameters)
    }
    let factor = mean
    let input = Pass {
      let share = isOfBatch ? share : 0
      for j in 0..<columns {
        factor[j] = scale.value[j] * inverse[j]
        scaleSums[j] *= share
        shiftSums[j] *= share
      }
      for row in 0..<rows {
        let place = row * columns
        let (source, middle, target) = (dy + place, normalized + place, dx + place)
        for j in 0..<columns {
          let slope = factor[j] * (source[j] - shiftSums[j] - middle[j] * scaleSums[j])
          target[j] = (accumulates[0] ? target[j] : 0) + slope
        }
      }
    }
    return OperationSteps(
      forward: .sequence([statistics, forward]), backward: .sequence([parameters, input]))
  }
}
