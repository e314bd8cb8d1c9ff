extension MatrixProduct {
  /// The product in plain Swift, for any processor.
  ///
  /// C is computed in tiles of four rows and sixteen columns, whose sums stay in registers.
  public static func portable(_ shape: ProductShape) -> MatrixProduct {
    guard shape.transposesB else { return tiled(shape) }
    let product = tiled(shape)
    let arena = Arena<Element>()
    let plain = arena.allocate(shape.inner * shape.columns)
    return MatrixProduct { [arena] a, b, c in
      withExtendedLifetime(arena) {
        Element.transpose(b, rows: shape.columns, columns: shape.inner, into: plain)
        product.run(a, plain, c)
      }
    }
  }

  /// The product for a plain B.
  private static func tiled(_ shape: ProductShape) -> MatrixProduct {
    let (rows, columns) = (shape.rows, shape.columns)
    let sums = TileSums<Element>(
      // Where op(A)[i, k] lies.
      rowStride: shape.transposesA ? 1 : shape.inner,
      innerStride: shape.transposesA ? rows : 1, columns: columns)
    // So much of B at a time that it stays in the cache from tile to tile.
    let blocks = Cut.pieces(of: shape.inner, 256)
    let (wholeRows, wholeColumns) = (rows & ~3, columns & ~15)
    return MatrixProduct { a, b, c in
      if !shape.accumulates { c.update(repeating: 0, count: rows * columns) }
      for block in blocks {
        let a = a + block.start * sums.innerStride
        let b = b + block.start * columns
        for j in stride(from: 0, to: wholeColumns, by: 16) {
          for i in stride(from: 0, to: wholeRows, by: 4) {
            sums.addTile(a + i * sums.rowStride, b + j, c + i * columns + j, block.count)
          }
          for i in wholeRows..<rows {
            sums.addStrip(a + i * sums.rowStride, b + j, c + i * columns + j, block.count)
          }
        }
        guard wholeColumns < columns else { continue }
        for i in 0..<rows {
          sums.addRest(
            a + i * sums.rowStride, b + wholeColumns, c + i * columns + wholeColumns, block.count,
            columns - wholeColumns)
        }
      }
    }
  }
}

/// Adds sums of products to a part of C; `columns` is the distance between the rows of B and C.
private struct TileSums<T: RealScalar>: Sendable {
  let rowStride: Int
  let innerStride: Int
  let columns: Int

  private typealias Vector = SIMD16<T>

  @inline(__always)
  private func load(_ place: UnsafePointer<T>) -> Vector {
    UnsafeRawPointer(place).loadUnaligned(as: Vector.self)
  }

  @inline(__always)
  private func add(_ sums: Vector, to place: UnsafeMutablePointer<T>) {
    UnsafeMutableRawPointer(place).storeBytes(of: load(place) + sums, as: Vector.self)
  }

  /// Four rows of sixteen columns.
  @inline(__always)
  func addTile(
    _ a: UnsafePointer<T>, _ b: UnsafePointer<T>, _ c: UnsafeMutablePointer<T>, _ inner: Int
  ) {
    var (s0, s1, s2, s3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    for k in 0..<inner {
      let row = load(b + k * columns)
      let factor = a + k * innerStride
      s0 += row * factor[0]
      s1 += row * factor[rowStride]
      s2 += row * factor[2 * rowStride]
      s3 += row * factor[3 * rowStride]
    }
    add(s0, to: c)
    add(s1, to: c + columns)
    add(s2, to: c + 2 * columns)
    add(s3, to: c + 3 * columns)
  }

  /// One row of sixteen columns.
  @inline(__always)
  func addStrip(
    _ a: UnsafePointer<T>, _ b: UnsafePointer<T>, _ c: UnsafeMutablePointer<T>, _ inner: Int
  ) {
    var sums = Vector.zero
    for k in 0..<inner { sums += load(b + k * columns) * a[k * innerStride] }
    add(sums, to: c)
  }

  /// One row of fewer columns.
  @inline(__always)
  func addRest(
    _ a: UnsafePointer<T>, _ b: UnsafePointer<T>, _ c: UnsafeMutablePointer<T>, _ inner: Int,
    _ count: Int
  ) {
    for k in 0..<inner {
      let (factor, row) = (a[k * innerStride], b + k * columns)
      for j in 0..<count { c[j] += factor * row[j] }
    }
  }
}
