import Testing

@Suite struct NameMistakesTests {
  @Test("names are judged whatever else is wrong with the file", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "names, whatever else is wrong", "E02 E03 E05 E08 E17",
      """
      base: {data: moons, training: {epoch: 3}}
      grid:
        model.activation: [relu, tnh]
        optimizer.learning_rate: [0.1, 0.1]
        optimzer: [sgd]
      compare: [activation, model.activation, optimzer]
      tune: [model.activation, optimizer.learning_rate, training.epochs]
      seeds: 0
      """,
      """
      x.yaml:1:32: error: unknown key 'training.epoch' in 'base'; expected one of these 26; did \
      you mean 'training.epochs'?
      base: {data: moons, training: {epoch: 3}}
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
      x.yaml:3:28: error: unknown activation 'tnh'; expected one of these 17; did you mean 'tanh'?
        model.activation: [relu, tnh]
                                 ^
          elu
          gelu
          hard_sigmoid
          hard_tanh
          identity
          leaky_relu
          mish
          prelu
          relu
          relu6
          selu
          sigmoid
          softmax
          softplus
          softsign
          swish
          tanh
      x.yaml:4:34: error: 'learning_rate' of optimizer 'sgd' has the candidate 0.1 twice; the \
      first is in line 4
        optimizer.learning_rate: [0.1, 0.1]
                                       ^
      x.yaml:5:3: error: unknown axis 'optimzer'; expected one of these 42; did you mean \
      'optimizer'?
        optimzer: [sgd]
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
      x.yaml:6:11: error: 'compare' names 'activation', which does not vary; did you mean \
      'model.activation'?
      compare: [activation, model.activation, optimzer]
                ^
      x.yaml:7:8: error: 'model.activation' is in both 'compare' and 'tune'
      tune: [model.activation, optimizer.learning_rate, training.epochs]
             ^
      x.yaml:7:51: error: 'tune' names 'training.epochs', which does not vary; expected one of \
      'model.activation', 'optimizer.learning_rate'
      tune: [model.activation, optimizer.learning_rate, training.epochs]
                                                        ^
      x.yaml:8:8: error: 'seeds' must be a whole number in 1...1000000, not 0
      seeds: 0
             ^
      """),
    Mistake(
      "names where the studies are right, and the rest is not", "E05 E11 E17 E20",
      """
      base: {data: moons}
      grid:
        model.activation: [relu, tanh]
        optimizer: [sgd, momentum]
      exclude: [{optimizer: adam}]
      compare: [optimizer.name]
      seeds: 0
      run: {jobs: none}
      report: {baseline: {optimizer: adam}}
      hypotheses:
        - {id: H1, claim: c, expect: a > b, compare: {factor: optimizer, a: adam, b: sgd}, \
      metric: val_loss}
      """,
      """
      x.yaml:5:23: error: no configuration has 'optimizer' 'adam'; expected one of 'momentum', 'sgd'
      exclude: [{optimizer: adam}]
                            ^
      x.yaml:6:11: error: 'compare' names 'optimizer.name', which does not vary; expected one of \
      'model.activation', 'optimizer'
      compare: [optimizer.name]
                ^
      x.yaml:7:8: error: 'seeds' must be a whole number in 1...1000000, not 0
      seeds: 0
             ^
      x.yaml:8:13: error: 'run.jobs' must be a whole number in 1...1024 or 'auto', not 'none'
      run: {jobs: none}
                  ^
      x.yaml:11:71: error: hypothesis 'H1': no level of 'optimizer' is 'adam'; expected one of \
      'momentum', 'sgd'
        - {id: H1, claim: c, expect: a > b, compare: {factor: optimizer, a: adam, b: sgd}, \
      metric: val_loss}
                                                                            ^
      """),
  ]
}
