import Descent
import Testing

@Suite struct MatrixProductTests {
  static let shapes: [ProductShape] = {
    let sizes = [
      (1, 1, 1), (1, 10, 32), (7, 3, 5), (17, 1, 9), (32, 64, 64), (33, 31, 29), (128, 16, 16),
      (129, 5, 40), (300, 10, 32), (257, 33, 7), (3, 200, 130), (16, 128, 784),
      // Larger than a block on every side.
      (130, 140, 300),
    ]
    return sizes.flatMap { rows, columns, inner in
      (0..<8).map { bits in
        ProductShape(
          rows: rows, columns: columns, inner: inner, transposesA: bits & 1 != 0,
          transposesB: bits & 2 != 0, accumulates: bits & 4 != 0)
      }
    } + [
      // Weight gradients over long batches: the sums are cut into blocks.
      ProductShape(rows: 64, columns: 32, inner: 300, transposesA: true),
      ProductShape(rows: 5, columns: 3, inner: 129, transposesA: true, accumulates: true),
      ProductShape(rows: 9, columns: 4, inner: 512, transposesA: true),
    ]
  }()

  @Test("the machine's fastest product is the sum of products in Double", arguments: shapes)
  func fastest(_ shape: ProductShape) { check(Float.product(shape), shape, tolerance: 1e-6) }

  @Test("the portable product is the sum of products in Double", arguments: shapes)
  func portable(_ shape: ProductShape) {
    check(MatrixProduct<Float>.portable(shape), shape, tolerance: 1e-6)
    check(Double.product(shape), shape, tolerance: 1e-14)
  }

  /// The error is relative to the sum of the products' sizes, as rounding is.
  private func check<T: RealScalar>(
    _ product: MatrixProduct<T>, _ shape: ProductShape, tolerance: Double
  ) {
    var random = RandomStream(seed: 9)
    func matrix(_ count: Int) -> [T] { (0..<count).map { _ in T(random.uniform(in: -1..<1)) } }
    let (a, b) = (matrix(shape.rows * shape.inner), matrix(shape.inner * shape.columns))
    let before = matrix(shape.rows * shape.columns)
    var c = before
    product.run(a, b, &c)
    var worst = 0.0
    for i in 0..<shape.rows {
      for j in 0..<shape.columns {
        let place = i * shape.columns + j
        var sum = shape.accumulates ? Double(before[place]) : 0
        var size = abs(sum)
        for k in 0..<shape.inner {
          let factor = a[shape.transposesA ? k * shape.rows + i : i * shape.inner + k]
          let other = b[shape.transposesB ? j * shape.inner + k : k * shape.columns + j]
          let term = Double(factor) * Double(other)
          sum += term
          size += abs(term)
        }
        let error = abs(Double(c[place]) - sum) / size
        if !(error <= worst) { worst = error }
      }
    }
    #expect(worst <= tolerance)
  }

  static let sizes = [
    (1, 1), (1, 9), (9, 1), (7, 8), (8, 8), (8, 13), (32, 10), (29, 10), (64, 33),
  ]

  @Test("a matrix and its transpose hold the same numbers", arguments: sizes)
  func transpose(rows: Int, columns: Int) {
    func check<T: RealScalar>(_ type: T.Type) {
      let matrix = (0..<rows * columns).map { T($0) }
      var turned = Array(repeating: T(-1), count: matrix.count)
      T.transpose(matrix, rows: rows, columns: columns, into: &turned)
      for i in 0..<rows {
        for j in 0..<columns { #expect(turned[j * rows + i] == matrix[i * columns + j]) }
      }
    }
    check(Float.self)
    check(Double.self)
  }
}
