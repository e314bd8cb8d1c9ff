import Testing

@Suite struct ChangeMistakesTests {
  @Test("a mistake in what a study changes, leaves out or adds is reported", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "exclusions that nothing meets", "E11",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], training.epochs: [1, 2]}
      exclude:
        - {optimizer: adam}
        - {optimizer: sgd, training.epochs: 3}
        - {optimiser: sgd}
        - {optimizer: sgd, optimizer.momentum: 0.9}
      """,
      """
      x.yaml:4:17: error: no configuration has 'optimizer' 'adam'; expected one of 'momentum', 'sgd'
        - {optimizer: adam}
                      ^
      x.yaml:5:39: error: no configuration has 'training.epochs' '3'; expected one of '1', '2'
        - {optimizer: sgd, training.epochs: 3}
                                            ^
      x.yaml:6:6: error: no configuration has a setting 'optimiser'; expected one of 'optimizer', \
      'training.epochs'; did you mean 'optimizer'?
        - {optimiser: sgd}
           ^
      x.yaml:7:5: error: no configuration meets all of this entry of 'exclude' at once
        - {optimizer: sgd, optimizer.momentum: 0.9}
          ^
      """),
    Mistake(
      "adjustments that nothing meets or has", "E11",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], training.epochs: [1, 2]}
      adjust:
        - {when: {optimizer: adam}, set: {training.epochs: 3}}
        - {when: {training.epochs: 2}, set: {optimizer.momentum: 0.5}}
      """,
      """
      x.yaml:4:24: error: no configuration has 'optimizer' 'adam'; expected one of 'momentum', 'sgd'
        - {when: {optimizer: adam}, set: {training.epochs: 3}}
                             ^
      x.yaml:5:60: error: 'adjust' sets 'optimizer.momentum' where the optimizer is 'sgd', which \
      has no 'momentum'; narrow its 'when'
        - {when: {training.epochs: 2}, set: {optimizer.momentum: 0.5}}
                                                                 ^
      """),
    Mistake(
      "adjust, exclude and include of another form", "E02 E04 E05 E10 E13",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum]}
      adjust:
        - {when: {optimizer: sgd}}
        - {whem: {optimizer: sgd}, set: {training.epochs: 3}}
        - {when: {optimizer: sgd}, set: {training.epochs: 0, optimizer.beta1: 0.5}}
        - sgd
      exclude: {optimizer: sgd}
      include: [{optimizer: [sgd]}, {schedule.every: 0.5}, 3]
      """,
      """
      x.yaml:4:5: error: an entry of 'adjust' needs 'when' and 'set'
        - {when: {optimizer: sgd}}
          ^
      x.yaml:5:6: error: unknown key 'whem' in 'adjust'; expected one of 'set', 'when'; did you \
      mean 'when'?
        - {whem: {optimizer: sgd}, set: {training.epochs: 3}}
           ^
      x.yaml:6:53: error: 'training.epochs' must be a whole number in 1...10000000, not 0
        - {when: {optimizer: sgd}, set: {training.epochs: 0, optimizer.beta1: 0.5}}
                                                          ^
      x.yaml:6:56: error: key 'optimizer.beta1' applies to nothing: none of 'momentum', 'sgd' has \
      a hyperparameter 'beta1'
        - {when: {optimizer: sgd}, set: {training.epochs: 0, optimizer.beta1: 0.5}}
                                                             ^
      x.yaml:7:5: error: an entry of 'adjust' must be a map of 'when' and 'set', not 'sgd'
        - sgd
          ^
      x.yaml:8:10: error: 'exclude' must be a list of maps, not a map
      exclude: {optimizer: sgd}
               ^
      x.yaml:9:23: error: expected the name of an optimizer, found a list; several stand in an axis, \
      such as one of 'grid'
      include: [{optimizer: [sgd]}, {schedule.every: 0.5}, 3]
                            ^
      x.yaml:9:32: error: schedule 'constant' has no hyperparameter 'every'; expected this
      include: [{optimizer: [sgd]}, {schedule.every: 0.5}, 3]
                                     ^
          warmup  a number ≥ 0, default 0
      x.yaml:9:54: error: 'include' must be a map of settings, not '3'
      include: [{optimizer: [sgd]}, {schedule.every: 0.5}, 3]
                                                           ^
      """),
    Mistake(
      "an exclusion of everything", "E12",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum]}
      exclude: [{training.epochs: 20}]
      """,
      """
      x.yaml:3:11: error: 'exclude' leaves no configuration
      exclude: [{training.epochs: 20}]
                ^
      """),
    Mistake(
      "conditions that are none", "E05 E08 E11 E12",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum]}
      exclude: [{}, sgd, {optimizer: []}]
      adjust: [{when: {training.epochs: {min: 30}}, set: {}}]
      """,
      """
      x.yaml:3:11: error: an empty entry of 'exclude' would leave nothing
      exclude: [{}, sgd, {optimizer: []}]
                ^
      x.yaml:3:15: error: 'exclude' must be a map of settings with their values, not 'sgd'
      exclude: [{}, sgd, {optimizer: []}]
                    ^
      x.yaml:3:32: error: 'optimizer' has no values
      exclude: [{}, sgd, {optimizer: []}]
                                     ^
      x.yaml:4:35: error: no configuration has 'training.epochs' '{min: 30}'; expected '20'
      adjust: [{when: {training.epochs: {min: 30}}, set: {}}]
                                        ^
      x.yaml:4:52: error: 'set' is empty
      adjust: [{when: {training.epochs: {min: 30}}, set: {}}]
                                                         ^
      """),
  ]
}
