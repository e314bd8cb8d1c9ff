/// A number that says how good predictions are, besides the loss.
public protocol Metric: Component {
  /// Whether more is better.
  static var maximizes: Bool { get }

  /// The tasks that it is made for.
  static var tasks: Set<LearningTask.Kind> { get }

  /// The metric over all rows of a part of the data.
  func callAsFunction(_ predictions: Predictions) -> Double
}

/// The predictions for a part of the data beside the truth, rows × outputs.
///
/// Classes: probabilities beside 0 or 1, in one column where there are two classes and one-hot where
/// there are more. Numbers: both in the target's own units.
public struct Predictions: Sendable {
  public var task: LearningTask
  public var rows: Int
  public var outputs: Int
  public var predicted: [Float]
  public var expected: [Float]

  public init(task: LearningTask, rows: Int, outputs: Int, predicted: [Float], expected: [Float]) {
    precondition(
      predicted.count == rows * outputs && expected.count == rows * outputs,
      "\(rows) rows of \(outputs) outputs need \(rows * outputs) numbers, "
        + "not \(predicted.count) and \(expected.count)")
    self.task = task
    self.rows = rows
    self.outputs = outputs
    self.predicted = predicted
    self.expected = expected
  }

  /// The class with the highest probability; the first of equals.
  public func predictedClass(_ row: Int) -> Int { Self.argmax(predicted, row, outputs) }

  public func expectedClass(_ row: Int) -> Int { Self.argmax(expected, row, outputs) }

  private static func argmax(_ values: [Float], _ row: Int, _ outputs: Int) -> Int {
    let start = row * outputs
    if outputs == 1 { return values[start] > 0.5 ? 1 : 0 }
    var best = 0
    for j in 1..<outputs where values[start + j] > values[start + best] { best = j }
    return best
  }
}

extension Metric {
  public static var kind: ComponentKind { .metric }
}
