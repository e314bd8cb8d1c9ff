import Testing

@Suite struct StudyMistakesTests {
  @Test("a mistake in what studies vary is reported", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "a leaf of grid and zip", "E06",
      """
      base: {data: moons}
      grid: {training.epochs: [1, 2]}
      zip:
        size: {model.hidden: [[8], [16]], training.epochs: [3, 4]}
      """,
      """
      x.yaml:4:37: error: 'training.epochs' varies in 'zip.size' and, in line 2, in 'grid'; keep \
      one of them
        size: {model.hidden: [[8], [16]], training.epochs: [3, 4]}
                                          ^
      """),
    Mistake(
      "a leaf of grid and random, dotted and nested", "E06",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: [0.1, 1]}
      random: {samples: 2, space: {optimizer: {learning_rate: {min: 0.1, max: 1}}}}
      """,
      """
      x.yaml:3:42: error: 'optimizer.learning_rate' varies in 'random' and, in line 2, in 'grid'; \
      keep one of them
      random: {samples: 2, space: {optimizer: {learning_rate: {min: 0.1, max: 1}}}}
                                               ^
      """),
    Mistake(
      "a leaf of two zips", "E06",
      """
      base: {data: moons}
      zip:
        a: {model.hidden: [[8], [16]], training.epochs: [3, 4]}
        b: {training.batch_size: [8, 16], training.epochs: [3, 4]}
      """,
      """
      x.yaml:4:37: error: 'training.epochs' varies in 'zip.b' and, in line 3, in 'zip.a'; keep \
      one of them
        b: {training.batch_size: [8, 16], training.epochs: [3, 4]}
                                          ^
      """),
    Mistake(
      "an axis that is ablated", "E06",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum]}
      ablate: {optimizer: [adam]}
      """,
      """
      x.yaml:3:10: error: 'optimizer' varies in 'ablate' and, in line 2, in 'grid'; keep one of them
      ablate: {optimizer: [adam]}
               ^
      """),
    Mistake(
      "hidden in a zip and depth in an ablation", "E06",
      """
      base: {data: moons}
      zip: {a: {model.hidden: [[8], [16]], training.epochs: [3, 4]}}
      ablate: {model.depth: [2]}
      """,
      """
      x.yaml:3:10: error: 'model.depth' and 'model.hidden' both give the hidden layers; keep one \
      of them
      ablate: {model.depth: [2]}
               ^
      """),
    Mistake(
      "studies that are none", "E02 E05",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum]}
      studies:
        a b: {}
        c: {grids: {}}
        d: 3
      """,
      """
      x.yaml:2:1: error: 'grid' stands beside 'studies'; move it into one of them
      grid: {optimizer: [sgd, momentum]}
      ^
      x.yaml:4:3: error: the name of a study must be of letters, digits and '_' and begin with a \
      letter, not 'a b'
        a b: {}
        ^
      x.yaml:5:7: error: unknown key 'grids' in 'studies.c'; expected one of these 7; did you \
      mean 'grid'?
        c: {grids: {}}
            ^
          ablate
          adjust
          exclude
          grid
          include
          random
          zip
      x.yaml:6:6: error: study 'd' must be a map, not '3'
        d: 3
           ^
      """),
    Mistake(
      "no study", "E08",
      """
      base: {data: moons}
      studies: {}
      """,
      """
      x.yaml:2:10: error: 'studies' is empty
      studies: {}
               ^
      """),
    Mistake(
      "too many runs of several studies", "E16",
      """
      base: {data: moons}
      studies:
        a: {grid: {optimizer: [sgd, momentum], training.epochs: {min: 1, max: 10, num: 10}}}
        b:
          random: {samples: 8, space: {optimizer.learning_rate: {min: 0.1, max: 1}}}
      run: {max_runs: 50}
      """,
      """
      x.yaml:6:17: error: the plan has 140 runs, more than run.max_runs = 50
      run: {max_runs: 50}
                      ^
          a, optimizer: 2
          a, training.epochs: 10
          b, random: 8
          seeds: 5
      """),
    Mistake(
      "dotted keys that apply to nothing", "E04",
      """
      base: {data: moons}
      ablate: {optimizer.momentum: [0.5]}
      random: {samples: 2, space: {schedule.floor: {min: 0, max: 0.5}}}
      """,
      """
      x.yaml:2:10: error: optimizer 'sgd' has no hyperparameter 'momentum'; expected this
      ablate: {optimizer.momentum: [0.5]}
               ^
          learning_rate  a number > 0, default 0.1
      x.yaml:3:30: error: schedule 'constant' has no hyperparameter 'floor'; expected this
      random: {samples: 2, space: {schedule.floor: {min: 0, max: 0.5}}}
                                   ^
          warmup  a number ≥ 0, default 0
      """),
    Mistake(
      "combinations that do not go together", "E15",
      """
      base: {data: moons}
      grid:
        model.output: [sigmoid, identity]
        loss: [log_loss, mse]
        training.batch_size: [1, 8]
        model.normalization: [none, batch]
      """,
      """
      x.yaml:3:27: error: loss 'log_loss' works on logits, with 'sigmoid' as the output; it does \
      not go with model.output 'identity'; to leave it out, add this
        model.output: [sigmoid, identity]
                                ^
          exclude: [{loss: log_loss, model.output: identity}]
      x.yaml:6:31: error: batch normalization needs batches of at least 2 rows, but \
      'training.batch_size' is 1; use model.normalization 'layer' or larger batches; to leave it \
      out, add this
        model.normalization: [none, batch]
                                    ^
          exclude: [{model.normalization: batch, training.batch_size: 1}]
      """),
    Mistake(
      "a combination that is not excluded yet", "E15",
      """
      base: {data: moons}
      studies:
        one:
          grid: {loss: [log_loss, mse], model.output: [sigmoid, identity], optimizer: [sgd, adam]}
          exclude:
            - {loss: mse, model.output: identity, optimizer: adam}
      """,
      """
      x.yaml:4:59: error: loss 'log_loss' works on logits, with 'sigmoid' as the output; it does \
      not go with model.output 'identity'; to leave it out, add this
          grid: {loss: [log_loss, mse], model.output: [sigmoid, identity], optimizer: [sgd, adam]}
                                                                ^
          - {loss: log_loss, model.output: identity}
      """),
  ]
}
