import Testing

@Suite struct SearchMistakesTests {
  @Test("a search that cannot be is reported where it stands", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "a method that is not known", "E05",
      """
      base: {data: moons}
      search: halving
      """,
      """
      x.yaml:2:9: error: found 'halving'; expected one of 'hyperband', 'successive_halving'
      search: halving
              ^
      """),
    Mistake(
      "no method", "E05",
      """
      base: {data: moons}
      search: {eta: 3}
      """,
      """
      x.yaml:2:9: error: 'search' needs a 'method'; expected one of 'hyperband', 'successive_halving'
      search: {eta: 3}
              ^
      """),
    Mistake(
      "one in one goes on", "E05",
      """
      base: {data: moons}
      search: {method: hyperband, eta: 1}
      """,
      """
      x.yaml:2:34: error: 'search.eta' must be a whole number in 2...100, not 1
      search: {method: hyperband, eta: 1}
                                       ^
      """),
    Mistake(
      "budgets that are no multiples of each other", "E06",
      """
      base: {data: moons}
      grid: {training.epochs: [9, 27]}
      search: hyperband
      """,
      """
      x.yaml:3:9: error: 'search' counts its budget in epochs, so 'training.epochs' must be the same for all runs
      search: hyperband
              ^
      """),
    Mistake(
      "fewer epochs than the least", "E05",
      """
      base: {data: moons, training: {epochs: 5}}
      search: {method: hyperband, min_epochs: 6}
      """,
      """
      x.yaml:2:9: error: 'search.min_epochs' is 6, more than the 5 of a whole training
      search: {method: hyperband, min_epochs: 6}
              ^
      """),
    Mistake(
      "a score that is not there before the end", "E17",
      """
      base: {data: moons}
      grid: {model.activation: [relu, tanh]}
      select: test_accuracy
      search: hyperband
      """,
      """
      x.yaml:4:9: error: 'search' compares runs before their end, where 'test_accuracy' is not measured
      search: hyperband
              ^
      """),
  ]
}
