import Testing

@Suite struct RandomMistakesTests {
  @Test("a random space without anything to draw is reported", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "random without samples and space", "E14",
      """
      base: {data: moons}
      random: {}
      """,
      """
      x.yaml:2:9: error: 'random' needs 'samples', the number of draws
      random: {}
              ^
      x.yaml:2:9: error: 'random' needs a 'space', what is drawn from
      random: {}
              ^
      """),
    Mistake(
      "nothing to draw, and no samples", "E14",
      """
      base: {data: moons}
      random:
        samples: 0
        space: {optimizer.learning_rate: [0.1], optimizer: [sgd], training.epochs: 5}
      """,
      """
      x.yaml:3:12: error: 'random.samples' must be a whole number in 1...100000, not 0
        samples: 0
                 ^
      x.yaml:4:11: error: there is nothing to draw for 'optimizer.learning_rate': it has one \
      candidate; give it in 'base'
        space: {optimizer.learning_rate: [0.1], optimizer: [sgd], training.epochs: 5}
                ^
      x.yaml:4:43: error: there is nothing to draw for 'optimizer': it has one candidate; give it \
      in 'base'
        space: {optimizer.learning_rate: [0.1], optimizer: [sgd], training.epochs: 5}
                                                ^
      x.yaml:4:61: error: there is nothing to draw for 'training.epochs': it has one candidate; \
      give it in 'base'
        space: {optimizer.learning_rate: [0.1], optimizer: [sgd], training.epochs: 5}
                                                                  ^
      """),
    Mistake(
      "spaces that settings do not allow", "E04 E05",
      """
      base: {data: moons}
      random:
        samples: 5
        seed: -1
        method: sobol
        space:
          optimizer.learning_rate: {min: 0, max: 1}
          training.epochs: {min: 1.5, max: 3}
          optimizer.momentum: {min: 0, max: 0.5}
          model.hidden: {min: 1, max: 2}
      """,
      """
      x.yaml:4:9: error: 'random.seed' must be a whole number in 0...2147483647, not -1
        seed: -1
              ^
      x.yaml:5:11: error: found 'sobol'; expected one of 'halton', 'uniform'
        method: sobol
                ^
      x.yaml:7:30: error: 'learning_rate' of optimizer 'sgd' must be a number > 0, but the \
      interval holds 0
          optimizer.learning_rate: {min: 0, max: 1}
                                   ^
      x.yaml:8:22: error: 'training.epochs' must be a whole number in 1...10000000, but the \
      interval holds 1.5
          training.epochs: {min: 1.5, max: 3}
                           ^
      x.yaml:9:5: error: optimizer 'sgd' has no hyperparameter 'momentum'; expected this
          optimizer.momentum: {min: 0, max: 0.5}
          ^
          learning_rate  a number > 0, default 0.1
      x.yaml:10:19: error: 'model.hidden' must be a list of whole numbers in 1...100000, not an \
      interval
          model.hidden: {min: 1, max: 2}
                        ^
      """),
    Mistake(
      "an unknown key and an interval upside down", "E02 E07",
      """
      base: {data: moons}
      random: {sample: 5, space: {optimizer.learning_rate: {min: 1, max: 0.1}}}
      """,
      """
      x.yaml:2:10: error: unknown key 'sample' in 'random'; expected one of 'method', 'samples', \
      'seed', 'space'; did you mean 'samples'?
      random: {sample: 5, space: {optimizer.learning_rate: {min: 1, max: 0.1}}}
               ^
      x.yaml:2:60: error: 'min' must be below 'max'
      random: {sample: 5, space: {optimizer.learning_rate: {min: 1, max: 0.1}}}
                                                                 ^
      """),
  ]
}
