/// The shape of a product C ← op(A) · op(B), or C ← C + op(A) · op(B), of row-major matrices.
public struct ProductShape: Hashable, Sendable {
  /// Rows of C.
  public var rows: Int
  /// Columns of C.
  public var columns: Int
  /// The length of the sums: columns of op(A), rows of op(B).
  public var inner: Int
  /// Whether A is stored transposed, as inner × rows.
  public var transposesA: Bool
  /// Whether B is stored transposed, as columns × inner.
  public var transposesB: Bool
  /// Whether the product is added to C rather than put in its place.
  public var accumulates: Bool

  public init(
    rows: Int, columns: Int, inner: Int, transposesA: Bool = false, transposesB: Bool = false,
    accumulates: Bool = false
  ) {
    self.rows = rows
    self.columns = columns
    self.inner = inner
    self.transposesA = transposesA
    self.transposesB = transposesB
    self.accumulates = accumulates
  }
}

/// A matrix product of one fixed shape, made once and run at every step.
///
/// It may own scratch memory, so one product serves one thread.
public struct MatrixProduct<Element: RealScalar> {
  public typealias Body =
    (_ a: UnsafePointer<Element>, _ b: UnsafePointer<Element>, _ c: UnsafeMutablePointer<Element>)
    -> Void

  /// Computes C from A and B; the matrices are contiguous and do not overlap.
  public let run: Body

  public init(_ run: @escaping Body) { self.run = run }
}

/// Where one side of a product is cut.
struct Cut {
  var start: Int
  var count: Int

  /// Pieces of `size`, of which the last may be shorter.
  static func pieces(of length: Int, _ size: Int) -> [Cut] {
    stride(from: 0, to: length, by: size).map { Cut(start: $0, count: min(size, length - $0)) }
  }
}
