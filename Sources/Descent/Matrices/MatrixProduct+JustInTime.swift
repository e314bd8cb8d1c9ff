import CKernels

extension MatrixProduct where Element == Float {
  /// The product by kernels that libxsmm makes for this shape and processor, or nil where it cannot.
  ///
  /// Large matrices are cut into blocks that fit the caches: for each block of columns, sums and rows of C
  /// in turn there is one call. Of a transposed B each block is transposed once more just before it is used, since
  /// libxsmm has no kernel for it.
  static func justInTime(_ shape: ProductShape) -> MatrixProduct? {
    let rowStrideA = shape.transposesA ? shape.rows : shape.inner
    var blocks: [Block] = []
    for columns in Cut.pieces(of: shape.columns, 128) {
      for inner in Cut.pieces(of: shape.inner, 256) {
        for rows in Cut.pieces(of: shape.rows, 128) {
          guard
            let kernel = descent_make_product(
              descent_product_shape(
                rows: Int32(rows.count), columns: Int32(columns.count), inner: Int32(inner.count),
                stride_a: Int32(rowStrideA),
                stride_b: Int32(shape.transposesB ? columns.count : shape.columns),
                stride_c: Int32(shape.columns), transposes_a: shape.transposesA,
                accumulates: shape.accumulates || inner.start > 0))
          else { return nil }
          blocks.append(Block(kernel: kernel, rows: rows, columns: columns, inner: inner))
        }
      }
    }
    return shape.transposesB ? transposing(blocks, shape) : plain(blocks, shape)
  }

  /// One call of a kernel.
  private struct Block {
    var kernel: descent_product_kernel
    var rows: Cut
    var columns: Cut
    var inner: Cut

    /// Where op(A) begins.
    func offsetA(_ shape: ProductShape) -> Int {
      shape.transposesA
        ? inner.start * shape.rows + rows.start : rows.start * shape.inner + inner.start
    }

    func offsetC(_ shape: ProductShape) -> Int { rows.start * shape.columns + columns.start }
  }

  private static func plain(_ blocks: [Block], _ shape: ProductShape) -> MatrixProduct {
    if blocks.count == 1 {
      let kernel = blocks[0].kernel
      return MatrixProduct { a, b, c in descent_run_product(kernel, a, b, c) }
    }
    return MatrixProduct { a, b, c in
      for block in blocks {
        descent_run_product(
          block.kernel, a + block.offsetA(shape),
          b + block.inner.start * shape.columns + block.columns.start, c + block.offsetC(shape))
      }
    }
  }

  private static func transposing(_ blocks: [Block], _ shape: ProductShape) -> MatrixProduct {
    let arena = Arena<Float>()
    let transposed = arena.allocate(blocks.map { $0.inner.count * $0.columns.count }.max() ?? 1)
    return MatrixProduct { a, b, c in
      for block in blocks {
        if block.rows.start == 0 {
          descent_transpose(
            b + block.columns.start * shape.inner + block.inner.start, shape.inner,
            block.columns.count, block.inner.count, transposed, block.columns.count)
        }
        descent_run_product(
          block.kernel, a + block.offsetA(shape), transposed, c + block.offsetC(shape))
      }
      withExtendedLifetime(arena) {}
    }
  }
}
