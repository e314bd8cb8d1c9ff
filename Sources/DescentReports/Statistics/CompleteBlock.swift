/// The largest block of settings × seeds in which no cell is missing.
///
/// A missing cell is never imputed. Over all subsets of the seeds (up to 12; above that the seed with
/// most gaps is dropped, again and again) the block with most cells wins, then the one with more
/// seeds, then the one with the smaller seeds.
package struct CompleteBlock: Equatable {
  /// Indices of the rows and the columns kept, ascending.
  package let settings: [Int]
  package let seeds: [Int]

  package static let exhaustiveLimit = 12

  /// Finds the block of a table `[setting][seed]` that says which cells there are; nil where there is
  /// none.
  package init?(_ present: [[Bool]]) {
    let width = present.first?.count ?? 0
    precondition(present.allSatisfy { $0.count == width }, "the rows differ in length")
    guard present.contains(where: { $0.contains(false) }) else {
      // Nothing is missing, as in most sweeps.
      guard width > 0, !present.isEmpty else { return nil }
      settings = Array(present.indices)
      seeds = Array(0..<width)
      return
    }
    let candidates =
      width <= Self.exhaustiveLimit ? Self.subsets(of: width) : Self.greedy(present, width)
    // Rows with the same gaps count together: there are few kinds of them.
    var kinds: [[Bool]: Int] = [:]
    for row in present { kinds[row, default: 0] += 1 }
    var best: (cells: Int, seeds: [Int])?
    for seeds in candidates {
      let rows = kinds.reduce(0) { sum, kind in
        seeds.allSatisfy { kind.key[$0] } ? sum + kind.value : sum
      }
      let cells = rows * seeds.count
      guard cells > 0 else { continue }
      if let old = best {
        let isBetter =
          cells != old.cells
          ? cells > old.cells
          : seeds.count != old.seeds.count
            ? seeds.count > old.seeds.count : seeds.lexicographicallyPrecedes(old.seeds)
        guard isBetter else { continue }
      }
      best = (cells, seeds)
    }
    guard let best else { return nil }
    seeds = best.seeds
    settings = present.indices.filter { row in best.seeds.allSatisfy { present[row][$0] } }
  }

  private static func subsets(of width: Int) -> [[Int]] {
    (1..<max(1 << width, 1)).map { bits in (0..<width).filter { bits >> $0 & 1 == 1 } }
      .filter { !$0.isEmpty }
  }

  private static func greedy(_ present: [[Bool]], _ width: Int) -> [[Int]] {
    var seeds = Array(0..<width)
    var result: [[Int]] = []
    while !seeds.isEmpty {
      result.append(seeds)
      // Of seeds with equally many gaps the largest goes.
      let gaps = seeds.map { seed in present.count { !$0[seed] } }
      guard let most = gaps.max(), let index = gaps.lastIndex(of: most) else { break }
      seeds.remove(at: index)
    }
    return result
  }
}
