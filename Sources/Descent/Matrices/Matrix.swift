/// A matrix as a value, for formulas over whole parameters such as that of a ``MatrixOptimizer``.
///
///     let gram = x * x.transposed
///     x = 1.5 * x - 0.5 * gram * x
///
/// Every operation allocates its result. Shapes that do not fit together are a programmer's error.
public struct Matrix<T: RealScalar>: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  @usableFromInline var numbers: [T]

  /// Row after row.
  public var values: [T] { numbers }

  /// - Precondition: There are rows × columns values.
  @inlinable
  public init(rows: Int, columns: Int, values: [T]) {
    guard values.count == rows * columns else {
      fatalError(
        "\(values.count) values do not fill a matrix of \(rows) × \(columns)")
    }
    self.rows = rows
    self.columns = columns
    numbers = values
  }

  @inlinable
  public subscript(row: Int, column: Int) -> T {
    get { numbers[place(row, column)] }
    set { numbers[place(row, column)] = newValue }
  }

  @inlinable
  func place(_ row: Int, _ column: Int) -> Int {
    guard row >= 0, row < rows, column >= 0, column < columns else {
      fatalError(
        "a matrix of \(rows) × \(columns) has no number at \(row), \(column)")
    }
    return row * columns + column
  }

  // MARK: - Number by number

  @inlinable
  public static func + (lhs: Matrix, rhs: Matrix) -> Matrix { lhs.combined(with: rhs) { $0 + $1 } }

  @inlinable
  public static func - (lhs: Matrix, rhs: Matrix) -> Matrix { lhs.combined(with: rhs) { $0 - $1 } }

  @inlinable
  public static func += (lhs: inout Matrix, rhs: Matrix) { lhs = lhs + rhs }

  @inlinable
  public static func -= (lhs: inout Matrix, rhs: Matrix) { lhs = lhs - rhs }

  @inlinable
  public static func * (lhs: T, rhs: Matrix) -> Matrix {
    Matrix(rows: rhs.rows, columns: rhs.columns, values: rhs.numbers.map { lhs * $0 })
  }

  @inlinable
  public static func / (lhs: Matrix, rhs: T) -> Matrix {
    Matrix(rows: lhs.rows, columns: lhs.columns, values: lhs.numbers.map { $0 / rhs })
  }

  @inlinable
  func combined(with other: Matrix, by operation: (T, T) -> T) -> Matrix {
    guard rows == other.rows, columns == other.columns else {
      fatalError(
        "matrices of \(rows) × \(columns) and \(other.rows) × \(other.columns) differ in shape")
    }
    var result = self
    for i in numbers.indices { result.numbers[i] = operation(numbers[i], other.numbers[i]) }
    return result
  }

  // MARK: - As a whole

  /// The matrix product.
  @inlinable
  public static func * (lhs: Matrix, rhs: Matrix) -> Matrix {
    guard lhs.columns == rhs.rows else {
      fatalError(
        "the product of \(lhs.rows) × \(lhs.columns) and \(rhs.rows) × \(rhs.columns) does not exist"
      )
    }
    var values = Array(repeating: T(0), count: lhs.rows * rhs.columns)
    T.product(ProductShape(rows: lhs.rows, columns: rhs.columns, inner: lhs.columns))
      .run(lhs.numbers, rhs.numbers, &values)
    return Matrix(rows: lhs.rows, columns: rhs.columns, values: values)
  }

  @inlinable
  public var transposed: Matrix {
    var values = numbers
    T.transpose(numbers, rows: rows, columns: columns, into: &values)
    return Matrix(rows: columns, columns: rows, values: values)
  }

  /// The Frobenius norm: the root of the sum of squares, summed in `Double`.
  @inlinable
  public var norm: T {
    // In eight sums that need not wait for each other.
    var sums = SIMD8<Double>.zero
    for (i, number) in numbers.enumerated() { sums[i & 7] += Double(number) * Double(number) }
    return T(sums.sum().squareRoot())
  }
}
