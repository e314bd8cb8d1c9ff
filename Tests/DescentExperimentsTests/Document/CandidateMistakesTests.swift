import Testing

@Suite struct CandidateMistakesTests {
  @Test("an axis whose candidates make no sense is reported", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "one leaf dotted and nested", "E06",
      """
      base:
        data: moons
        optimizer: {learning_rate: 0.1}
        optimizer.learning_rate: 0.2
      """,
      """
      x.yaml:4:3: error: 'optimizer.learning_rate' is given twice; the first is in line 3
        optimizer.learning_rate: 0.2
        ^
      """),
    Mistake(
      "one axis dotted and nested", "E06",
      """
      base: {data: moons}
      grid:
        optimizer.learning_rate: [0.1]
        optimizer: {learning_rate: [0.2]}
      """,
      """
      x.yaml:4:15: error: axis 'optimizer.learning_rate' is given twice; the first is in line 3
        optimizer: {learning_rate: [0.2]}
                    ^
      """),
    Mistake(
      "a component and its name", "E06",
      """
      base:
        data: moons
        optimizer: sgd
        optimizer.name: momentum
      """,
      """
      x.yaml:4:3: error: 'optimizer.name' is given twice; the first is in line 3
        optimizer.name: momentum
        ^
      """),
    Mistake(
      "depth and hidden in base", "E06",
      """
      base: {data: moons, model: {hidden: [8], depth: 2}}
      """,
      """
      x.yaml:1:49: error: 'model.depth' and 'model.hidden' both give the hidden layers; keep one \
      of them
      base: {data: moons, model: {hidden: [8], depth: 2}}
                                                      ^
      """),
    Mistake(
      "hidden in base and depth as an axis", "E06",
      """
      base: {data: moons, model: {hidden: [8]}}
      grid: {model.depth: [1, 2]}
      """,
      """
      x.yaml:2:8: error: 'model.depth' and 'model.hidden' both give the hidden layers; keep one \
      of them
      grid: {model.depth: [1, 2]}
             ^
      """),
    Mistake(
      "width in base and hidden as an axis", "E06",
      """
      base: {data: moons, model: {width: 8}}
      grid: {model.hidden: [[8], [8, 8]]}
      """,
      """
      x.yaml:2:8: error: 'model.hidden' and 'model.width' both give the hidden layers; keep one \
      of them
      grid: {model.hidden: [[8], [8, 8]]}
             ^
      """),
    Mistake(
      "an interval without num or step", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1}}
      """,
      """
      x.yaml:2:33: error: an interval in a grid needs exactly one of 'num' and 'step'
      grid: {optimizer.learning_rate: {min: 0.1, max: 1}}
                                      ^
      """),
    Mistake(
      "an interval with num and step", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, step: 0.1}}
      """,
      """
      x.yaml:2:33: error: an interval in a grid needs exactly one of 'num' and 'step'
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, step: 0.1}}
                                      ^
      """),
    Mistake(
      "an interval without max", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, num: 3}}
      """,
      """
      x.yaml:2:33: error: an interval needs both 'min' and 'max'
      grid: {optimizer.learning_rate: {min: 0.1, num: 3}}
                                      ^
      """),
    Mistake(
      "a log interval from zero", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0, max: 1, num: 3, scale: log}}
      """,
      """
      x.yaml:2:39: error: a log scale needs 'min' above 0
      grid: {optimizer.learning_rate: {min: 0, max: 1, num: 3, scale: log}}
                                            ^
      """),
    Mistake(
      "an interval that is upside down", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 1, max: 0.1, num: 3}}
      """,
      """
      x.yaml:2:39: error: 'min' must be below 'max'
      grid: {optimizer.learning_rate: {min: 1, max: 0.1, num: 3}}
                                            ^
      """),
    Mistake(
      "an interval of one point", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 1}}
      """,
      """
      x.yaml:2:57: error: 'num' must be a whole number in 2...100000, not 1
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 1}}
                                                              ^
      """),
    Mistake(
      "a step of zero", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0}}
      """,
      """
      x.yaml:2:58: error: 'step' must be a number > 0, not 0
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0}}
                                                               ^
      """),
    Mistake(
      "a step on a log scale", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0.1, scale: log}}
      """,
      """
      x.yaml:2:58: error: 'step' goes with a linear scale; use 'num'
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, step: 0.1, scale: log}}
                                                               ^
      """),
    Mistake(
      "a step that is far too small", "E07",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1e300, step: 1e-300}}
      """,
      """
      x.yaml:2:62: error: the interval would have more than 100000 points
      grid: {optimizer.learning_rate: {min: 0.1, max: 1e300, step: 1e-300}}
                                                                   ^
      """),
    Mistake(
      "a scale that does not exist", "E05",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, scale: ln}}
      """,
      """
      x.yaml:2:67: error: found 'ln'; expected one of 'linear', 'log'
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, num: 3, scale: ln}}
                                                                        ^
      """),
    Mistake(
      "an axis without candidates", "E08",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: [], optimizer: [], schedule: {}}
      """,
      """
      x.yaml:2:48: error: 'optimizer' has no candidates
      grid: {optimizer.learning_rate: [], optimizer: [], schedule: {}}
                                                     ^
      x.yaml:2:62: error: 'schedule' has no candidates
      grid: {optimizer.learning_rate: [], optimizer: [], schedule: {}}
                                                                   ^
      """),
    Mistake(
      "a candidate written in two ways", "E08",
      """
      base: {data: moons}
      grid:
        optimizer.learning_rate:
          - 0.1
          - 1e-1
      """,
      """
      x.yaml:5:7: error: 'learning_rate' of optimizer 'sgd' has the candidate 0.1 twice; the \
      first is in line 4
          - 1e-1
            ^
      """),
    Mistake(
      "a branch twice", "E08",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}, {name: momentum, momentum: \
      0.9}]}
      """,
      """
      x.yaml:2:65: error: 'optimizer' has the candidate 'momentum' twice
      grid: {optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}, {name: momentum, momentum: \
      0.9}]}
                                                                      ^
      """),
    Mistake(
      "a component twice under two labels", "E08",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, {name: sgd, label: plain}]}
      """,
      """
      x.yaml:2:25: error: 'optimizer' has the candidate 'sgd' twice
      grid: {optimizer: [sgd, {name: sgd, label: plain}]}
                              ^
      """),
    Mistake(
      "a label for two components", "E08",
      """
      base: {data: moons}
      grid: {optimizer: [{name: sgd, label: m}, {name: momentum, label: m}]}
      """,
      """
      x.yaml:2:43: error: 'm' would stand for both 'sgd' and 'momentum' in reports; give another \
      label
      grid: {optimizer: [{name: sgd, label: m}, {name: momentum, label: m}]}
                                                ^
      """),
    Mistake(
      "a seed twice", "E08",
      """
      base: {data: moons}
      seeds: [1, 2, 1]
      """,
      """
      x.yaml:2:15: error: seed 1 is given twice
      seeds: [1, 2, 1]
                    ^
      """),
    Mistake(
      "a name twice in compare", "E08",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum]}
      compare: [optimizer, optimizer]
      """,
      """
      x.yaml:3:22: error: 'optimizer' is given twice
      compare: [optimizer, optimizer]
                           ^
      """),
    Mistake(
      "a dotted axis that no branch declares", "E10",
      """
      base: {data: moons}
      grid: {schedule: [constant, {name: step}], schedule.rate: [1, 2]}
      """,
      """
      x.yaml:2:44: error: axis 'schedule.rate' applies to nothing: none of 'constant', 'step' has \
      a hyperparameter 'rate'
      grid: {schedule: [constant, {name: step}], schedule.rate: [1, 2]}
                                                 ^
      """),
    Mistake(
      "a dotted axis that every branch sets itself", "E10",
      """
      base: {data: moons}
      grid:
        optimizer: [{name: momentum, momentum: 0.5}, sgd]
        optimizer.momentum: [0.1, 0.2]
      """,
      """
      x.yaml:4:3: error: axis 'optimizer.momentum' applies to nothing: each of 'momentum', 'sgd' \
      sets 'momentum' itself or does not have it
        optimizer.momentum: [0.1, 0.2]
        ^
      """),
    Mistake(
      "a dotted axis that the only branch sets itself", "E10",
      """
      base: {data: moons}
      grid:
        optimizer: {name: momentum, momentum: 0.5}
        optimizer.momentum: [0.1, 0.2]
      """,
      """
      x.yaml:4:3: error: axis 'optimizer.momentum' applies to nothing: 'momentum' sets 'momentum' \
      itself
        optimizer.momentum: [0.1, 0.2]
        ^
      """),
    Mistake(
      "a dotted axis into an empty slot", "E10",
      """
      base: {data: moons}
      grid: {model.output.slope: [0.1, 0.2]}
      """,
      """
      x.yaml:2:8: error: axis 'model.output.slope' applies to nothing: no 'model.output' is given
      grid: {model.output.slope: [0.1, 0.2]}
             ^
      """),
  ]
}
