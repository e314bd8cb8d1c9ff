extension FactorialDesign {
  /// Splits the variance of a balanced grid exactly, by inclusion and exclusion of marginal means.
  ///
  ///     e(i) = m(i) − m          e(i,j) = m(i,j) − e(i) − e(j) − m
  ///
  /// with m the mean of all scores, m(i) that of those at level i of one factor and m(i,j) at two
  /// levels of two factors. The variance of a term is the mean of e² over its cells. The parts add up
  /// to the variance of the configurations, less what is of higher order.
  func factorialTerms(of scores: [[Double]]) -> (terms: [VarianceTerm], model: VarianceTerm) {
    let seeds = scores[0].count
    let grand = marginalMeans(of: scores, over: [])[0]
    let mains = factors.indices.map { factor in
      marginalMeans(of: scores, over: [factor]).map { $0.minus(grand) }
    }
    let parts = terms.map { term in
      let effects: [[Double]]
      if term.count == 1 {
        effects = mains[term[0]]
      } else {
        let means = marginalMeans(of: scores, over: term)
        effects = means.enumerated().map { cell, mean in
          let (first, second) = cell.quotientAndRemainder(dividingBy: levelCounts[term[1]])
          return mean.minus(grand).minus(mains[term[0]][first]).minus(mains[term[1]][second])
        }
      }
      var variance = QuadraticForm(seeds: seeds)
      for effect in effects { variance.addSquare(of: effect, times: 1 / Double(effects.count)) }
      let degrees = term.reduce(1) { $0 * (levelCounts[$1] - 1) }
      return VarianceTerm(factors: term.map { factors[$0] }, degrees: degrees, variance: variance)
    }
    let nothing = VarianceTerm(factors: [], degrees: 0, variance: QuadraticForm(seeds: seeds))
    let model = parts.reduce(nothing) { sum, part in
      VarianceTerm(
        factors: [], degrees: sum.degrees + part.degrees, variance: sum.variance + part.variance)
    }
    return (parts, model)
  }

  /// The mean over the configurations of each cell, `[cell][seed]`.
  private func marginalMeans(of scores: [[Double]], over term: [Int]) -> [[Double]] {
    let cellCount = cellCount(of: term)
    let share = Double(cellCount) / Double(scores.count)
    let none = Array(repeating: 0.0, count: scores[0].count)
    var means = Array(repeating: none, count: cellCount)
    for (cell, row) in zip(cells(of: term), scores) {
      for (seed, score) in row.enumerated() { means[cell][seed] += score * share }
    }
    return means
  }
}

extension [Double] {
  fileprivate func minus(_ other: [Double]) -> [Double] { zip(self, other).map { $0 - $1 } }
}
