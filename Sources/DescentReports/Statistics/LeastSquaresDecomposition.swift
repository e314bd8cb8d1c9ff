extension FactorialDesign {
  /// The largest model, in columns, that is fitted: random draws of continuous values have as many
  /// levels as configurations, and nothing to tell them apart by.
  static let largestModel = 1200

  /// Splits the variance of an incomplete or unbalanced grid by least squares, as type II sums of
  /// squares.
  ///
  /// The model has all main effects and all interactions of two factors. A term gets what it adds to
  /// the model of all terms that do not contain it (Langsrud 2003). The parts need not add up. A term
  /// that the design cannot tell from the others is missing; nil where the model is larger than
  /// ``largestModel``.
  func leastSquaresTerms(of scores: [[Double]]) -> (terms: [VarianceTerm], model: VarianceTerm)? {
    let terms = terms
    var model = NormalEquations(scores)
    for term in terms { model.add(cells(of: term)) }
    guard model.columns <= Self.largestModel else { return nil }
    let parts = terms.compactMap { term -> VarianceTerm? in
      var equations = NormalEquations(scores)
      for other in terms where other != term && !Set(other).isSuperset(of: term) {
        equations.add(cells(of: other))
      }
      let before = equations.columns
      equations.add(cells(of: term))
      let part = equations.explained(from: before)
      guard part.degrees > 0 else { return nil }
      return VarianceTerm(
        factors: term.map { factors[$0] }, degrees: part.degrees, variance: part.variance)
    }
    return (parts, model.explained(from: 1))
  }
}

/// The equations XᵀX β = XᵀY of a model whose columns say which configuration is in which cell.
///
/// The first column is the constant; Y has a column for each seed.
private struct NormalEquations {
  private let scores: [[Double]]
  /// The column of each configuration, for each term.
  private var places: [[Int]]
  private(set) var columns = 1

  init(_ scores: [[Double]]) {
    self.scores = scores
    places = [Array(repeating: 0, count: scores.count)]
  }

  /// Adds a column for each cell that holds a configuration.
  mutating func add(_ cells: [Int]) {
    let observed = Set(cells).sorted()
    let column = Dictionary(uniqueKeysWithValues: zip(observed, columns...))
    places.append(cells.map { column[$0, default: 0] })
    columns += observed.count
  }

  /// The variance that the columns from `first` on explain beyond those before them.
  ///
  /// Gaussian elimination of the symmetric matrix: the pivot row of column j, divided by the root of
  /// its pivot, is the part of Y along column j that no earlier column explains. A column that those
  /// before it make up has no pivot and is passed over.
  func explained(from first: Int) -> VarianceTerm {
    let seeds = scores[0].count
    let width = columns + seeds
    var rows = Array(repeating: 0.0, count: columns * width)
    for (configuration, row) in scores.enumerated() {
      let active = places.map { $0[configuration] }
      for column in active {
        for other in active { rows[column * width + other] += 1 }
        for (seed, score) in row.enumerated() { rows[column * width + columns + seed] += score }
      }
    }
    let counts = (0..<columns).map { rows[$0 * width + $0] }
    var result = VarianceTerm(factors: [], degrees: 0, variance: QuadraticForm(seeds: seeds))
    for column in 0..<columns {
      let start = column * width
      let pivot = rows[start + column]
      guard pivot > 1e-9 * counts[column] else { continue }
      if column >= first {
        result.degrees += 1
        result.variance.addSquare(
          of: rows[(start + columns)..<(start + width)], times: 1 / (pivot * Double(scores.count)))
      }
      for below in (column + 1)..<columns {
        let factor = rows[start + below] / pivot
        guard factor != 0 else { continue }
        for index in below..<width {
          rows[below * width + index] -= factor * rows[start + index]
        }
      }
    }
    return result
  }
}
