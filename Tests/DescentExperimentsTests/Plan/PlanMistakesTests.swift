import DescentExperiments
import Testing

@Suite struct PlanMistakesTests {
  @Test("what does not fit together is reported before anything trains", arguments: mistakes)
  func mistake(_ mistake: Mistake) { mistake.check() }

  @Test("a file with seven mistakes reports seven")
  func seven() {
    Self.sevenMistakes.check()
    #expect(Experiment(Self.sevenMistakes.text).mistakes?.diagnostics.count == 7)
  }

  static let sevenMistakes =
    Mistake(
      "seven mistakes", "E02 E03 E05",
      """
      nmae: x
      base:
        data: {name: mons}
        model: {hidden: [0], activation: rellu}
        optimizer: {name: sgd, learning_rate: -1}
        training: {epochs: ten}
      grid:
        model.initializer: [he, hee]
      """,
      """
      x.yaml:1:1: error: unknown key 'nmae'; expected one of these 25; did you mean 'name'?
      nmae: x
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
      x.yaml:3:16: error: unknown data source 'mons'; expected one of these 19; did you mean 'moons'?
        data: {name: mons}
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
      x.yaml:4:19: error: 'model.hidden' must be a list of whole numbers in 1...100000, not [0]
        model: {hidden: [0], activation: rellu}
                        ^
      x.yaml:4:36: error: unknown activation 'rellu'; expected one of these 17; did you mean 'relu'?
        model: {hidden: [0], activation: rellu}
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
      x.yaml:5:41: error: 'learning_rate' of optimizer 'sgd' must be a number > 0, not -1
        optimizer: {name: sgd, learning_rate: -1}
                                              ^
      x.yaml:6:22: error: 'training.epochs' must be a whole number in 1...10000000, not 'ten'
        training: {epochs: ten}
                           ^
      x.yaml:8:27: error: unknown initializer 'hee'; expected one of these 11; did you mean 'he'?
        model.initializer: [he, hee]
                                ^
          constant
          he
          lecun
          normal
          orthogonal
          pytorch
          safetensors
          truncated_normal
          uniform
          xavier
          zeros
      """)

