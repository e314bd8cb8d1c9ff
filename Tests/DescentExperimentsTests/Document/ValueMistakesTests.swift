import Testing

@Suite struct ValueMistakesTests {
  @Test(
    "a value of another type or out of range is reported with what was expected",
    arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "a text for a number", "E05",
      """
      base: {data: moons, optimizer: {name: sgd, learning_rate: fast}}
      """,
      """
      x.yaml:1:59: error: 'learning_rate' of optimizer 'sgd' must be a number > 0, not 'fast'
      base: {data: moons, optimizer: {name: sgd, learning_rate: fast}}
                                                                ^
      """),
    Mistake(
      "a number out of range", "E05",
      """
      base: {data: moons, optimizer: {name: sgd, learning_rate: 0}}
      """,
      """
      x.yaml:1:59: error: 'learning_rate' of optimizer 'sgd' must be a number > 0, not 0
      base: {data: moons, optimizer: {name: sgd, learning_rate: 0}}
                                                                ^
      """),
    Mistake(
      "out of range in an axis, twice", "E05",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: [0.1, -1, 0]}
      """,
      """
      x.yaml:2:39: error: 'learning_rate' of optimizer 'sgd' must be a number > 0, not -1
      grid: {optimizer.learning_rate: [0.1, -1, 0]}
                                            ^
      x.yaml:2:43: error: 'learning_rate' of optimizer 'sgd' must be a number > 0, not 0
      grid: {optimizer.learning_rate: [0.1, -1, 0]}
                                                ^
      """),
    Mistake(
      "out of range in a branch", "E05",
      """
      base: {data: moons}
      grid: {optimizer: [{name: momentum, momentum: [0.5, 1.5]}]}
      """,
      """
      x.yaml:2:53: error: 'momentum' of optimizer 'momentum' must be a number in 0..<1, not 1.5
      grid: {optimizer: [{name: momentum, momentum: [0.5, 1.5]}]}
                                                          ^
      """),
    Mistake(
      "out of range for one of the components that an axis applies to", "E05",
      """
      base: {data: moons}
      grid: {model.activation: [relu, {name: leaky_relu}], model.activation.slope: [0.1, 1]}
      """,
      """
      x.yaml:2:84: error: 'slope' of activation 'leaky_relu' must be a number in 0..<1, not 1
      grid: {model.activation: [relu, {name: leaky_relu}], model.activation.slope: [0.1, 1]}
                                                                                         ^
      """),
    Mistake(
      "out of range at the end of an interval", "E05",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0, max: 1, num: 3}}
      """,
      """
      x.yaml:2:33: error: 'learning_rate' of optimizer 'sgd' must be a number > 0, but the \
      interval holds 0
      grid: {optimizer.learning_rate: {min: 0, max: 1, num: 3}}
                                      ^
      """),
    Mistake(
      "a fraction for a whole number", "E05",
      """
      base: {data: moons, training: {epochs: 2.5}}
      """,
      """
      x.yaml:1:40: error: 'training.epochs' must be a whole number in 1...10000000, not '2.5'
      base: {data: moons, training: {epochs: 2.5}}
                                             ^
      """),
    Mistake(
      "an interval that is not whole", "E05",
      """
      base: {data: moons}
      grid: {training.epochs: {min: 1, max: 2, num: 3}}
      """,
      """
      x.yaml:2:25: error: 'training.epochs' must be a whole number in 1...10000000, but the \
      interval holds 1.5
      grid: {training.epochs: {min: 1, max: 2, num: 3}}
                              ^
      """),
    Mistake(
      "a leading zero", "E05",
      """
      base: {data: moons, training: {epochs: 010}}
      """,
      """
      x.yaml:1:40: error: 'training.epochs' must be a whole number in 1...10000000, not '010'; a \
      leading zero means octal to some readers
      base: {data: moons, training: {epochs: 010}}
                                             ^
      """),
    Mistake(
      "a quoted number", "E05",
      """
      base: {data: moons, training: {epochs: '10'}}
      """,
      """
      x.yaml:1:40: error: 'training.epochs' must be a whole number in 1...10000000, not '10'; in \
      quotes it is a text
      base: {data: moons, training: {epochs: '10'}}
                                             ^
      """),
    Mistake(
      "a word for a truth value", "E05",
      """
      base: {data: {name: moons, standardize: no}}
      """,
      """
      x.yaml:1:41: error: 'data.standardize' must be true or false, not 'no'
      base: {data: {name: moons, standardize: no}}
                                              ^
      """),
    Mistake(
      "a misspelt choice", "E05",
      """
      base: {data: {name: moons, missing: dropp}}
      """,
      """
      x.yaml:1:37: error: 'data.missing' must be one of 'error', 'drop', 'mean', not 'dropp'; did \
      you mean 'drop'?
      base: {data: {name: moons, missing: dropp}}
                                          ^
      """),
    Mistake(
      "a width that is no whole number", "E05",
      """
      base: {data: moons, model: {hidden: [16, x]}}
      """,
      """
      x.yaml:1:37: error: 'model.hidden' must be a list of whole numbers in 1...100000, not [16, x]
      base: {data: moons, model: {hidden: [16, x]}}
                                          ^
      """),
    Mistake(
      "a width of zero", "E05",
      """
      base: {data: moons, model: {hidden: [16, 0]}}
      """,
      """
      x.yaml:1:37: error: 'model.hidden' must be a list of whole numbers in 1...100000, not [16, 0]
      base: {data: moons, model: {hidden: [16, 0]}}
                                          ^
      """),
    Mistake(
      "one number for hidden", "E05",
      """
      base: {data: moons, model: {hidden: 16}}
      """,
      """
      x.yaml:1:37: error: 'model.hidden' must be a list of whole numbers in 1...100000, not '16'; \
      write [16]
      base: {data: moons, model: {hidden: 16}}
                                          ^
      """),
    Mistake(
      "a list where base takes one value", "E05",
      """
      base: {data: moons, optimizer: {name: sgd, learning_rate: [0.1, 1]}}
      """,
      """
      x.yaml:1:59: error: 'learning_rate' of optimizer 'sgd' must be a number > 0, not a list
      base: {data: moons, optimizer: {name: sgd, learning_rate: [0.1, 1]}}
                                                                ^
      """),
    Mistake(
      "an interval where base takes one value", "E05",
      """
      base: {data: moons, training: {epochs: {min: 1, max: 2}}}
      """,
      """
      x.yaml:1:40: error: 'training.epochs' must be a whole number in 1...10000000, not a map
      base: {data: moons, training: {epochs: {min: 1, max: 2}}}
                                             ^
      """),
    Mistake(
      "shares that do not sum to 1", "E05",
      """
      base: {data: {name: moons, split: [0.6, 0.2, 0.1]}}
      """,
      """
      x.yaml:1:35: error: the shares of 'data.split' must sum to 1, not 0.9
      base: {data: {name: moons, split: [0.6, 0.2, 0.1]}}
                                        ^
      """),
    Mistake(
      "one share", "E05",
      """
      base: {data: {name: moons, split: [1]}}
      """,
      """
      x.yaml:1:35: error: 'data.split' takes two or three shares, not 1
      base: {data: {name: moons, split: [1]}}
                                        ^
      """),
    Mistake(
      "shares of an axis that do not sum to 1", "E05",
      """
      base: {data: moons}
      grid: {data.split: [[0.5, 0.5], [0.5, 0.6]]}
      """,
      """
      x.yaml:2:33: error: the shares of 'data.split' must sum to 1, not 1.1
      grid: {data.split: [[0.5, 0.5], [0.5, 0.6]]}
                                      ^
      """),
    Mistake(
      "a batch that is larger than the training part", "E05",
      """
      base: {data: {name: moons, samples: 100}}
      grid: {training.batch_size: [32, 60, 61]}
      """,
      """
      x.yaml:2:38: error: 'training.batch_size' is 61, but the training part has 60 rows; say \
      'full' for all of them
      grid: {training.batch_size: [32, 60, 61]}
                                           ^
      """),
    Mistake(
      "a batch of base that is too large", "E05",
      """
      base: {data: {name: moons, samples: 100}, training: {batch_size: 100}}
      """,
      """
      x.yaml:1:66: error: 'training.batch_size' is 100, but the training part has 60 rows; say \
      'full' for all of them
      base: {data: {name: moons, samples: 100}, training: {batch_size: 100}}
                                                                       ^
      """),
    Mistake(
      "candidates that are a map", "E05",
      """
      base: {data: moons}
      grid: {training.epochs: {from: 1, to: 3}}
      """,
      """
      x.yaml:2:25: error: 'training.epochs' takes candidates: a list, {values: [..]} or {min, \
      max, num}, not a map of 'from', 'to'
      grid: {training.epochs: {from: 1, to: 3}}
                              ^
      """),
    Mistake(
      "a source that needs a path", "E05",
      """
      base: {data: csv}
      """,
      """
      x.yaml:1:14: error: data source 'csv' needs the path of a file
      base: {data: csv}
                   ^
      """),
    Mistake(
      "an initializer that needs a path", "E05",
      """
      base: {data: moons, model: {initializer: safetensors}}
      """,
      """
      x.yaml:1:42: error: initializer 'safetensors' needs the path of a file
      base: {data: moons, model: {initializer: safetensors}}
                                               ^
      """),
    Mistake(
      "widths as candidates", "E13",
      """
      base: {data: moons}
      grid: {model.hidden: [16, 32]}
      """,
      """
      x.yaml:2:22: error: 'model.hidden' takes a list; write [[16, 32]] for one candidate
      grid: {model.hidden: [16, 32]}
                           ^
      """),
    Mistake(
      "a width among lists", "E13",
      """
      base: {data: moons}
      grid: {model.hidden: [[16], 32]}
      """,
      """
      x.yaml:2:29: error: 'model.hidden' takes a list; write [32] for one candidate
      grid: {model.hidden: [[16], 32]}
                                  ^
      """),
  ]
}
