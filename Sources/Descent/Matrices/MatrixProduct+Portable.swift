extension MatrixProduct {
  /// The product in plain Swift, for any processor: four terms of the sums at a time, along the columns.
  public static func portable(_ shape: ProductShape) -> MatrixProduct {
    let (rows, columns, inner) = (shape.rows, shape.columns, shape.inner)
    // Where op(A)[i, k] lies.
    let (rowStride, innerStride) = shape.transposesA ? (1, rows) : (inner, 1)
    let accumulates = shape.accumulates
    // So much of B that it stays in the cache from row to row.
    let blocks = Cut.pieces(of: inner, 64)
    let product = MatrixProduct { a, b, c in
      if !accumulates { c.update(repeating: 0, count: rows * columns) }
      for block in blocks {
        for i in 0..<rows {
          var factor = a + i * rowStride + block.start * innerStride
          var row = b + block.start * columns
          let sums = c + i * columns
          for _ in 0..<block.count / 4 {
            let (f0, f1) = (factor[0], factor[innerStride])
            let (f2, f3) = (factor[2 * innerStride], factor[3 * innerStride])
            let (row1, row2, row3) = (row + columns, row + 2 * columns, row + 3 * columns)
            for j in 0..<columns {
              sums[j] += (f0 * row[j] + f1 * row1[j]) + (f2 * row2[j] + f3 * row3[j])
            }
            factor += 4 * innerStride
            row += 4 * columns
          }
          for _ in 0..<block.count % 4 {
            let f = factor[0]
            for j in 0..<columns { sums[j] += f * row[j] }
            factor += innerStride
            row += columns
          }
        }
      }
    }
    guard shape.transposesB else { return product }
    let arena = Arena<Element>()
    let plain = arena.allocate(inner * columns)
    return MatrixProduct { [arena] a, b, c in
      withExtendedLifetime(arena) {
        Element.transpose(b, rows: columns, columns: inner, into: plain)
        product.run(a, plain, c)
      }
    }
  }
}
