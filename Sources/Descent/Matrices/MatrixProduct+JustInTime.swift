import CXSMM

extension MatrixProduct where Element == Float {
  /// The product by kernels that libxsmm makes for this shape and processor, or nil where it cannot.
  ///
  /// Long batches are cut into blocks, so that no kernel outgrows what libxsmm unrolls: along the rows
  /// of C where A is plain, along the sums where A is transposed (then a weight gradient is summed up
  /// over the batch, block by block).
  static func justInTime(_ shape: ProductShape) -> MatrixProduct? {
    let long = shape.transposesA ? shape.inner : shape.rows
    let block = 128
    var pieces: [Piece] = []
    for start in stride(from: 0, to: long, by: block) {
      let length = min(block, long - start)
      let kernel: UnsafeRawPointer?
      if shape.transposesA {
        kernel = descent_xsmm_weight_gradient(
          Int32(shape.rows), Int32(shape.columns), Int32(length),
          start > 0 || shape.accumulates)
      } else {
        kernel = descent_xsmm_product(
          Int32(length), Int32(shape.columns), Int32(shape.inner), shape.accumulates)
      }
      guard let kernel else { return nil }
      pieces.append(
        Piece(
          kernel: kernel,
          offsetA: start * (shape.transposesA ? shape.rows : shape.inner),
          offsetB: shape.transposesA ? start * shape.columns : 0,
          offsetC: shape.transposesA ? 0 : start * shape.columns))
    }
    if pieces.count == 1 {
      let piece = pieces[0]
      return MatrixProduct { a, b, c in descent_xsmm_run(piece.kernel, a, b, c) }
    }
    return MatrixProduct { [pieces] a, b, c in
      for piece in pieces {
        descent_xsmm_run(piece.kernel, a + piece.offsetA, b + piece.offsetB, c + piece.offsetC)
      }
    }
  }

  /// A block of the product, and where it begins in each matrix.
  private struct Piece: @unchecked Sendable {
    var kernel: UnsafeRawPointer
    var offsetA: Int
    var offsetB: Int
    var offsetC: Int
  }
}

/// What computes matrix products on this machine, for the record of a run.
public enum MatrixKernel {
  /// `libxsmm` with the instruction set that it found, or `portable`.
  public static let name: String = {
    guard let target = descent_xsmm_target() else { return "portable" }
    return "libxsmm (" + String(cString: target) + ")"
  }()
}
