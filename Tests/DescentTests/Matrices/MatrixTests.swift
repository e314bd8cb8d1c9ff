import Descent
import Testing

@Suite struct MatrixTests {
  private let a = Matrix<Double>(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])

  @Test("matrices are added, subtracted and scaled number by number")
  func numbers() {
    let b = Matrix<Double>(rows: 2, columns: 3, values: [6, 5, 4, 3, 2, 1])
    #expect((a + b).values == [7, 7, 7, 7, 7, 7])
    #expect((a - b).values == [-5, -3, -1, 1, 3, 5])
    #expect((2 * a).values == [2, 4, 6, 8, 10, 12])
    #expect((a / 2).values == [0.5, 1, 1.5, 2, 2.5, 3])
    var c = a
    c += b
    c -= 3 * a
    #expect(c == b - 2 * a)
  }

  @Test("a number is found by its row and its column, from 0")
  func places() {
    var b = a
    b[1, 0] = 7
    #expect(a[1, 2] == 6 && a[0, 2] == 3 && b.values == [1, 2, 3, 7, 5, 6])
  }

  @Test("the transpose has rows for columns")
  func transposed() {
    #expect(a.transposed == Matrix(rows: 3, columns: 2, values: [1, 4, 2, 5, 3, 6]))
    let floats = Matrix<Float>(rows: 17, columns: 33, values: (0..<561).map { Float($0) })
    #expect(floats.transposed[32, 16] == 560 && floats.transposed.transposed == floats)
  }

  @Test("a product is the sum of products of rows and columns")
  func product() {
    #expect((a * a.transposed) == Matrix(rows: 2, columns: 2, values: [14, 32, 32, 77]))
    #expect((a.transposed * a)[2, 0] == 27)
    let ones = Matrix<Float>(rows: 40, columns: 70, values: Array(repeating: 1, count: 2800))
    #expect((ones * ones.transposed).values.allSatisfy { $0 == 70 })
  }

  @Test("the norm is the root of the sum of squares")
  func norm() {
    #expect(Matrix<Float>(rows: 2, columns: 2, values: [1, -5, 5, 7]).norm == 10)
    #expect(a.norm == 91.0.squareRoot())
    // Squares that Float cannot hold.
    #expect(Matrix<Float>(rows: 1, columns: 2, values: [3e30, 4e30]).norm == 5e30)
  }

  @Test("shapes that do not fit are a programmer's error")
  func shapes() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Float>(rows: 2, columns: 2, values: [1, 2, 3])
    }
    await #expect(processExitsWith: .failure) {
      let row = Matrix<Float>(rows: 1, columns: 2, values: [1, 2])
      _ = row * row
    }
    await #expect(processExitsWith: .failure) {
      let row = Matrix<Float>(rows: 1, columns: 2, values: [1, 2])
      _ = row + row.transposed
    }
  }
}
