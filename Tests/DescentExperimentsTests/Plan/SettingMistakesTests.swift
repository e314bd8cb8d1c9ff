import DescentExperiments
import Testing

/// Settings of splitting and of training that do not go with each other or with the data.
@Suite struct SettingMistakesTests {
  @Test("settings that do not go together are reported before anything trains", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "shares and folds at once, in the base", "E06",
      """
      base:
        data: {name: moons, split: {folds: 5}}
        data.split: [0.8, 0.2]
      """,
      """
      x.yaml:3:15: error: 'data.split' gives both shares and folds; keep one of them
        data.split: [0.8, 0.2]
                    ^
      """),
    Mistake(
      "shares and folds at once, in the base and in axes", "E06",
      """
      base: {data: {name: moons, split: {folds: 5}}}
      grid:
        data.split: [[0.5, 0.5], [0.8, 0.2]]
        data.split.folds: [5, 10]
      """,
      """
      x.yaml:3:3: error: 'data.split' and 'data.split.folds' both split the data; keep one of them
        data.split: [[0.5, 0.5], [0.8, 0.2]]
        ^
      x.yaml:4:3: error: 'data.split.folds' and 'data.split' both split the data; keep one of them
        data.split.folds: [5, 10]
        ^
      """),
    Mistake(
      "a test part where there are folds", "E17",
      """
      base: {data: {name: moons, split: {folds: 3}}}
      select: test_loss
      """,
      """
      x.yaml:2:9: error: 'select' names 'test_loss', which is not recorded; expected one of \
      'train_accuracy', 'train_loss', 'val_accuracy', 'val_loss'
      select: test_loss
              ^
      """),
    Mistake(
      "one fold, and more than there can be", "E05",
      """
      base: {data: {name: moons, samples: 10, split: {folds: 1}}}
      grid: {data.split.folds: [5, 1001]}
      """,
      """
      x.yaml:1:56: error: 'data.split.folds' must be a whole number in 2...1000, not 1
      base: {data: {name: moons, samples: 10, split: {folds: 1}}}
                                                             ^
      x.yaml:2:30: error: 'data.split.folds' must be a whole number in 2...1000, not 1001
      grid: {data.split.folds: [5, 1001]}
                                   ^
      """),
    Mistake(
      "more runs than the limit, with folds", "E16",
      """
      base: {data: {name: moons, split: {folds: 10}}}
      grid: {model.hidden: [[4], [8]]}
      seeds: 6
      run: {max_runs: 100}
      """,
      """
      x.yaml:4:17: error: the plan has 120 runs, more than run.max_runs = 100
      run: {max_runs: 100}
                      ^
          model.hidden: 2
          seeds: 6
          folds: 10
      """),
    Mistake(
      "a warm-up as long as the run, in an axis", "E15",
      """
      base: {data: moons, training: {epochs: 5}, schedule: {warmup: 5}}
      grid: {schedule.warmup: [0, 2.5, 6, 5]}
      """,
      """
      x.yaml:2:34: error: 'schedule.warmup' is 6, which leaves none of the 5 epochs to the schedule; \
      to leave it out, add this
      grid: {schedule.warmup: [0, 2.5, 6, 5]}
                                       ^
          exclude: [{schedule.warmup: 6}]
      x.yaml:2:37: error: 'schedule.warmup' is 5, which leaves none of the 5 epochs to the schedule; \
      to leave it out, add this
      grid: {schedule.warmup: [0, 2.5, 6, 5]}
                                          ^
          exclude: [{schedule.warmup: 5}]
      """),
    Mistake(
      "batch normalization of single rows", "E15",
      """
      base: {data: moons, training: {batch_size: 1}}
      grid: {model.normalization: [none, layer, batch]}
      """,
      """
      x.yaml:2:43: error: batch normalization needs batches of at least 2 rows, but \
      'training.batch_size' is 1; use model.normalization 'layer' or larger batches; \
      to leave it out, add this
      grid: {model.normalization: [none, layer, batch]}
                                                ^
          exclude: [{model.normalization: batch}]
      """),
    Mistake(
      "thresholds that cannot be", "E02 E05 E06",
      """
      base: {data: moons}
      diagnostics:
        thresholds: {dying_unit: 0.4, dead_rows: 1.5, vanishing_ratio: 0}
        thresholds.dying_zeros: 0.5
        thresholds.dead_rows: 0.5
      """,
      """
      x.yaml:3:16: error: unknown key 'dying_unit' in 'diagnostics.thresholds'; expected one of these \
      10; did you mean 'dying_units'?
        thresholds: {dying_unit: 0.4, dead_rows: 1.5, vanishing_ratio: 0}
                     ^
          dead_rows
          dormant_size
          dormant_units
          dying_units
          dying_zeros
          exploding_ratio
          saturated_entries
          vanishing_mean
          vanishing_norm
          vanishing_ratio
      x.yaml:3:44: error: 'diagnostics.thresholds.dead_rows' must be a number in 0...1, not 1.5
        thresholds: {dying_unit: 0.4, dead_rows: 1.5, vanishing_ratio: 0}
                                                 ^
      x.yaml:3:66: error: 'diagnostics.thresholds.vanishing_ratio' must be a number > 0, not 0
        thresholds: {dying_unit: 0.4, dead_rows: 1.5, vanishing_ratio: 0}
                                                                       ^
      x.yaml:5:3: error: 'diagnostics.thresholds.dead_rows' is given twice
        thresholds.dead_rows: 0.5
        ^
      """),
    Mistake(
      "a stop without patience", "E02",
      """
      base: {data: moons}
      stop: {min_delta: 0.5}
      """,
      """
      x.yaml:2:7: error: 'stop' needs a 'patience', in epochs, or 'at_target: true'
      stop: {min_delta: 0.5}
            ^
      """),
    Mistake(
      "two metrics that are not made for the task", "E15",
      """
      base: {data: sine}
      metrics: [accuracy, r2, f1]
      """,
      """
      x.yaml:2:11: error: metric 'accuracy' is not made for regression
      metrics: [accuracy, r2, f1]
                ^
      x.yaml:2:25: error: metric 'f1' is not made for regression
      metrics: [accuracy, r2, f1]
                              ^
      """),
    Mistake(
      "early stopping on the test part", "E17",
      """
      base: {data: moons}
      select: test_accuracy
      stop: {patience: 3}
      """,
      """
      x.yaml:2:9: error: 'stop' watches select.metric, but 'test_accuracy' is not measured while a \
      run trains
      select: test_accuracy
              ^
      """),
    Mistake(
      "settings around the optimizer out of their ranges", "E02 E05",
      """
      base:
        data: moons
        model: {dropout: 1, normalization: batches}
        training: {clip_norm: 0, clip_value: nil}
      stop: {patience: 0, min_deltas: 1}
      """,
      """
      x.yaml:3:20: error: 'model.dropout' must be a number in 0..<1, not 1
        model: {dropout: 1, normalization: batches}
                         ^
      x.yaml:3:38: error: 'model.normalization' must be one of 'none', 'batch', 'layer', not \
      'batches'; did you mean 'batch'?
        model: {dropout: 1, normalization: batches}
                                           ^
      x.yaml:4:25: error: 'training.clip_norm' must be a number > 0 or 'none', not 0
        training: {clip_norm: 0, clip_value: nil}
                              ^
      x.yaml:4:40: error: 'training.clip_value' must be a number > 0 or 'none', not 'nil'
        training: {clip_norm: 0, clip_value: nil}
                                             ^
      x.yaml:5:18: error: 'stop.patience' must be a whole number in 1...1000000, not 0
      stop: {patience: 0, min_deltas: 1}
                       ^
      x.yaml:5:21: error: unknown key 'min_deltas' in 'stop'; expected one of 'at_target', \
      'min_delta', 'patience'; did you mean 'min_delta'?
      stop: {patience: 0, min_deltas: 1}
                          ^
      """),
  ]
}
