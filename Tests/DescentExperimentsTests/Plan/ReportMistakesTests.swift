import Testing

@Suite struct ReportMistakesTests {
  @Test("a mistake in report or target is reported before anything trains", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "settings of the report that cannot be", "E05 E08",
      """
      base: {data: moons}
      report:
        formats: [csv, htm, csv]
        sesoi: 0
        scope: all
        test: t
        aggregate: total
        failure_score: none
      """,
      """
      x.yaml:3:18: error: unknown format 'htm'; expected one of 'csv', 'html', 'latex', 'markdown'; \
      did you mean 'html'?
        formats: [csv, htm, csv]
                       ^
      x.yaml:3:23: error: 'csv' is given twice
        formats: [csv, htm, csv]
                            ^
      x.yaml:4:10: error: 'report.sesoi' must be a number > 0, not 0
        sesoi: 0
               ^
      x.yaml:5:10: error: found 'all'; expected one of 'general', 'grid'
        scope: all
               ^
      x.yaml:6:9: error: found 't'; expected one of 'paired_t', 'wilcoxon'
        test: t
              ^
      x.yaml:7:14: error: found 'total'; expected one of 'iqm', 'mean'
        aggregate: total
                   ^
      x.yaml:8:18: error: 'report.failure_score' must be a number, not 'none'
        failure_score: none
                       ^
      """),
    Mistake(
      "no formats", "E08",
      """
      base: {data: moons}
      report: {formats: []}
      """,
      """
      x.yaml:2:19: error: 'report.formats' is empty
      report: {formats: []}
                        ^
      """),
    Mistake(
      "a baseline that is no map", "E05",
      """
      base: {data: moons}
      report: {baseline: sgd}
      """,
      """
      x.yaml:2:20: error: 'baseline' must be a map of settings with their values, not 'sgd'
      report: {baseline: sgd}
                         ^
      """),
    Mistake(
      "values of a baseline that cannot be read", "E02 E05 E06 E17",
      """
      base: {data: moons}
      report:
        baseline:
          a: []
          b: {min: 2, max: 1}
          c: {min: x}
          d: {min: 1, to: 2}
          e: null
          f: {g: 1}
          f.g: 2
      """,
      """
      x.yaml:4:8: error: 'a' has no values
          a: []
             ^
      x.yaml:5:8: error: 'min' must not be above 'max'
          b: {min: 2, max: 1}
             ^
      x.yaml:6:14: error: 'min' must be a number, not 'x'
          c: {min: x}
                   ^
      x.yaml:7:17: error: unknown key 'to' in 'd'; expected one of 'max', 'min'
          d: {min: 1, to: 2}
                      ^
      x.yaml:8:8: error: expected a value for 'e', found nothing
          e: null
             ^
      x.yaml:9:9: error: 'baseline' names 'f.g', which is not compared; nothing is
          f: {g: 1}
              ^
      x.yaml:10:5: error: 'f.g' is given twice in 'baseline'; the first is in line 9
          f.g: 2
          ^
      """),
    Mistake(
      "a baseline of what is tuned", "E17",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, adam], optimizer.learning_rate: [0.1, 0.2]}
      report: {baseline: {optimizer: sgd, optimizer.learning_rate: 0.1}}
      """,
      """
      x.yaml:3:37: error: 'baseline' names 'optimizer.learning_rate', which is tuned; expected 'optimizer'
      report: {baseline: {optimizer: sgd, optimizer.learning_rate: 0.1}}
                                          ^
      """),
    Mistake(
      "a baseline of what is not compared", "E17",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1]}
      report: {baseline: {optimiser: sgd, loss: mse}}
      """,
      """
      x.yaml:3:21: error: 'baseline' names 'optimiser', which is not compared; expected 'optimizer'; \
      did you mean 'optimizer'?
      report: {baseline: {optimiser: sgd, loss: mse}}
                          ^
      x.yaml:3:37: error: 'baseline' names 'loss', which is not compared; expected 'optimizer'
      report: {baseline: {optimiser: sgd, loss: mse}}
                                          ^
      """),
    Mistake(
      "a baseline where nothing is compared", "E17",
      """
      base: {data: moons}
      report: {baseline: {optimizer: sgd}}
      """,
      """
      x.yaml:2:21: error: 'baseline' names 'optimizer', which is not compared; nothing is
      report: {baseline: {optimizer: sgd}}
                          ^
      """),
    Mistake(
      "a baseline that is no level, and one that is several", "E17",
      """
      base: {data: moons}
      grid:
        optimizer: [sgd, {name: momentum, momentum: [0.5, 0.9]}]
        model.activation: [relu, tanh]
      report: {baseline: {optimizer: momentum, model.activation: tahn}}
      """,
      """
      x.yaml:5:32: error: 'momentum' means several levels of 'optimizer': 'momentum(momentum=0.5)', \
      'momentum(momentum=0.9)'; one is the baseline
      report: {baseline: {optimizer: momentum, model.activation: tahn}}
                                     ^
      x.yaml:5:60: error: no level of 'model.activation' is 'tahn'; expected one of 'relu', 'tanh'; \
      did you mean 'tanh'?
      report: {baseline: {optimizer: momentum, model.activation: tahn}}
                                                                 ^
      """),
    Mistake(
      "a target that is no map of one number", "E05",
      """
      base: {data: moons}
      target: 0.97
      """,
      """
      x.yaml:2:9: error: 'target' must be a map of one metric, such as {val_accuracy: 0.97}, not \
      '0.97'
      target: 0.97
              ^
      """),
    Mistake(
      "two targets", "E05",
      """
      base: {data: moons}
      target: {val_accuracy: 0.97, val_loss: 0.1}
      """,
      """
      x.yaml:2:9: error: 'target' must be a map of one metric, such as {val_accuracy: 0.97}, not \
      of 2
      target: {val_accuracy: 0.97, val_loss: 0.1}
              ^
      """),
    Mistake(
      "a target that is no number", "E05",
      """
      base: {data: moons}
      target: {val_accuracy: high}
      """,
      """
      x.yaml:2:24: error: 'target.val_accuracy' must be a number, not 'high'
      target: {val_accuracy: high}
                             ^
      """),
    Mistake(
      "a target that is not recorded", "E17",
      """
      base: {data: moons}
      target: {val_acuracy: 0.9}
      """,
      """
      x.yaml:2:10: error: 'target' names 'val_acuracy', which is not recorded; expected one of \
      'train_accuracy', 'train_loss', 'val_accuracy', 'val_loss'; did you mean 'val_accuracy'?
      target: {val_acuracy: 0.9}
               ^
      """),
    Mistake(
      "a target of the test part", "E17",
      """
      base: {data: moons}
      target: {test_accuracy: 0.9}
      """,
      """
      x.yaml:2:10: error: 'target' names 'test_accuracy', which is not measured while a run trains; \
      expected one of 'train_accuracy', 'train_loss', 'val_accuracy', 'val_loss'
      target: {test_accuracy: 0.9}
               ^
      """),
    Mistake(
      "a loss as the target where the loss varies", "E19",
      """
      base: {data: moons}
      grid: {loss: [mse, log_loss]}
      target: {val_loss: 0.1}
      """,
      """
      x.yaml:3:10: error: 'loss' varies, so 'val_loss' cannot be compared between runs
      target: {val_loss: 0.1}
               ^
      """),
  ]
}
