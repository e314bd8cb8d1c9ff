import DescentReports
import DescentStore
import Testing

@Suite("Causes of divergence") struct FailureCauseTests {
  /// What is known of a run that diverged with sgd at a learning rate of 1; rmsprop and 0.1 are fine unless
  /// it says otherwise.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var cause: FailureCause
    var lowerRateIsFine = false
    var otherOptimizerIsFine = false
    var reason = "nonfinite"
    var gradVerdict = "ok"
    var unitVerdict = "ok"
    var tensor: String?
    /// Before training it was 0.5.
    var lastFiniteLoss: Double? = 0.7
  }

  static let cases: [Case] = [
    Case(
      testDescription: "a lower rate is fine, whatever else", cause: .learningRateTooHigh,
      lowerRateIsFine: true, otherOptimizerIsFine: true, gradVerdict: "exploding"),
    Case(
      testDescription: "the gradient was found exploding", cause: .explodingGradient,
      otherOptimizerIsFine: true, gradVerdict: "exploding", unitVerdict: "dead"),
    Case(
      testDescription: "the loss grew to ten times the untrained one", cause: .explodingGradient,
      lastFiniteLoss: 5),
    Case(
      testDescription: "the loss stayed above that for epochs", cause: .explodingGradient,
      reason: "exploded", lastFiniteLoss: 6),
    Case(testDescription: "dead units", cause: .deadNetwork, unitVerdict: "dead"),
    Case(testDescription: "saturated units", cause: .saturation, unitVerdict: "saturated"),
    Case(
      testDescription: "a loss that is not finite of weights that are", cause: .lossDomain,
      otherOptimizerIsFine: true, lastFiniteLoss: 0.9),
    Case(
      testDescription: "a loss that had grown, and overflows with finite weights",
      cause: .explodingGradient, otherOptimizerIsFine: true, lastFiniteLoss: 1.1),
    Case(
      testDescription: "a first loss that is not finite, and so no gradient either",
      cause: .lossDomain, gradVerdict: "exploding", lastFiniteLoss: nil),
    Case(
      testDescription: "another optimizer is fine", cause: .optimizerSpecific,
      otherOptimizerIsFine: true, tensor: "layers.0.weight"),
    Case(
      testDescription: "a weight that is not finite after a loss that is",
      cause: .explodingGradient, tensor: "layers.0.weight"),
    Case(testDescription: "nothing known", cause: .unknown, reason: "exploded"),
  ]

  @Test("the first cause that holds", arguments: cases) func cause(example: Case) {
    var sweep = SweepBuilder(
      axes: [
        .init("optimizer", ["sgd", "rmsprop"]), .init("optimizer.learning_rate", ["0.1", "1"]),
      ], seeds: [1]
    ).sweep { levels, _ in
      let isFine =
        switch (levels["optimizer"], levels["optimizer.learning_rate"]) {
        case ("sgd", "0.1"): example.lowerRateIsFine
        case ("rmsprop", "1"): example.otherOptimizerIsFine
        default: false
        }
      return isFine ? .ok(0.1, 0.9) : .failed(from: 0.1)
    }
    let id = "r0001s1"
    sweep.outcomes[id]?.run.statusReason = example.reason
    sweep.outcomes[id]?.run.gradVerdict = example.gradVerdict
    sweep.outcomes[id]?.run.unitVerdict = example.unitVerdict
    sweep.outcomes[id]?.run.failedTensor = example.tensor
    sweep.outcomes[id]?.run.lastFiniteLoss = example.lastFiniteLoss
    #expect(Analysis(sweep, confidence: 0.95).causes[id] == example.cause)
  }
}
