public import Descent

// The formula for a whole batch, since dual numbers would take one exponential for each pair of classes,
// and these loops take one a class.
extension LogLoss {
  public func kernel(for type: Float.Type) -> LossKernel<Float> { batchKernel() }
  public func kernel(for type: Double.Type) -> LossKernel<Double> { batchKernel() }

  /// The loss and its derivative by the logits, Σ w t · p − w t.
  private func batchKernel<T: RealScalar>() -> LossKernel<T> {
    let isPlain = labelSmoothing == 0 && classWeights.isEmpty
    return LossKernel { logits, targets, losses, slopes, rows, columns in
      if columns == 1 {
        two(logits, targets, losses, slopes, rows)
      } else if isPlain {
        several(logits, targets, losses, slopes, rows, columns, weighs: false)
      } else {
        several(logits, targets, losses, slopes, rows, columns, weighs: true)
      }
    }
  }

  /// Two classes, in one column.
  private func two<T: RealScalar>(
    _ logits: UnsafePointer<T>, _ targets: UnsafePointer<T>, _ losses: UnsafeMutablePointer<T>,
    _ slopes: UnsafeMutablePointer<T>?, _ rows: Int
  ) {
    let (no, yes) = (share(of: 0, among: 2), share(of: 1, among: 2))
    let (noFactor, noTerm) = (T(no.factor), T(no.term))
    let (yesFactor, yesTerm) = (T(yes.factor), T(yes.term))
    for i in 0..<rows {
      losses[i] = Self.binary(
        logits[i], noFactor * (1 - targets[i]) + noTerm, yesFactor * targets[i] + yesTerm)
    }
    guard let slopes else { return }
    for i in 0..<rows {
      let (no, yes) = (noFactor * (1 - targets[i]) + noTerm, yesFactor * targets[i] + yesTerm)
      slopes[i] = (no + yes) * .sigmoid(logits[i]) - yes
    }
  }

  /// Compiled twice, so that what `weighs` adds costs nothing where there is nothing to weigh.
  @inline(__always)
  private func several<T: RealScalar>(
    _ logits: UnsafePointer<T>, _ targets: UnsafePointer<T>, _ losses: UnsafeMutablePointer<T>,
    _ slopes: UnsafeMutablePointer<T>?, _ rows: Int, _ columns: Int, weighs: Bool
  ) {
    // So many rows at once; that the number is fixed lets all lanes of a vector be used.
    let chunk = 32
    withUnsafeTemporaryAllocation(of: T.self, capacity: 5 * chunk) { scratch in
      guard let sums = scratch.baseAddress else { return }
      let (truths, totals) = (sums + chunk, sums + 2 * chunk)
      let (largest, unwanted) = (sums + 3 * chunk, sums + 4 * chunk)
      for start in stride(from: 0, to: rows, by: chunk) {
        let count = min(chunk, rows - start)
        for i in 0..<chunk {
          sums[i] = 0
          truths[i] = 0
          totals[i] = weighs ? 0 : 1
        }
        for i in 0..<count { largest[i] = logits[start + i] }
        for j in 1..<columns {
          let z = logits + j * rows + start
          for i in 0..<count { largest[i] = z[i] > largest[i] ? z[i] : largest[i] }
        }
        for j in 0..<columns {
          let (z, y) = (logits + j * rows + start, targets + j * rows + start)
          let exponential = slopes.map { $0 + j * rows + start } ?? unwanted
          let (factor, term) = share(of: j, among: columns)
          for i in 0..<count {
            let target = weighs ? T(factor) * y[i] + T(term) : y[i]
            let shifted = z[i] - largest[i]
            exponential[i] = .exp(shifted)
            sums[i] += exponential[i]
            truths[i] += target * shifted
            if weighs { totals[i] += target }
          }
        }
        for i in 0..<chunk {
          truths[i] = totals[i] * .log(sums[i]) - truths[i]
          sums[i] = totals[i] / sums[i]
        }
        for i in 0..<count { losses[start + i] = truths[i] }
        guard let slopes else { continue }
        for j in 0..<columns {
          let (slope, y) = (slopes + j * rows + start, targets + j * rows + start)
          let (factor, term) = share(of: j, among: columns)
          for i in 0..<count {
            slope[i] = slope[i] * sums[i] - (weighs ? T(factor) * y[i] + T(term) : y[i])
          }
        }
      }
    }
  }
}
