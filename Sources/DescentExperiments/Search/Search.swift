/// `search` in an experiment file: runs whose score is poor after a few epochs are stopped, so that the others
/// can have them all.
///
/// A budget is counted in epochs. A configuration that goes on is trained from its first step again, with the
/// same seeds, so that a run's numbers do not depend on where it was looked at; with halving by three this
/// costs at most half as much again, and it is how both papers count.
package struct Search: Sendable, Hashable {
  package var method: Method
  /// One configuration in so many goes on, with so many times the epochs.
  package var eta = 3
  /// What every configuration is trained for, at least.
  package var minEpochs = 1

  package enum Method: String, Sendable, CaseIterable {
    /// All configurations start with the same few epochs (Jamieson and Talwalkar 2016).
    case successiveHalving = "successive_halving"
    /// Several brackets of it, from many configurations with few epochs to few with all of them, since nobody
    /// knows after how many epochs scores can be trusted (Li et al. 2018).
    case hyperband
  }

  package init(method: Method, eta: Int = 3, minEpochs: Int = 1) {
    self.method = method
    self.eta = eta
    self.minEpochs = minEpochs
  }
}

/// Configurations that compete with each other, and the epochs after which they are compared.
package struct Bracket: Sendable, Equatable {
  /// Their places in the plan.
  package var configurations: [Int]
  /// Ascending; the last one is the whole training.
  package var rungs: [Int]
}

extension Search {
  /// Divides configurations into brackets.
  ///
  /// Successive halving has one bracket with as many rungs as there are halvings of the configurations, or
  /// of the epochs. Hyperband has brackets of s = s_max … 0 halvings, s_max = ⌊log_η (R / r_min)⌋, to which the
  /// configurations are dealt in proportion to ⌈(s_max + 1) / (s + 1) · η^s⌉, in the order of their ids, which
  /// has nothing to do with what they are.
  ///
  /// - Parameters:
  ///   - ids: The configurations' ids, in the order of the plan.
  ///   - epochs: R, the whole training.
  /// - Returns: The brackets that have configurations.
  package func brackets(_ ids: [String], epochs: Int) -> [Bracket] {
    let deepest = halvings(of: epochs / max(1, minEpochs))
    switch method {
    case .successiveHalving:
      let depth = min(halvings(of: ids.count), deepest)
      return [Bracket(configurations: Array(ids.indices), rungs: rungs(epochs, halvings: depth))]
    case .hyperband:
      let depths = Array((0...deepest).reversed())
      let shares = depths.map { depth in
        (Double(deepest + 1) / Double(depth + 1) * power(depth)).rounded(.up)
      }
      let order = ids.indices.sorted { ids[$0] < ids[$1] }
      var brackets: [Bracket] = []
      var (dealt, share) = (0, 0.0)
      for (depth, own) in zip(depths, shares) {
        share += own
        let end = Int((Double(ids.count) * share / shares.reduce(0, +)).rounded())
        if end > dealt {
          brackets.append(
            Bracket(
              configurations: order[dealt..<end].sorted(), rungs: rungs(epochs, halvings: depth)))
        }
        dealt = end
      }
      return brackets
    }
  }

  /// Those that go on: the best in η, at least one; of equal ones the first in the plan.
  ///
  /// Larger scores are better; nil, where a run failed, is worse than any.
  func survivors(of configurations: [Int], _ scores: [Int: Double?]) -> [Int] {
    let ranked = configurations.sorted { a, b in
      let (first, second) = (scores[a] ?? nil, scores[b] ?? nil)
      return (first ?? -.infinity, b) > (second ?? -.infinity, a)
    }
    return ranked.prefix(max(1, configurations.count / eta)).sorted()
  }

  /// The epochs R / η^s, …, R / η, R; each once.
  private func rungs(_ epochs: Int, halvings: Int) -> [Int] {
    let all = (0...halvings).reversed().map { depth in
      max(minEpochs, Int((Double(epochs) / power(depth)).rounded()))
    }
    return all.indices.filter { $0 == all.count - 1 || all[$0] < all[$0 + 1] }.map { all[$0] }
  }

  /// How often a number can be divided by η and stay at 1 or above.
  private func halvings(of count: Int) -> Int {
    var (rest, halvings) = (count, 0)
    while rest >= eta {
      rest /= eta
      halvings += 1
    }
    return halvings
  }

  private func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * Double(eta) }
  }
}
