import Testing

/// What a shipped experiment must show.
struct Statement: CustomTestStringConvertible, Sendable {
  var name: String
  var check: @Sendable (Results) throws -> Void
  var testDescription: String { name }

  init(_ name: String, check: @escaping @Sendable (Results) throws -> Void) {
    self.name = name
    self.check = check
  }

  static let all = [
    quickstart, vanishingGradients, lossFunctions, learningRate, momentum, regularization,
    schedules, dyingReLU, batchSize, periodic, normalization,
  ]

  // MARK: - Gradients and units

  static let quickstart = Statement("quickstart") { results in
    #expect(results.runs.count >= 100)
    try expectVanishing(results)
    let best = try results.best(by: "f_model_activation", where: ["f_model_depth": "12"])
    #expect(try #require(best["relu"]) > 0.8)
    #expect(try #require(best["sigmoid"]) < 0.5)
  }

  static let vanishingGradients = Statement("vanishing_gradients") { results in
    try expectVanishing(results)
    let depths = try Set(results.runs.map { try $0.number("f_model_depth") }).sorted()
    let flows = try depths.filter { $0 > 1 }.map { depth in
      try results.gradientFlow(["f_model_activation": "sigmoid"], depth: depth).median
    }
    #expect(flows.count > 3)
    #expect(zip(flows, flows.dropFirst()).allSatisfy { $0 > $1 }, "\(flows)")
  }

  /// At the largest depth sigmoid's first layer gets less than a thousandth of the last one's gradient
  /// after an epoch; that of ReLU does not.
  private static func expectVanishing(_ results: Results) throws {
    let deepest = try #require(results.runs.map { try $0.number("f_model_depth") }.max())
    let sigmoid = try results.gradientFlow(["f_model_activation": "sigmoid"], depth: deepest)
    #expect(sigmoid.count >= 6)
    #expect(sigmoid.allSatisfy { $0 < 1e-3 }, "\(sigmoid)")
    let relu = try results.gradientFlow(["f_model_activation": "relu"], depth: deepest)
    #expect(relu.count >= 6)
    #expect(relu.median > 1e-1, "\(relu)")
  }

  static let normalization = Statement("normalization") { results in
    func best(_ residual: String) throws -> [String: Double] {
      try results.best(by: "f_model_normalization", where: ["f_model_residual": residual])
    }
    let (plain, around) = (try best("false"), try best("true"))
    #expect(try #require(plain["none"]) < 0.2)
    #expect(try #require(plain["batch"]) > 0.85)
    #expect(around.count == 3 && around.values.allSatisfy { $0 > 0.85 }, "\(around)")
  }

  static let dyingReLU = Statement("dying_relu") { results in
    let relu = try results.deadShares(of: "relu")
    #expect(relu.count > 3)
    #expect(zip(relu, relu.dropFirst()).allSatisfy { $0.share < $1.share }, "\(relu)")
    #expect(try #require(relu.last).share > 0.5)
    let leaky = try results.deadShares(of: "leaky_relu")
    #expect(leaky.map(\.rate) == relu.map(\.rate))
    #expect(leaky.allSatisfy { $0.share == 0 }, "\(leaky)")
  }

  // MARK: - Scores

  static let lossFunctions = Statement("loss_functions") { results in
    let best = try results.best(by: "f_loss")
    let mean = try results.means(by: ["f_loss"])
    for scores in [best, mean] {
      #expect(try #require(scores["log_loss"]) > #require(scores["mse"]))
    }
  }

  static let learningRate = Statement("learning_rate") { results in
    let means = try results.means(by: ["f_optimizer_learning_rate"])
    let rates = means.keys.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    let scores = rates.compactMap { means[$0] }
    let best = try #require(scores.max())
    #expect(best > 0.9)
    for score in [scores.first, scores.last] { #expect(try #require(score) < 0.5) }
  }

  static let momentum = Statement("momentum") { results in
    let best = try results.best(by: "f_optimizer", isHigherBetter: false)
    let plain = try #require(best["sgd"])
    #expect(try #require(best["momentum"]) < plain)
  }

  static let regularization = Statement("regularization") { results in
    let best = try results.best(by: "f_regularizer", isHigherBetter: false)
    #expect(try #require(best["l2"]) < #require(best["none"]))
  }

  static let schedules = Statement("schedules") { results in
    let best = try results.best(by: "f_schedule", isHigherBetter: false)
    let constant = try #require(best["constant"])
    #expect(try #require(best["cosine"]) < constant)
  }

  static let periodic = Statement("periodic") { results in
    let best = try results.best(by: "f_model_activation", isHigherBetter: false)
    let snake = try #require(best["snake"])
    #expect(snake < 0.1)
    for other in ["relu", "tanh"] { #expect(try #require(best[other]) > 5 * snake) }
  }

  static let batchSize = Statement("batch_size") { results in
    let runs = Dictionary(grouping: results.runs) { $0["f_training_batch_size"] ?? "" }
    #expect(Set(runs.keys) == ["1", "32", "full"])
    let epochs = try Set(
      results.runs.filter { $0["status"] == "ok" }.map { try $0.number("epochs_run") })
    #expect(epochs.count == 1, "the same passes over the data")
  }
}
