import Descent
import DescentPlugins
import DescentTesting
import Testing

@Suite struct LossTests {
  @Test(
    "a loss taken label by label obeys every law, with more rows than one chunk, too",
    arguments: BuiltIns.all.compactMap { $0.init() as? any RowLoss }
      .filter { type(of: $0).tasks.contains(.classification) })
  func labels(_ loss: any RowLoss) {
    let findings = LossLaws.findings(for: loss.ofLabels)
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")

    let (rows, columns) = (300, 3)
    var random = RandomStream(seed: 4)
    // Also probabilities, for losses that take those.
    let predicted = (0..<rows * columns).map { _ in random.uniform() }
    let expected = predicted.indices.map { Double($0 % 7 % 2) }
    func run(_ loss: any RowLoss, _ range: Range<Int>, _ columns: Int) -> ([Double], [Double]) {
      let rows = range.count / columns
      var losses = Array(repeating: 0.0, count: rows)
      var slopes = Array(repeating: 0.0, count: range.count)
      Double.kernel(of: loss).run(
        Array(predicted[range]), Array(expected[range]), &losses, &slopes, rows, columns)
      return (losses, slopes)
    }
    let (losses, slopes) = run(loss.ofLabels, 0..<rows * columns, columns)
    let single = (0..<columns).map { run(loss, $0 * rows..<($0 + 1) * rows, 1) }
    for row in 0..<rows {
      #expect(abs(losses[row] - single.reduce(0) { $0 + $1.0[row] } / 3) < 1e-14)
      for column in 0..<columns {
        #expect(abs(slopes[column * rows + row] - single[column].1[row] / 3) < 1e-14)
      }
    }
  }

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
