import Descent
import DescentPlugins
import Testing

@Suite struct LossTests {
  private func logLoss(_ z: [Double], _ y: [Double]) -> Double {
    LogLoss()(predicted: z.span, expected: y.span)
  }

  private func softmax(_ z: [Double]) -> [Double] {
    var result = z
    var span = result.mutableSpan
    Softmax().activate(z.span, into: &span)
    return result
  }

  static let logits: [[Double]] = [[0.3, -1.2, 2], [-4, 5, 0.1], [0, 0, 0], [9, 8.5, -30]]

  @Test("the log-loss from logits is that from probabilities", arguments: logits)
  func probabilities(_ z: [Double]) {
    for truth in 0..<3 {
      let y = (0..<3).map { $0 == truth ? 1.0 : 0 }
      #expect(abs(logLoss(z, y) + Double.log(softmax(z)[truth])) < 1e-12)
    }
    #expect(abs(logLoss([z[0]], [1]) + Double.log(.sigmoid(z[0]))) < 1e-12)
    #expect(abs(logLoss([z[0]], [0]) + Double.log(.sigmoid(-z[0]))) < 1e-12)
  }

  @Test("two classes as one logit are two logits with that difference", arguments: logits)
  func binary(_ z: [Double]) {
    #expect(abs(logLoss([z[0] - z[1]], [1]) - logLoss([z[0], z[1]], [1, 0])) < 1e-12)
  }

  @Test("the rows of softmax sum to 1, and a shift changes nothing", arguments: logits)
  func softmaxIdentities(_ z: [Double]) {
    #expect(abs(softmax(z).reduce(0, +) - 1) < 1e-15)
    for (p, shifted) in zip(softmax(z), softmax(z.map { $0 + 100 })) {
      #expect(abs(p - shifted) <= 1e-13 * p)
    }
  }

  @Test("built-in losses are not negative, in Float either", arguments: BuiltInsTests.all)
  func sign(_ component: any Component) {
    guard let loss = component as? any RowLoss else { return }
    let kernel = Float.kernel(of: loss)
    let sizes: [Float] = [-1e4, -30, -1, 0, 1e-3, 2, 17, 90, 1e4]
    for truth: Float in [0, 1] {
      var losses = Array(repeating: Float.nan, count: sizes.count)
      kernel.run(
        sizes, Array(repeating: truth, count: sizes.count), &losses, nil, sizes.count, 1)
      #expect(losses.allSatisfy { $0 >= 0 })
    }
  }

  @Test("class weights are for as many classes as there are, or none")
  func classWeights() throws {
    let few = LearningTask.classification(classes: ["a", "b", "c"])
    let many = LearningTask.classification(classes: (1...30).map(String.init))
    try LogLoss().check(many)
    try LogLoss().with(\.classWeights, [1, 2, 3]).check(few)
    func message(_ weights: [Double], _ task: LearningTask) -> String {
      do {
        try LogLoss().with(\.classWeights, weights).check(task)
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message([1, 2], few) == "class_weights has 2 numbers, the task has 3 classes: a, b, c")
    #expect(
      message([1], many)
        == "class_weights has 1 number, the task has 30 classes: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …")
  }

  @Test("the mean squared error is the mean over all outputs, without a half")
  func meanSquaredError() {
    #expect(MeanSquaredError()(predicted: 3.0, expected: 1.0) == 4)
    let (predicted, expected) = ([1.0, 2, 3], [1.0, 0, 0])
    let value = MeanSquaredError()(predicted: predicted.span, expected: expected.span)
    #expect(abs(value - 13.0 / 3) < 1e-15)
  }
}
