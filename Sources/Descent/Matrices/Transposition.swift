import CKernels

extension RealScalar {
  /// Writes the transpose of a rows × columns matrix, element by element.
  public static func transpose(
    _ source: UnsafePointer<Self>, rows: Int, columns: Int, into target: UnsafeMutablePointer<Self>
  ) {
    for j in 0..<columns {
      for i in 0..<rows { target[j * rows + i] = source[i * columns + j] }
    }
  }
}

extension Float {
  /// Writes the transpose of a rows × columns matrix, block by block in vector registers.
  public static func transpose(
    _ source: UnsafePointer<Float>, rows: Int, columns: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    descent_transpose(source, columns, rows, columns, target, rows)
  }
}
