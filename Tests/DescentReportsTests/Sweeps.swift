import DescentStore

import DescentReports

/// Sweeps that the tests of several parts read.
enum Sweeps {
  /// Activations × depths: deep sigmoid networks do not learn, their gradients vanish.
  static let vanishing = SweepBuilder(
    axes: [
      .init("model.activation", ["relu", "sigmoid"]), .init("model.depth", ["2", "8"]),
    ], compare: ["model.activation", "model.depth"], question: "Do deep sigmoid networks learn?"
  ).sweep { levels, seed in
    let sigmoid = levels["model.activation"] == "sigmoid"
    let depth = Int(levels["model.depth"] ?? "") ?? 1
    let vanishes = sigmoid && depth == 8
    var result = SweepBuilder.Result.ok(
      0.1, vanishes ? 0.1 : 0.7,
      vanishes ? 0.104 : (sigmoid ? 0.93 : 0.95) + 0.004 * noise(seed, "\(sigmoid)\(depth)"))
    result.gradVerdict = vanishes ? "vanishing" : "ok"
    result.noProgress = vanishes
    result.layers = [0, 1, 2].flatMap { epoch in
      (1...depth + 1).map { layer in
        var norm = 0.4
        for _ in layer..<(depth + 1) { norm *= sigmoid ? 0.2 : 0.95 }
        return LayerRow(
          epoch: epoch, layer: layer, kind: layer > depth ? "output" : "hidden", fanIn: 32,
          fanOut: 32, gradNorm: norm, gradRMS: norm / 32, gradAbsMean: norm / 40,
          deadFrac: sigmoid ? nil : 0.05, saturatedFrac: sigmoid ? 0.4 : 0)
      }
    }
    return result
  }

  /// Optimizers with learning rates of their own: only the tuned view can compare them.
  static let ownLearningRates = SweepBuilder(
    axes: [
      .init("optimizer", ["sgd", "adam"]),
      .init("optimizer.learning_rate", ["0.001", "0.01", "0.1", "1"]),
    ], tune: ["optimizer.learning_rate"],
    holds: { levels in
      let rate = levels["optimizer.learning_rate"] ?? ""
      return levels["optimizer"] == "sgd"
        ? ["0.1", "1"].contains(rate) : ["0.001", "0.01"].contains(rate)
    }
  ).sweep { levels, seed in
    let means = ["0.001": 0.9, "0.01": 0.96, "0.1": 0.94, "1": 0.5]
    let rate = levels["optimizer.learning_rate"] ?? ""
    return .ok(0.1, (means[rate] ?? 0) + 0.005 * noise(seed, rate))
  }

  /// A shared grid where the mean over it misleads: sgd wins the mean, adam wins at its best.
  static let misleadingMean = SweepBuilder(
    axes: [
      .init("optimizer", ["sgd", "adam"]),
      .init("optimizer.learning_rate", ["0.001", "0.01", "0.1"]),
    ], tune: ["optimizer.learning_rate"]
  ).sweep { levels, seed in
    let adam = levels["optimizer"] == "adam"
    let means =
      adam ? ["0.001": 0.95, "0.01": 0.97, "0.1": 0.2] : ["0.001": 0.8, "0.01": 0.9, "0.1": 0.93]
    let rate = levels["optimizer.learning_rate"] ?? ""
    return .ok(0.1, (means[rate] ?? 0) + 0.006 * noise(seed, "\(adam)\(rate)"))
  }

  /// A regression: two losses apart, one of them with failures.
  static let failures = SweepBuilder(
    axes: [.init("optimizer", ["sgd", "momentum(momentum=0.5)"])], metric: "val_loss",
    maximize: false
  ).sweep { levels, seed in
    let start = 2.3 + 0.01 * noise(seed)
    if levels["optimizer"] == "sgd" {
      return seed == 5 ? .failed(from: start) : .ok(start, 0.41 + 0.02 * noise(seed, "s"))
    }
    return .ok(start, 0.30 + 0.02 * noise(seed, "m"))
  }
}
