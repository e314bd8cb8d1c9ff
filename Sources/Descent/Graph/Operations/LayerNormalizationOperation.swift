extension OperationSteps {
  /// Y = γ ∘ X̂ + β, row by row, with x̂ = (x − μ) / √(σ² + 10⁻⁵), μ and σ² the mean and variance of the
  /// row's m numbers.
  ///
  /// With g = γ ∘ ∂y in a row:
  ///
  ///     ∂γ = Σ ∂y x̂     ∂β = Σ ∂y     ∂x = (g − Σ g / m − x̂ Σ g x̂ / m) / √(σ² + 10⁻⁵)
  ///
  /// where the first two sums are over rows, and the last two over the row's numbers. It is the same while
  /// the network learns and afterwards.
  ///
  /// Ba, Kiros and Hinton 2016, [arXiv:1607.06450](https://arxiv.org/abs/1607.06450).
  static func layerNormalization(_ site: OperationSite<T>) -> OperationSteps {
    let (x, scale, shift, y) = (site.inputs[0], site.inputs[1], site.inputs[2], site.output)
    let (rows, columns) = (y.rows, y.columns)
    let normalized = site.arena.allocate(y.count)
    let inverse = site.arena.allocate(rows)
    let share = T(1 / Double(columns))
    let epsilon = T(1e-5)
    let forward = Pass {
      for row in 0..<rows {
        let place = row * columns
        let (source, middle, target) = (x.value + place, normalized + place, y.value + place)
        let mean = rowSum(columns) { source[$0] } * share
        let variance = rowSum(columns) { (source[$0] - mean) * (source[$0] - mean) } * share
        inverse[row] = 1 / .sqrt(variance + epsilon)
        let inverse = inverse[row]
        for j in 0..<columns {
          middle[j] = (source[j] - mean) * inverse
          target[j] = scale.value[j] * middle[j] + shift.value[j]
        }
      }
    }
    guard site.needsGradient, let dy = y.gradient else { return OperationSteps(forward: forward) }

    let accumulates = site.accumulates
    let sums = Columns(rows: rows, count: columns, site.arena)
    let columnSums = site.arena.allocate(columns)
    var backward: [Pass] = []
    if let gradient = scale.gradient {
      backward.append(
        Pass {
          sums.sum(dy, times: normalized, into: columnSums)
          for j in 0..<columns { gradient[j] = (accumulates[1] ? gradient[j] : 0) + columnSums[j] }
        })
    }
    if let gradient = shift.gradient {
      backward.append(
        Pass {
          sums.sum(dy, into: columnSums)
          for j in 0..<columns { gradient[j] = (accumulates[2] ? gradient[j] : 0) + columnSums[j] }
        })
    }
    if let dx = x.gradient {
      backward.append(
        Pass {
          for row in 0..<rows {
            let place = row * columns
            let (source, middle, target) = (dy + place, normalized + place, dx + place)
            let level = rowSum(columns) { scale.value[$0] * source[$0] } * share
            let tilt = rowSum(columns) { scale.value[$0] * source[$0] * middle[$0] } * share
            let inverse = inverse[row]
            for j in 0..<columns {
              let slope = inverse * (scale.value[j] * source[j] - level - middle[j] * tilt)
              target[j] = (accumulates[0] ? target[j] : 0) + slope
            }
          }
        })
    }
    return OperationSteps(forward: forward, backward: .sequence(backward))
  }
}

/// The sum of a term over 0 ..< `count`, in sixteen sums that need not wait for each other.
@inline(__always)
private func rowSum<T: RealScalar>(_ count: Int, of term: (Int) -> T) -> T {
  var lanes = SIMD16<T>.zero
  let whole = count & ~15
  for start in stride(from: 0, to: whole, by: 16) {
    for lane in 0..<16 { lanes[lane] += term(start + lane) }
  }
  for i in whole..<count { lanes[i - whole] += term(i) }
  return lanes.sum()
}