  static let mistakes = [
    Mistake(
      "log-loss behind a linear output", "E15",
      """
      base: {data: moons, loss: log_loss, model: {output: identity}}
      """,
      """
      x.yaml:1:53: error: loss 'log_loss' works on logits, with 'sigmoid' as the output; it does \
      not go with model.output 'identity'
      base: {data: moons, loss: log_loss, model: {output: identity}}
                                                          ^
      """),
    Mistake(
      "log-loss behind a linear output in an axis", "E15",
      """
      base: {data: moons, model: {output: identity}}
      grid: {loss: [mse, log_loss]}
      """,
      """
      x.yaml:1:37: error: loss 'log_loss' works on logits, with 'sigmoid' as the output; it does \
      not go with model.output 'identity'; to leave it out, add this
      base: {data: moons, model: {output: identity}}
                                          ^
          exclude: [{loss: log_loss}]
      """),
    Mistake(
      "softmax over the one output of two classes", "E15",
      """
      base: {data: moons, loss: mse, model: {output: softmax}}
      """,
      """
      x.yaml:1:48: error: model.output 'softmax' works on a whole row, but the network has one \
      output; use 'sigmoid'
      base: {data: moons, loss: mse, model: {output: softmax}}
                                                     ^
      """),
    Mistake(
      "class weights for another number of classes", "E15",
      """
      base: {data: moons, loss: {name: log_loss, class_weights: [1, 2, 3]}}
      """,
      """
      x.yaml:1:59: error: loss 'log_loss' does not go with the task: class_weights has 3 numbers, \
      the task has 2 classes: 0, 1
      base: {data: moons, loss: {name: log_loss, class_weights: [1, 2, 3]}}
                                                                ^
      """),
    Mistake(
      "class weights for another number of classes in a branch", "E15",
      """
      base: {data: moons}
      grid: {loss: [mse, {name: log_loss, class_weights: [[1, 2], [3]]}]}
      """,
      """
      x.yaml:2:61: error: loss 'log_loss' does not go with the task: class_weights has 1 number, \
      the task has 2 classes: 0, 1
      grid: {loss: [mse, {name: log_loss, class_weights: [[1, 2], [3]]}]}
                                                                  ^
      """),
    Mistake(
      "class weights for another number of classes in an axis", "E15",
      """
      base: {data: moons, loss: log_loss}
      grid: {loss.class_weights: [[1, 2, 3], [1, 2]]}
      """,
      """
      x.yaml:2:29: error: loss 'log_loss' does not go with the task: class_weights has 3 numbers, \
      the task has 2 classes: 0, 1
      grid: {loss.class_weights: [[1, 2, 3], [1, 2]]}
                                  ^
      """),
    Mistake(
      "seeds that vary what no run uses", "E05",
      """
      base: {data: moons}
      seeds: {count: 6, vary: [noise]}
      """,
      """
      x.yaml:2:25: error: nothing that these runs do uses the streams of 'seeds.vary', 'noise': \
      all 6 seeds would give the same run
      seeds: {count: 6, vary: [noise]}
                              ^
      """),
    Mistake(
      "a network larger than the machine", "E05",
      """
      base: {data: moons, model: {hidden: [100000, 100000, 100000]}}
      """,
      """
      x.yaml:1:37: error: a network of 20000600001 parameters needs about 480 GB, more than this \
      machine has
      base: {data: moons, model: {hidden: [100000, 100000, 100000]}}
                                          ^
      """),
    Mistake(
      "a factor without its group", "E17",
      """
      base: {data: moons}
      grid: {model.activation: [relu, tanh]}
      compare: [activation]
      """,
      """
      x.yaml:3:11: error: 'compare' names 'activation', which does not vary; did you mean \
      'model.activation'?
      compare: [activation]
                ^
      """),
    Mistake(
      "log-loss for numbers", "E15",
      """
      base: {data: ill_conditioned, loss: log_loss}
      """,
      """
      x.yaml:1:37: error: loss 'log_loss' is not made for regression
      base: {data: ill_conditioned, loss: log_loss}
                                          ^
      """),
    Mistake(
      "the top two of two classes", "E15",
      """
      base: {data: moons}
      metrics: [accuracy, {name: top_k, k: 2}]
      """,
      """
      x.yaml:2:38: error: metric 'top_k' does not go with the task: k is 2, but of 2 classes every \
      row's would be among them; k must be below 2
      metrics: [accuracy, {name: top_k, k: 2}]
                                           ^
      """),
    Mistake(
      "a column that is almost a label", "E17",
      """
      base: {data: spirals}
      metrics: [{name: top_k, k: 1, label: top_1}]
      select: val_top1
      """,
      """
      x.yaml:3:9: error: 'select' names 'val_top1', which is not recorded; expected one of these 6; \
      did you mean 'val_top_1'?
      select: val_top1
              ^
          test_loss
          test_top_1
          train_loss
          train_top_1
          val_loss
          val_top_1
      """),
    Mistake(
      "accuracy for numbers", "E15",
      """
      base: {data: ill_conditioned}
      metrics: [mae, accuracy]
      """,
      """
      x.yaml:2:16: error: metric 'accuracy' is not made for regression
      metrics: [mae, accuracy]
                     ^
      """),
    Mistake(
      "too large a plan", "E16",
      """
      base: {data: moons}
      grid:
        optimizer.learning_rate: [0.1, 0.2, 0.3]
        model.depth: [1, 2]
      seeds: 4
      run: {max_runs: 23}
      """,
      """
      x.yaml:6:17: error: the plan has 24 runs, more than run.max_runs = 23
      run: {max_runs: 23}
                      ^
          optimizer.learning_rate: 3
          model.depth: 2
          seeds: 4
      """),
    Mistake(
      "a hopelessly large plan", "E16",
      """
      base: {data: moons}
      grid:
        training.epochs: {min: 2, max: 10001, step: 1}
        diverge.patience: {min: 2, max: 10001, step: 1}
        optimizer.learning_rate: {min: 2, max: 10001, step: 1}
        diagnostics.every: {min: 2, max: 10001, step: 1}
        diverge.loss_above: {min: 2, max: 10001, step: 1}
      """,
      """
      x.yaml:3:3: error: the plan has far too many runs, more than run.max_runs = 100000
        training.epochs: {min: 2, max: 10001, step: 1}
        ^
          training.epochs: 10000
          diverge.patience: 10000
          optimizer.learning_rate: 10000
          diagnostics.every: 10000
          diverge.loss_above: 10000
          seeds: 5
      """),
    Mistake(
      "a comparison of what does not vary", "E17",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1]}
      compare: [optimiser]
      """,
      """
      x.yaml:3:11: error: 'compare' names 'optimiser', which does not vary; expected one of \
      'optimizer', 'optimizer.learning_rate'; did you mean 'optimizer'?
      compare: [optimiser]
                ^
      """),
    Mistake(
      "a tuned setting that does not vary", "E17",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1]}
      tune: [training.epochs]
      """,
      """
      x.yaml:3:8: error: 'tune' names 'training.epochs', which does not vary; expected one of \
      'optimizer', 'optimizer.learning_rate'
      tune: [training.epochs]
             ^
      """),
    Mistake(
      "a comparison where nothing varies", "E17",
      """
      base: {data: moons}
      compare: [optimizer]
      """,
      """
      x.yaml:2:11: error: 'compare' names 'optimizer', which does not vary; nothing does
      compare: [optimizer]
                ^
      """),
    Mistake(
      "one path in compare and tune", "E17",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1]}
      compare: [optimizer]
      tune: [optimizer]
      """,
      """
      x.yaml:4:8: error: 'optimizer' is in both 'compare' and 'tune'
      tune: [optimizer]
             ^
      """),
    Mistake(
      "a metric that is not recorded", "E17",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1]}
      select: val_acuracy
      """,
      """
      x.yaml:3:9: error: 'select' names 'val_acuracy', which is not recorded; expected one of \
      these 6; did you mean 'val_accuracy'?
      select: val_acuracy
              ^
          test_accuracy
          test_loss
          train_accuracy
          train_loss
          val_accuracy
          val_loss
      """),
    Mistake(
      "a metric of a test part that does not exist", "E17",
      """
      base: {data: {name: moons, split: [0.8, 0.2]}}
      select: test_loss
      """,
      """
      x.yaml:2:9: error: 'select' names 'test_loss', which is not recorded; expected one of \
      'train_accuracy', 'train_loss', 'val_accuracy', 'val_loss'
      select: test_loss
              ^
      """),
    Mistake(
      "select without a metric", "E17",
      """
      base: {data: moons}
      grid: {optimizer: [sgd, momentum], optimizer.learning_rate: [0.1, 1]}
      select: {goal: maximize}
      """,
      """
      x.yaml:3:9: error: 'select' needs a 'metric'
      select: {goal: maximize}
              ^
      """),
    Mistake(
      "a loss as the primary metric where the loss varies", "E19",
      """
      base: {data: moons}
      grid: {loss: [mse, log_loss]}
      select: val_loss
      """,
      """
      x.yaml:3:9: error: 'loss' varies, so 'val_loss' cannot be compared between runs; select \
      another metric, such as val_accuracy
      select: val_loss
              ^
      """),
    Mistake(
      "a loss as the primary metric where the data vary", "E19",
      """
      base: {data: moons}
      grid: {data.noise: [0.1, 0.3]}
      select: {metric: train_loss}
      """,
      """
      x.yaml:3:18: error: 'data.noise' varies, so 'train_loss' cannot be compared between runs; \
      select another metric, such as val_accuracy
      select: {metric: train_loss}
                       ^
      """),
    Mistake(
      "a loss as the default metric where the loss varies", "E19",
      """
      base: {data: {name: moons}}
      grid: {data.noise: [0.1, 0.3]}
      metrics: []
      """,
      """
      x.yaml:1:7: error: 'data.noise' varies, so 'val_loss' cannot be compared between runs; \
      select another metric, such as val_accuracy
      base: {data: {name: moons}}
            ^
      """),
  ]
}
