import Testing

@Suite struct KeyMistakesTests {
  @Test("a key that is not known is reported with what was probably meant", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "a text that is no YAML", "E01",
      """
      base: {data: moons
      grid: [
      """,
      """
      x.yaml:2:5: error: expected ',' or '}' in the map that begins on line 1
      grid: [
          ^
      """),
    Mistake(
      "a key twice", "E01",
      """
      base: {data: moons}
      seeds: 3
      seeds: 4
      """,
      """
      x.yaml:3:1: error: key 'seeds' is given twice, first on line 2
      seeds: 4
      ^
      """),
    Mistake(
      "a tag", "E01",
      """
      base: {data: !source moons}
      """,
      """
      x.yaml:1:14: error: tags are not allowed; a text that begins with '!' needs quotes
      base: {data: !source moons}
                   ^
      """),
    Mistake(
      "a misspelt key of the file", "E02",
      """
      bse: {data: moons}
      base: {data: moons}
      """,
      """
      x.yaml:1:1: error: unknown key 'bse'; expected one of these 25; did you mean 'base'?
      bse: {data: moons}
      ^
          ablate
          adjust
          base
          compare
          diagnostics
          diverge
          exclude
          grid
          hypotheses
          include
          metrics
          name
          plugins
          question
          random
          report
          run
          search
          seeds
          select
          stop
          studies
          target
          tune
          zip
      """),
    Mistake(
      "an unknown launcher", "E05",
      """
      base: {data: moons}
      run: {launcher: slurm}
      """,
      """
      x.yaml:2:17: error: 'run.launcher' must be 'local', not 'slurm'
      run: {launcher: slurm}
                      ^
      """),
    Mistake(
      "a missing base", "E02",
      """
      name: x
      """,
      """
      x.yaml:1:1: error: 'base' is missing: it describes one complete run
      name: x
      ^
      """),
    Mistake(
      "missing data", "E02",
      """
      base: {loss: mse}
      """,
      """
      x.yaml:1:7: error: 'base.data' is missing: it says what to learn from
      base: {loss: mse}
            ^
      """),
    Mistake(
      "a misspelt slot in base", "E02",
      """
      base:
        data: moons
        optimzer: {name: sgd, learning_rate: 0.1}
      """,
      """
      x.yaml:3:3: error: unknown key 'optimzer' in 'base'; expected one of these 26; did you mean \
      'optimizer'?
        optimzer: {name: sgd, learning_rate: 0.1}
        ^
          data
          data.missing
          data.split
          data.split.folds
          data.standardize
          data.task
          data.test
          loss
          model.activation
          model.depth
          model.dropout
          model.hidden
          model.initializer
          model.normalization
          model.output
          model.residual
          model.width
          optimizer
          regularizer
          schedule
          schedule.warmup
          training.batch_size
          training.clip_norm
          training.clip_value
          training.epochs
          training.train_metrics
      """),
    Mistake(
      "a setting without its group", "E02",
      """
      base: {data: moons, epochs: 3}
      """,
      """
      x.yaml:1:21: error: unknown key 'epochs' in 'base'; did you mean 'training.epochs'?
      base: {data: moons, epochs: 3}
                          ^
      """),
    Mistake(
      "a hyperparameter without its group", "E02",
      """
      base: {data: moons}
      grid: {momentum: [0.5, 0.9]}
      """,
      """
      x.yaml:2:8: error: unknown axis 'momentum'; did you mean 'optimizer.momentum'?
      grid: {momentum: [0.5, 0.9]}
             ^
      """),
    Mistake(
      "a value where a group stands", "E05",
      """
      base: {data: moons, model: relu}
      """,
      """
      x.yaml:1:28: error: 'model' must be a map, not 'relu'
      base: {data: moons, model: relu}
                                 ^
      """),
    Mistake(
      "a misspelt axis", "E02 E04",
      """
      base: {data: moons}
      grid:
        optimizer.learning_rat: [0.1, 1]
        model: {activaton: [relu, tanh]}
      """,
      """
      x.yaml:3:3: error: optimizer 'sgd' has no hyperparameter 'learning_rat'; expected this; did \
      you mean 'learning_rate'?
        optimizer.learning_rat: [0.1, 1]
        ^
          learning_rate  a number > 0, default 0.1
      x.yaml:4:11: error: unknown axis 'model.activaton'; expected one of these 42; did you mean \
      'model.activation'?
        model: {activaton: [relu, tanh]}
                ^
          data
          data.missing
          data.split
          data.split.folds
          data.standardize
          data.task
          data.test
          diagnostics.every
          diagnostics.thresholds.dead_rows
          diagnostics.thresholds.dormant_size
          diagnostics.thresholds.dormant_units
          diagnostics.thresholds.dying_units
          diagnostics.thresholds.dying_zeros
          diagnostics.thresholds.exploding_ratio
          diagnostics.thresholds.saturated_entries
          diagnostics.thresholds.vanishing_mean
          diagnostics.thresholds.vanishing_norm
          diagnostics.thresholds.vanishing_ratio
          diverge.loss_above
          diverge.patience
          loss
          model.activation
          model.depth
          model.dropout
          model.hidden
          model.initializer
          model.normalization
          model.output
          model.residual
          model.width
          optimizer
          regularizer
          schedule
          schedule.warmup
          stop.at_target
          stop.min_delta
          stop.patience
          training.batch_size
          training.clip_norm
          training.clip_value
          training.epochs
          training.train_metrics
      """),
    Mistake(
      "a misspelt key of select", "E02",
      """
      base: {data: moons}
      select: {metrc: val_loss}
      """,
      """
      x.yaml:2:10: error: unknown key 'metrc' in 'select'; expected one of 'at', 'goal', \
      'metric'; did you mean 'metric'?
      select: {metrc: val_loss}
               ^
      """),
    Mistake(
      "a misspelt key of an interval", "E02",
      """
      base: {data: moons}
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, nun: 3}}
      """,
      """
      x.yaml:2:52: error: unknown key 'nun' in 'learning_rate' of optimizer 'sgd'; expected one \
      of 'max', 'min', 'num', 'scale', 'step'; did you mean 'num'?
      grid: {optimizer.learning_rate: {min: 0.1, max: 1, nun: 3}}
                                                         ^
      """),
    Mistake(
      "a misspelt key of seeds, diverge, diagnostics, run and report", "E02",
      """
      base: {data: moons}
      seeds: {cuont: 3}
      diverge: {loss_abov: 3}
      diagnostics: {evry: 1}
      run: {job: 1}
      report: {confidense: 0.9}
      """,
      """
      x.yaml:2:9: error: unknown key 'cuont' in 'seeds'; expected one of 'count', 'start', \
      'vary'; did you mean 'count'?
      seeds: {cuont: 3}
              ^
      x.yaml:3:11: error: unknown key 'loss_abov' in 'diverge'; expected one of 'loss_above', \
      'patience'; did you mean 'loss_above'?
      diverge: {loss_abov: 3}
                ^
      x.yaml:4:15: error: unknown key 'evry' in 'diagnostics'; expected one of 'every', \
      'thresholds'; did you mean 'every'?
      diagnostics: {evry: 1}
                    ^
      x.yaml:5:7: error: unknown key 'job' in 'run'; expected one of these 7; did you mean 'jobs'?
      run: {job: 1}
            ^
          fail_fast
          jobs
          launcher
          max_failures
          max_runs
          memory
          timeout
      x.yaml:6:10: error: unknown key 'confidense' in 'report'; expected one of these 8; did you \
      mean 'confidence'?
      report: {confidense: 0.9}
               ^
          aggregate
          baseline
          confidence
          failure_score
          formats
          scope
          sesoi
          test
      """),
    Mistake(
      "values where maps stand", "E05",
      """
      base: {data: moons}
      grid: 3
      diverge: 5
      run: fast
      report: [csv]
      select: [a]
      """,
      """
      x.yaml:2:7: error: 'grid' must be a map of axes, not '3'
      grid: 3
            ^
      x.yaml:3:10: error: 'diverge' must be a map, not '5'
      diverge: 5
               ^
      x.yaml:4:6: error: 'run' must be a map, not 'fast'
      run: fast
           ^
      x.yaml:5:9: error: 'report' must be a map, not a list
      report: [csv]
              ^
      x.yaml:6:9: error: expected a metric or a map, found a list
      select: [a]
              ^
      """),
    Mistake(
      "a base that is a list", "E05",
      """
      base: [1]
      """,
      """
      x.yaml:1:7: error: 'base' must be a map, not a list
      base: [1]
            ^
      """),
    Mistake(
      "a file that is a list", "E02",
      """
      - base
      """,
      """
      x.yaml:1:1: error: expected a map of keys such as 'base' and 'grid', found a list
      - base
      ^
      """),
  ]
}
