/// Sums over the rows of a matrix, one for each column.
///
/// The rows are summed in blocks, and then the blocks, so that rounding errors stay small in long columns.
struct ColumnSums<T: RealScalar> {
  private let rows: Int
  private let columns: Int
  private let partial: UnsafeMutablePointer<T>

  init(rows: Int, columns: Int, _ arena: Arena<T>) {
    self.rows = rows
    self.columns = columns
    partial = arena.allocate(columns)
  }

  /// sums ← Σ term, where the term is given the place of a number in the matrix, and its column.
  @inline(__always)
  func run(into sums: UnsafeMutablePointer<T>, of term: (_ place: Int, _ column: Int) -> T) {
    for j in 0..<columns { sums[j] = 0 }
    for start in stride(from: 0, to: rows, by: 64) {
      for j in 0..<columns { partial[j] = 0 }
      for row in start..<Swift.min(start + 64, rows) {
        let place = row * columns
        for j in 0..<columns { partial[j] += term(place + j, j) }
      }
      for j in 0..<columns { sums[j] += partial[j] }
    }
  }
}
