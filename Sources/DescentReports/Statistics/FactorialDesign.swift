/// Which levels the configurations of a sweep have.
///
/// Factors with one level are left out.
struct FactorialDesign {
  /// The factors with more than one level, as positions in the table that was given.
  let factors: [Int]
  let levelCounts: [Int]
  /// Levels from 0, `[configuration][factor]`.
  let levels: [[Int]]

  /// Reads a table `[configuration][factor]` of any numbers that tell levels apart.
  init(_ table: [[Int]]) {
    let width = table.first?.count ?? 0
    precondition(table.allSatisfy { $0.count == width }, "configurations differ in their factors")
    let distinct = (0..<width).map { factor in Set(table.map { $0[factor] }).sorted() }
    let varied = (0..<width).filter { distinct[$0].count > 1 }
    factors = varied
    levelCounts = varied.map { distinct[$0].count }
    let positions = varied.map { factor in
      Dictionary(uniqueKeysWithValues: zip(distinct[factor], distinct[factor].indices))
    }
    levels = table.map { row in
      zip(varied, positions).map { factor, position in position[row[factor], default: 0] }
    }
  }

  /// Whether every combination of the levels is there, and equally often.
  var isBalanced: Bool {
    var counts: [[Int]: Int] = [:]
    for row in levels { counts[row, default: 0] += 1 }
    let combinations = levelCounts.reduce(1.0) { $0 * Double($1) }
    return Double(counts.count) == combinations && Set(counts.values).count == 1
  }

  /// All main effects, then all interactions of two factors, as positions in ``factors``.
  var terms: [[Int]] {
    let mains = factors.indices.map { [$0] }
    let pairs = factors.indices.flatMap { first in
      factors.indices.filter { $0 > first }.map { [first, $0] }
    }
    return mains + pairs
  }

  /// Which cell of the table that `term` spans each configuration is in.
  func cells(of term: [Int]) -> [Int] {
    levels.map { row in term.reduce(0) { $0 * levelCounts[$1] + row[$1] } }
  }

  func cellCount(of term: [Int]) -> Int { term.reduce(1) { $0 * levelCounts[$1] } }
}

/// A part of the variance that the means of configurations have.
struct VarianceTerm {
  /// Positions of the factors in the design: one for a main effect, two for an interaction, none for
  /// all that is of higher order.
  var factors: [Int]
  var degrees: Int
  /// The variance as a function of the weights of the seeds.
  var variance: QuadraticForm
}
