/// The shape of a product C ← op(A) · B, or C ← C + op(A) · B, of row-major matrices.
public struct ProductShape: Hashable, Sendable {
  /// Rows of C.
  public var rows: Int
  /// Columns of B and C.
  public var columns: Int
  /// The length of the sums: columns of op(A), rows of B.
  public var inner: Int
  /// Whether A is stored transposed, as inner × rows.
  public var transposesA: Bool
  /// Whether the product is added to C rather than put in its place.
  public var accumulates: Bool

  public init(
    rows: Int, columns: Int, inner: Int, transposesA: Bool = false, accumulates: Bool = false
  ) {
    self.rows = rows
    self.columns = columns
    self.inner = inner
    self.transposesA = transposesA
    self.accumulates = accumulates
  }
}

/// A matrix product of one fixed shape, made once and run at every step.
public struct MatrixProduct<Element: RealScalar>: Sendable {
  public typealias Body =
    @Sendable (
      _ a: UnsafePointer<Element>, _ b: UnsafePointer<Element>, _ c: UnsafeMutablePointer<Element>
    ) -> Void

  /// Computes C from A and B; the matrices are contiguous and do not overlap.
  public let run: Body

  public init(_ run: @escaping Body) { self.run = run }

  /// The product in plain Swift: sums of rows, in an order that vectorises along the columns.
  public static func portable(_ shape: ProductShape) -> MatrixProduct {
    let (rows, columns, inner) = (shape.rows, shape.columns, shape.inner)
    // Where A[i, k] lies: rows × inner, or transposed.
    let rowStride = shape.transposesA ? 1 : inner
    let innerStride = shape.transposesA ? rows : 1
    let accumulates = shape.accumulates
    return MatrixProduct { a, b, c in
      for i in 0..<rows {
        let sums = c + i * columns
        if !accumulates { sums.update(repeating: 0, count: columns) }
        for k in 0..<inner {
          let factor = a[i * rowStride + k * innerStride]
          let row = b + k * columns
          for j in 0..<columns { sums[j] += factor * row[j] }
        }
      }
    }
  }
}
