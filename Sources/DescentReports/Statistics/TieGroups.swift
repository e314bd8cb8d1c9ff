/// The largest groups of levels that the pairwise tests do not tell apart: the bars of a diagram of
/// ranks.
///
/// A group is a maximal clique: each pair in it has an adjusted p value of at least α, and no further
/// level has one with all of them. Groups may overlap. A group need not be without gaps in the order
/// of the levels, since pairwise tests are not transitive. A pair without a test, which has no p
/// value, is never in one group.
package struct TieGroups: Equatable {
  /// Indices of levels, ascending, at least two in a group; groups in the order of their levels.
  package let groups: [[Int]]

  /// Finds the groups in a symmetric table `[level][level]` of adjusted p values.
  package init(adjusted p: [[Double?]], alpha: Double) {
    precondition(p.allSatisfy { $0.count == p.count }, "the table of p values is not square")
    let neighbours = p.indices.map { level in
      Set(p.indices.filter { $0 != level && p[level][$0].map { $0 >= alpha } ?? false })
    }
    var found: [[Int]] = []
    Self.extend([], with: Set(p.indices), without: [], neighbours, &found)
    groups = found.filter { $0.count > 1 }.map { $0.sorted() }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// All maximal cliques that hold `clique`, some of `candidates` and none of `excluded` (Bron and
  /// Kerbosch 1973, with a pivot).
  private static func extend(
    _ clique: [Int], with candidates: Set<Int>, without excluded: Set<Int>,
    _ neighbours: [Set<Int>], _ found: inout [[Int]]
  ) {
    guard
      let pivot = candidates.union(excluded).max(by: {
        neighbours[$0].intersection(candidates).count
          < neighbours[$1].intersection(candidates).count
      })
    else {
      found.append(clique)
      return
    }
    var candidates = candidates
    var excluded = excluded
    for level in candidates.subtracting(neighbours[pivot]) {
      extend(
        clique + [level], with: candidates.intersection(neighbours[level]),
        without: excluded.intersection(neighbours[level]), neighbours, &found)
      candidates.remove(level)
      excluded.insert(level)
    }
  }
}
