extension OperationSteps {
  /// Y = X + b, the row b added to every row of X; Y may share its buffers with X.
  ///
  /// ∂X = ∂Y, and ∂b is the sum of the rows of ∂Y.
  static func bias<T: RealScalar>(_ site: OperationSite<T>) -> OperationSteps {
    let (x, b, y) = (site.inputs[0], site.inputs[1], site.output)
    let (rows, columns) = (y.rows, y.columns)
    let (accumulatesX, accumulatesB) = (site.accumulates[0], site.accumulates[1])
    return OperationSteps(
      forward: {
        for row in 0..<rows {
          let (source, target) = (x.value + row * columns, y.value + row * columns)
          for j in 0..<columns { target[j] = source[j] + b.value[j] }
        }
      },
      backward: {
        guard let dy = y.gradient else { return }
        if let dx = x.gradient, dx != dy {
          if !accumulatesX { dx.update(repeating: 0, count: rows * columns) }
          for i in 0..<(rows * columns) { dx[i] += dy[i] }
        }
        if let db = b.gradient {
          if !accumulatesB { db.update(repeating: 0, count: columns) }
          for row in 0..<rows {
            let source = dy + row * columns
            for j in 0..<columns { db[j] += source[j] }
          }
        }
      })
  }
}
