/// A quadratic form of the weights of the seeds.
///
///     q(w) = Σ over k, l of  Q(k,l) w(k) w(l)
///
/// A mean over the seeds is linear in their weights, so the variance that such means have, and every
/// part of it, is a form like this; so is a share of pairs of runs. It is worked out once, and each
/// resample of the seeds costs K².
struct QuadraticForm: Equatable {
  let seeds: Int
  private var coefficients: [Double]

  init(seeds: Int) {
    self.seeds = seeds
    coefficients = Array(repeating: 0, count: seeds * seeds)
  }

  /// Adds to the coefficient Q(row, column).
  mutating func add(_ value: Double, _ row: Int, _ column: Int) {
    coefficients[row * seeds + column] += value
  }

  /// Adds `factor` · (v · w)², with a number `v` of each seed.
  mutating func addSquare(
    of values: some RandomAccessCollection<Double>, times factor: Double
  ) {
    precondition(values.count == seeds, "\(values.count) values for \(seeds) seeds")
    for (row, first) in values.enumerated() {
      for (column, second) in values.enumerated() {
        add(factor * first * second, row, column)
      }
    }
  }

  /// The largest coefficient by size, to which rounding errors are in proportion.
  var largestCoefficient: Double { coefficients.reduce(0) { max($0, abs($1)) } }

  /// The form at the weights `w`.
  func callAsFunction(_ weights: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<seeds {
      var inner = 0.0
      for column in 0..<seeds { inner += coefficients[row * seeds + column] * weights[column] }
      sum += inner * weights[row]
    }
    return sum
  }

  static func + (first: QuadraticForm, second: QuadraticForm) -> QuadraticForm {
    first.combined(with: second, by: +)
  }

  static func - (first: QuadraticForm, second: QuadraticForm) -> QuadraticForm {
    first.combined(with: second, by: -)
  }

  private func combined(
    with other: QuadraticForm, by operation: (Double, Double) -> Double
  ) -> QuadraticForm {
    precondition(seeds == other.seeds, "forms of \(seeds) and \(other.seeds) seeds")
    var result = self
    result.coefficients = zip(coefficients, other.coefficients).map(operation)
    return result
  }
}
