/// What restores a norm constraint after a step: one pass over every layer's weights.
final class ConstraintPass {
  private let constraint: any NormConstraint
  private let matrices: [Matrix]
  private let arena = Arena<Float>()

  private struct Matrix {
    var weights: UnsafeMutablePointer<Float>
    var rows: Int
    var columns: Int
    /// One for each unit: sums of squares, then factors.
    var factors: UnsafeMutablePointer<Float>
    var sums: Columns<Float>
  }

  init(
    _ constraint: any NormConstraint, _ network: MultilayerPerceptron,
    _ parameters: ParameterValues<Float>
  ) {
    self.constraint = constraint
    let arena = arena
    matrices = network.layers.map { layer in
      Matrix(
        weights: parameters.values[layer.weightIndex], rows: layer.fanIn, columns: layer.fanOut,
        factors: arena.allocate(layer.fanOut),
        sums: Columns(rows: layer.fanIn, count: layer.fanOut, arena))
    }
  }

  func run() {
    for matrix in matrices {
      let (weights, factors) = (matrix.weights, matrix.factors)
      matrix.sums.sum(weights, times: weights, into: factors)
      for j in 0..<matrix.columns {
        let norm = Double(factors[j]).squareRoot()
        factors[j] = norm > 0 ? Float(constraint(norm: norm) / norm) : 1
      }
      for row in 0..<matrix.rows {
        let row = weights + row * matrix.columns
        for j in 0..<matrix.columns { row[j] *= factors[j] }
      }
    }
  }
}
