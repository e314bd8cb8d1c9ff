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
      "an option dotted and nested", "E06",
      """
      base: {data: moons}
      run: {jobs: 1}
      run.jobs: 2
      select.metric: val_loss
      select: val_loss
      """,
      """
      x.yaml:3:1: error: 'run.jobs' is given twice; the first is in line 2
      run.jobs: 2
      ^
      x.yaml:5:1: error: 'select' is given twice; the first is in line 4
      select: val_loss
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
