import DescentStore

/// Why a run diverged, as far as the rest of the sweep tells.
///
/// The first that holds: the same setting and seed is fine at a lower learning rate; the gradient
/// exploded; the units were dead, or saturated; the loss of finite weights was not finite, and had not
/// grown; the same setting is fine with another optimizer; a weight was not finite.
package enum FailureCause: String {
  case learningRateTooHigh = "lr_too_high"
  case explodingGradient = "exploding_gradient"
  case deadNetwork = "dead_network"
  case saturation
  /// An argument outside the domain of the loss, such as the logarithm of 0.
  case lossDomain = "loss_domain"
  case optimizerSpecific = "optimizer_specific"
  case unknown

  /// From how many times the loss of the untrained network on a loss has exploded, and its gradient with it.
  package static let explodedLoss = 10.0

  /// The cause of each diverged run, by run id.
  package static func all(in scores: Scores) -> [String: FailureCause] {
    let rate = "optimizer.learning_rate"
    let plan = scores.plan
    func key(_ run: ScoredRun, without isLeftOut: (String) -> Bool) -> [String] {
      let levels = plan.configurations[run.configuration].factorLevels
      return plan.factors.map(\.path).filter { !isLeftOut($0) }.map { levels[$0] ?? "\u{0}" }
        + ["\(run.planned.seed)", "\(run.planned.fold ?? 0)"]
    }
    func learningRate(_ run: ScoredRun) -> Double? {
      plan.configurations[run.configuration].factorLevels[rate].flatMap(Double.init)
    }
    func isOptimizer(_ path: String) -> Bool {
      path == "optimizer" || path.hasPrefix("optimizer.") && path != rate
    }
    let diverged = scores.runs.filter { $0.run.status == .diverged }
    // What is asked of the runs that went well: in large sweeps they are many.
    var lowestRate: [[String]: Double] = [:]
    var isFineOtherwise: [[String]: Bool] = [:]
    for run in diverged {
      lowestRate[key(run) { $0 == rate }] = .infinity
      isFineOtherwise[key(run, without: isOptimizer)] = false
    }
    for run in scores.runs where run.isOK && !diverged.isEmpty {
      let other = key(run, without: isOptimizer)
      if isFineOtherwise[other] != nil { isFineOtherwise[other] = true }
      let same = key(run) { $0 == rate }
      if let value = learningRate(run), let lowest = lowestRate[same] {
        lowestRate[same] = min(value, lowest)
      }
    }
    var causes: [String: FailureCause] = [:]
    for run in diverged {
      let lower = lowestRate[key(run) { $0 == rate }]
      causes[run.run.runID] =
        if let lower, let own = learningRate(run), lower < own {
          .learningRateTooHigh
        } else if hasExploded(run) {
          .explodingGradient
        } else if run.run.unitVerdict == "dead" {
          .deadNetwork
        } else if run.run.unitVerdict == "saturated" {
          .saturation
        } else if run.run.statusReason == "nonfinite", run.run.failedTensor == nil {
          // Finite weights of a loss that had grown make it overflow.
          hasGrown(run, by: 2) ? .explodingGradient : .lossDomain
        } else if isFineOtherwise[key(run, without: isOptimizer)] ?? false {
          .optimizerSpecific
        } else if run.run.failedTensor != nil {
          // The gradient of a finite loss made a weight infinite.
          .explodingGradient
        } else {
          .unknown
        }
    }
    return causes
  }

  /// Whether the gradient was found exploding, or the loss grew so far that it must have been.
  ///
  /// A run whose first loss was not finite never had a gradient.
  private static func hasExploded(_ run: ScoredRun) -> Bool {
    run.run.lastFiniteLoss != nil
      && (hasGrown(run, by: explodedLoss) || run.run.gradVerdict == "exploding")
  }

  /// Whether the last finite loss was so many times that of the untrained network.
  private static func hasGrown(_ run: ScoredRun, by factor: Double) -> Bool {
    guard let last = run.run.lastFiniteLoss, let first = run.curve.untrainedLoss else {
      return false
    }
    return last >= factor * abs(first)
  }
}
