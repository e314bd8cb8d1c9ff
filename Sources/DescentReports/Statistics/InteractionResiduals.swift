/// What two factors do together beyond what each does alone (S20).
///
///     r(i,j) = m(i,j) − m(i,·) − m(·,j) + m(·,·)
///
/// with m(i,j) the mean score of a cell and a dot for the mean over that factor. Where cells are
/// missing, the largest complete block of rows and columns has residuals, and no other cell.
package struct InteractionResiduals: Equatable {
  /// `[row][column]`, as the means that were given.
  package let residuals: [[Double?]]

  package init(_ means: [[Double?]]) {
    var residuals = means.map { $0.map { _ in Double?.none } }
    if let block = CompleteBlock(means.map { row in row.map { $0 != nil } }) {
      let cells = block.settings.map { row in block.seeds.compactMap { means[row][$0] } }
      let rowMeans = cells.map { $0.reduce(0, +) / Double($0.count) }
      let columnMeans = block.seeds.indices.map { column in
        cells.reduce(0) { $0 + $1[column] } / Double(cells.count)
      }
      let grand = rowMeans.reduce(0, +) / Double(rowMeans.count)
      for (i, row) in block.settings.enumerated() {
        for (j, column) in block.seeds.enumerated() {
          residuals[row][column] = cells[i][j] - rowMeans[i] - columnMeans[j] + grand
        }
      }
    }
    self.residuals = residuals
  }

  /// The largest residual by size; nil where no cell has one.
  package var largest: Double? { residuals.joined().compactMap { $0.map(abs) }.max() }
}
