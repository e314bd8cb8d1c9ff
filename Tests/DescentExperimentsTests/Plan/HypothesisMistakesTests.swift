import Testing

@Suite struct HypothesisMistakesTests {
  @Test(
    "a hypothesis that cannot be tested is reported before anything trains", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  static let mistakes = [
    Mistake(
      "factors and levels that are not there", "E20",
      """
      base: {data: {name: moons, samples: 60}, training: {epochs: 20}}
      grid:
        model.activation: [relu, sigmoid]
        model.depth: [1, 2]
        optimizer: [{name: sgd, learning_rate: 0.1}, {name: momentum, learning_rate: 0.2}]
      hypotheses:
        - id: H1
          claim: c
          expect: a > b
          compare: {factor: activation, a: relu, b: sigmoid}
          metric: val_loss
        - id: H2
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: rellu, b: sigmoid}
          metric: val_loss
        - id: H3
          claim: c
          expect: decreasing over model.dept
          metric: val_loss
        - id: H4
          claim: c
          expect: share(model.depth) > share(loss)
          metric: val_loss
        - id: H5
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
          where: {model.depth: 3}
        - id: H6
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
          where: {depth: 2, loss: mse}
        - id: H7
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
          tune: [learning_rate]
      """,
      """
      x.yaml:10:23: error: hypothesis 'H1': 'compare' names 'activation', which does not vary; did \
      you mean 'model.activation'?
          compare: {factor: activation, a: relu, b: sigmoid}
                            ^
      x.yaml:15:44: error: hypothesis 'H2': no level of 'model.activation' is 'rellu'; expected \
      one of 'relu', 'sigmoid'; did you mean 'relu'?
          compare: {factor: model.activation, a: rellu, b: sigmoid}
                                                 ^
      x.yaml:19:29: error: hypothesis 'H3': 'expect' names 'model.dept', which does not vary; \
      expected one of 'model.activation', 'model.depth', 'optimizer', 'optimizer.learning_rate'; \
      did you mean 'model.depth'?
          expect: decreasing over model.dept
                                  ^
      x.yaml:23:40: error: hypothesis 'H4': 'expect' names 'loss', which does not vary; expected \
      one of 'model.activation', 'model.depth', 'optimizer', 'optimizer.learning_rate'
          expect: share(model.depth) > share(loss)
                                             ^
      x.yaml:30:26: error: hypothesis 'H5': no configuration has 'model.depth' '3'; expected one \
      of '1', '2'
          where: {model.depth: 3}
                               ^
      x.yaml:36:13: error: hypothesis 'H6': no configuration has a setting 'depth'; did you mean \
      'model.depth'?
          where: {depth: 2, loss: mse}
                  ^
      x.yaml:36:29: error: hypothesis 'H6': no configuration has 'loss' 'mse'; expected 'log_loss'
          where: {depth: 2, loss: mse}
                                  ^
      x.yaml:42:12: error: hypothesis 'H7': 'tune' names 'learning_rate', which does not vary; did \
      you mean 'optimizer.learning_rate'?
          tune: [learning_rate]
                 ^
      """),
    Mistake(
      "sides that cannot be compared", "E20",
      """
      base: {data: {name: moons, samples: 60}, training: {epochs: 20}}
      grid:
        model.activation: [relu, sigmoid]
        model.depth: [1, 2]
        optimizer: [{name: sgd, learning_rate: 0.1}, {name: momentum, learning_rate: 0.2}]
      hypotheses:
        - id: H1
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: relu}
          metric: val_loss
        - id: H2
          claim: c
          expect: a > b
          compare: {factor: optimizer.learning_rate, a: 0.1, b: 0.2}
          metric: val_loss
        - id: H3
          claim: c
          expect: increasing over model.depth
          metric: val_loss
        - id: H4
          claim: c
          expect: share(model.depth) > share(model.depth)
          metric: val_loss
        - id: H5
          claim: c
          expect: share(model.depth) > share(optimizer)
          metric: val_loss
          where: {optimizer: sgd}
        - id: H6
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_loss
          where: {optimizer: sgd, optimizer.learning_rate: 0.2}
      """,
      """
      x.yaml:10:53: error: hypothesis 'H1': 'a' and 'b' mean the same configurations
          compare: {factor: model.activation, a: relu, b: relu}
                                                          ^
      x.yaml:15:59: error: hypothesis 'H2': 'a' and 'b' never occur together, with all else equal
          compare: {factor: optimizer.learning_rate, a: 0.1, b: 0.2}
                                                                ^
      x.yaml:19:13: error: hypothesis 'H3': a trend needs 3 levels of 'model.depth' or more, and \
      there are 2
          expect: increasing over model.depth
                  ^
      x.yaml:23:13: error: hypothesis 'H4': 'model.depth' is compared with itself
          expect: share(model.depth) > share(model.depth)
                  ^
      x.yaml:29:12: error: hypothesis 'H5': 'optimizer' does not vary where 'where' is met
          where: {optimizer: sgd}
                 ^
      x.yaml:35:12: error: hypothesis 'H6': no configuration meets all of 'where' at once
          where: {optimizer: sgd, optimizer.learning_rate: 0.2}
                 ^
      """),
    Mistake(
      "metrics, layers and epochs that are not measured", "E20",
      """
      base: {data: {name: moons, samples: 60}, training: {epochs: 20}}
      grid:
        model.activation: [relu, sigmoid]
        model.depth: [1, 2]
        optimizer: [{name: sgd, learning_rate: 0.1}, {name: momentum, learning_rate: 0.2}]
      hypotheses:
        - id: H1
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: dead_frac
        - id: H2
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: dead_frac, layer: 3}
        - id: H3
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: grad_norm, layer: 2, at: epoch 3}
        - id: H4
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: val_loss, at: epoch 30}
        - id: H5
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: val_loss, layer: 2}
        - id: H6
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: test_loss, at: epoch 2}
        - id: H7
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: grad_norm, layer: 1, at: best}
        - id: H8
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: update_ratio, layer: 1, at: init}
        - id: H9
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: epochs_to, of: val_acc, target: 1}
        - id: H10
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: epochs_to, of: val_loss}
        - id: H11
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: {name: failure_rate, at: final}
        - id: H12
          claim: c
          expect: a > b by 2x
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: failure_rate
      """,
      """
      x.yaml:11:13: error: hypothesis 'H1': 'dead_frac' needs a 'layer': first, last, max, mean or \
      a number
          metric: dead_frac
                  ^
      x.yaml:16:38: error: hypothesis 'H2': there is no layer 3 in a network of 2 weight matrices
          metric: {name: dead_frac, layer: 3}
                                           ^
      x.yaml:21:45: error: hypothesis 'H3': layers are not measured at epoch 3, but at 0, 1, 2, 4, \
      8, … and the last; 'diagnostics.every' decides
          metric: {name: grad_norm, layer: 2, at: epoch 3}
                                                  ^
      x.yaml:26:34: error: hypothesis 'H4': there is no epoch 30 in a run of 20
          metric: {name: val_loss, at: epoch 30}
                                       ^
      x.yaml:31:37: error: hypothesis 'H5': 'val_loss' is not measured by layer
          metric: {name: val_loss, layer: 2}
                                          ^
      x.yaml:36:35: error: hypothesis 'H6': 'test_loss' is measured at the final and the best \
      epoch alone
          metric: {name: test_loss, at: epoch 2}
                                        ^
      x.yaml:41:45: error: hypothesis 'H7': layers are not measured at the best epoch
          metric: {name: grad_norm, layer: 1, at: best}
                                                  ^
      x.yaml:46:48: error: hypothesis 'H8': 'update_ratio' is not measured before the first step
          metric: {name: update_ratio, layer: 1, at: init}
                                                     ^
      x.yaml:51:35: error: hypothesis 'H9': 'val_acc' is not recorded; expected one of these 6
          metric: {name: epochs_to, of: val_acc, target: 1}
                                        ^
          test_accuracy
          test_loss
          train_accuracy
          train_loss
          val_accuracy
          val_loss
      x.yaml:56:20: error: hypothesis 'H10': 'epochs_to' needs a 'target'
          metric: {name: epochs_to, of: val_loss}
                         ^
      x.yaml:61:38: error: hypothesis 'H11': 'failure_rate' takes no 'at'
          metric: {name: failure_rate, at: final}
                                           ^
      x.yaml:64:13: error: hypothesis 'H12': 'failure_rate' is compared as a > b, a < b or with a \
      number, without a margin
          expect: a > b by 2x
                  ^
      """),
    Mistake(
      "a metric that is not recorded", "E20",
      """
      base: {data: {name: moons, samples: 60}, training: {epochs: 20}}
      grid:
        model.activation: [relu, sigmoid]
        model.depth: [1, 2]
        optimizer: [{name: sgd, learning_rate: 0.1}, {name: momentum, learning_rate: 0.2}]
      hypotheses:
        - id: H1
          claim: c
          expect: a > b
          compare: {factor: model.activation, a: relu, b: sigmoid}
          metric: val_acc
      """,
      """
      x.yaml:11:13: error: hypothesis 'H1': 'val_acc' is not recorded; expected one of these 24
          metric: val_acc
                  ^
          act_mean
          act_sd
          dead_frac
          dormant_frac
          epochs_to
          failure_rate
          grad_abs_mean
          grad_norm
          grad_rms
          grad_zero_frac
          learning_rate
          lr_sensitivity
          penalty
          saturated_frac
          seconds_to
          strict_dead_frac
          test_accuracy
          test_loss
          train_accuracy
          train_loss
          update_ratio
          val_accuracy
          val_loss
          weight_norm
      """),
  ]
}
