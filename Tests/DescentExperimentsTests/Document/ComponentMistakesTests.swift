import Testing

@Suite struct ComponentMistakesTests {
  @Test(
    "a component or hyperparameter that does not exist is reported with those that do",
    arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "an unknown optimizer", "E03",
      """
      base: {data: moons, optimizer: momentm}
      """,
      """
      x.yaml:1:32: error: unknown optimizer 'momentm'; expected one of these 14; \
      did you mean 'momentum'?
      base: {data: moons, optimizer: momentm}
                                     ^
          adadelta
          adagrad
          adam
          adamax
          adamw
          amsgrad
          lion
          momentum
          nadam
          nesterov
          radam
          rmsprop
          sgd
          sign_descent
      """),
    Mistake(
      "a hyperparameter of no regularizer at all", "E04",
      """
      base: {data: moons, regularizer: {name: none, strength: 1}}
      grid: {regularizer: [{name: none, strength: 0.1}, l2]}
      """,
      """
      x.yaml:1:47: error: regularizer 'none' has no hyperparameter 'strength'; it takes none
      base: {data: moons, regularizer: {name: none, strength: 1}}
                                                    ^
      x.yaml:2:35: error: regularizer 'none' has no hyperparameter 'strength'; it takes none
      grid: {regularizer: [{name: none, strength: 0.1}, l2]}
                                        ^
      """),
    Mistake(
      "an unknown optimizer in an axis", "E03",
      """
      base: {data: moons}
      grid:
        optimizer:
          - sgd
          - {name: adm}
        optimizer.momentum: [0.5, 0.9]
      """,
      """
      x.yaml:5:14: error: unknown optimizer 'adm'; expected one of these 14; did you \
      mean 'adam'?
          - {name: adm}
                   ^
          adadelta
          adagrad
          adam
          adamax
          adamw
          amsgrad
          lion
          momentum
          nadam
          nesterov
          radam
          rmsprop
          sgd
          sign_descent
      """),
    Mistake(
      "an unknown data source", "E03",
      """
      base: {data: {name: cvs, path: x.csv}}
      """,
      """
      x.yaml:1:21: error: unknown data source 'cvs'; expected one of these 19; did you mean 'csv'?
      base: {data: {name: cvs, path: x.csv}}
                          ^
          blobs
          breast_cancer
          circles
          csv
          diabetes
          digits
          idx
          ill_conditioned
          iris
          moons
          npy
          npz
          parity
          penguins
          polynomial
          sine
          spirals
          wine
          xor
      """),
    Mistake(
      "an unknown regularizer", "E03",
      """
      base: {data: moons, regularizer: l3}
      """,
      """
      x.yaml:1:34: error: unknown regularizer 'l3'; expected one of 'elastic_net', 'l1', \
      'l2', 'max_norm', 'none'
      base: {data: moons, regularizer: l3}
                                       ^
      """),
    Mistake(
      "settings without a name", "E03",
      """
      base:
        data: {samples: 100}
      """,
      """
      x.yaml:2:10: error: 'data' has settings but no 'name'
        data: {samples: 100}
               ^
      """),
    Mistake(
      "nothing where a name stands", "E03",
      """
      base: {data: moons, optimizer: }
      """,
      """
      x.yaml:1:32: error: expected the name of an optimizer, found nothing
      base: {data: moons, optimizer: }
                                     ^
      """),
    Mistake(
      "a component that is a list", "E13",
      """
      base: {data: moons}
      grid: {optimizer: [[sgd]]}
      """,
      """
      x.yaml:2:20: error: expected the name of an optimizer, found a list; several stand in an axis, \
      such as one of 'grid'
      grid: {optimizer: [[sgd]]}
                         ^
      """),
    Mistake(
      "a component without a name in an axis", "E03",
      """
      base: {data: moons}
      grid: {optimizer: [{momentum: 0.5}]}
      """,
      """
      x.yaml:2:20: error: expected an optimizer as a name or {name: .., ..}, found a map without \
      'name'
      grid: {optimizer: [{momentum: 0.5}]}
                         ^
      """),
    Mistake(
      "settings of metrics", "E04",
      """
      base: {data: moons}
      metrics: [{name: top_k, kk: 3}]
      """,
      """
      x.yaml:2:25: error: metric 'top_k' has no hyperparameter 'kk'; expected this
      metrics: [{name: top_k, kk: 3}]
                              ^
          k  a whole number in 1..., default 2
      """),
    Mistake(
      "a setting of a metric out of its range", "E05",
      """
      base: {data: moons}
      metrics: {name: top_k, k: 0}
      """,
      """
      x.yaml:2:27: error: 'k' of metric 'top_k' must be a whole number in 1..., not 0
      metrics: {name: top_k, k: 0}
                                ^
      """),
    Mistake(
      "two metrics of one column", "E08",
      """
      base: {data: moons}
      metrics: [{name: top_k, k: 1}, {name: top_k, k: 2}]
      """,
      """
      x.yaml:2:32: error: two metrics would share the column 'top_k'; give one of them a 'label'
      metrics: [{name: top_k, k: 1}, {name: top_k, k: 2}]
                                     ^
      """),
    Mistake(
      "a metric given twice", "E08",
      """
      base: {data: moons}
      metrics: [f1, accuracy, f1]
      """,
      """
      x.yaml:2:25: error: 'f1' is given twice
      metrics: [f1, accuracy, f1]
                              ^
      """),
    Mistake(
      "a metric labelled as no column can be", "E05",
      """
      base: {data: moons}
      metrics: [{name: top_k, k: 1, label: top 1}]
      """,
      """
      x.yaml:2:38: error: 'label' of a metric names a column, of letters, digits and '_', not 'top 1'
      metrics: [{name: top_k, k: 1, label: top 1}]
                                           ^
      """),
    Mistake(
      "a metric labelled as another value", "E08",
      """
      base: {data: moons}
      metrics: [{name: top_k, k: 1, label: loss}]
      """,
      """
      x.yaml:2:38: error: 'loss' is the column of another value
      metrics: [{name: top_k, k: 1, label: loss}]
                                           ^
      """),
    Mistake(
      "a metric without a name", "E03",
      """
      base: {data: moons}
      metrics: [{k: 1}]
      """,
      """
      x.yaml:2:11: error: expected a metric as a name or {name: .., ..}, found a map without 'name'
      metrics: [{k: 1}]
                ^
      """),
    Mistake(
      "an unknown metric", "E03",
      """
      base: {data: moons}
      metrics: [acuracy]
      """,
      """
      x.yaml:2:11: error: unknown metric 'acuracy'; expected one of these 12; did you \
      mean 'accuracy'?
      metrics: [acuracy]
                ^
          accuracy
          balanced_accuracy
          brier
          calibration_error
          f1
          mae
          precision
          r2
          recall
          rmse
          roc_auc
          top_k
      """),
    Mistake(
      "an undeclared hyperparameter", "E04",
      """
      base: {data: moons, optimizer: {name: sgd, momentum: 0.9}}
      """,
      """
      x.yaml:1:44: error: optimizer 'sgd' has no hyperparameter 'momentum'; expected this
      base: {data: moons, optimizer: {name: sgd, momentum: 0.9}}
                                                 ^
          learning_rate  a number > 0, default 0.1
      """),
    Mistake(
      "an undeclared hyperparameter of data, where the framework's keys stand too", "E04",
      """
      base: {data: {name: moons, sample: 100}}
      """,
      """
      x.yaml:1:28: error: data source 'moons' has no hyperparameter 'sample'; expected one of \
      these 8; did you mean 'samples'?
      base: {data: {name: moons, sample: 100}}
                                 ^
          missing      one of 'error', 'drop', 'mean', default error
          noise        a number ≥ 0, default 0.2
          samples      a whole number in 2...10000000, default 600
          split        a list of numbers > 0 and ≤ 1, default [0.6, 0.2, 0.2]
          split.folds  a whole number in 2...1000
          standardize  true or false, default true
          task         one of 'classification', 'regression', 'labels'
          test         a text
      """),
    Mistake(
      "an undeclared hyperparameter in a branch", "E04",
      """
      base: {data: moons}
      grid: {model.activation: [relu, {name: leaky_relu, slpe: 0.1}]}
      """,
      """
      x.yaml:2:52: error: activation 'leaky_relu' has no hyperparameter 'slpe'; expected this; \
      did you mean 'slope'?
      grid: {model.activation: [relu, {name: leaky_relu, slpe: 0.1}]}
                                                         ^
          slope  a number in 0..<1, default 0.01
      """),
    Mistake(
      "a hyperparameter where none is declared", "E04",
      """
      base: {data: moons, loss: {name: hinge, eps: 1}}
      """,
      """
      x.yaml:1:41: error: loss 'hinge' has no hyperparameter 'eps'; it takes none
      base: {data: moons, loss: {name: hinge, eps: 1}}
                                              ^
      """),
    Mistake(
      "a dotted axis that the one component does not declare", "E04",
      """
      base: {data: moons}
      grid: {optimizer.momentum: [0.5, 0.9]}
      """,
      """
      x.yaml:2:8: error: optimizer 'sgd' has no hyperparameter 'momentum'; expected this
      grid: {optimizer.momentum: [0.5, 0.9]}
             ^
          learning_rate  a number > 0, default 0.1
      """),
  ]
}
