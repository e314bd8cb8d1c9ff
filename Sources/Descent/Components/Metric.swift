/// A number that says how good predictions are, besides the loss.
public protocol Metric: Component {
  /// Whether more is better.
  static var maximizes: Bool { get }

  /// The tasks that it is made for.
  static var tasks: Set<LearningTask.Kind> { get }

  /// Refuses a task of the right kind that the metric makes no sense for as it is set; by default none.
  ///
  /// It is asked before anything trains.
  ///
  /// - Throws: A ``ComponentError``, with the setting that is at fault.
  func check(_ task: LearningTask) throws

  /// The metric over all rows of a part of the data.
  func callAsFunction(_ predictions: Predictions) -> Double
}

/// The predictions for a part of the data beside the truth, rows × outputs.
///
/// Classes: probabilities beside 0 or 1, in one column where there are two classes and one-hot where
/// there are more. Labels: a column each, with a probability beside 0 or 1. Numbers: both in the target's own
/// units.
public final class Predictions {
  public let truth: Truth
  public private(set) lazy var predicted = activated(scores)
  /// The class with the highest probability in each row, the first of equals; empty for numbers.
  ///
  /// For labels rows × outputs: 1 where the label is more probable than not.
  public let predictedClasses: [Int]

  public var task: LearningTask { truth.task }
  public var rows: Int { truth.rows }
  public var outputs: Int { truth.task.outputs }
  public var expected: [Float] { truth.values }
  /// The true class of each row, empty for numbers; for labels 0 or 1, rows × outputs.
  public var expectedClasses: [Int] { truth.classes }

  /// What ``predicted`` is made from, or that itself: in the same order, but without its rounding and ties.
  public let scores: [Float]
  private let activated: ([Float]) -> [Float]

  public convenience init(_ predicted: [Float], of truth: Truth) {
    self.init(predicted, threshold: 0.5, of: truth) { $0 }
  }

  /// Predictions from logits, which are activated when a metric asks for more than classes.
  convenience init(
    logits: [Float], of truth: Truth, activated: @escaping ([Float]) -> [Float]
  ) {
    self.init(logits, threshold: 0, of: truth, activated: activated)
  }

  private init(
    _ scores: [Float], threshold: Float, of truth: Truth, activated: @escaping ([Float]) -> [Float]
  ) {
    precondition(
      scores.count == truth.values.count,
      "\(truth.rows) rows of \(truth.task.outputs) outputs need \(truth.values.count) numbers, "
        + "not \(scores.count)")
    self.truth = truth
    self.scores = scores
    self.activated = activated
    predictedClasses = truth.task.largestClasses(scores, above: threshold)
  }
}

/// What the rows of a part of the data should be predicted as.
public struct Truth: Sendable {
  public let task: LearningTask
  /// Rows × outputs.
  public let values: [Float]
  /// The class of each row, empty for numbers; for labels 0 or 1, rows × outputs.
  public let classes: [Int]

  public var rows: Int { values.count / task.outputs }

  public init(_ values: [Float], _ task: LearningTask) {
    precondition(
      values.count.isMultiple(of: task.outputs),
      "\(values.count) numbers are no rows of \(task.outputs) outputs")
    self.task = task
    self.values = values
    classes = task.largestClasses(values, above: 0.5)
  }
}

extension LearningTask {
  /// The class with the largest score in each row, the first of equals; empty for numbers; 0 or 1 for each label.
  ///
  /// Scores are probabilities or logits, which have the same order; in one column, those above
  /// `threshold` speak for the second class.
  func largestClasses(_ scores: [Float], above threshold: Float) -> [Int] {
    if kind == .regression { return [] }
    if outputs == 1 || kind == .labels { return scores.map { $0 > threshold ? 1 : 0 } }
    let rows = scores.count / outputs
    // Column by column, since a row is too short for vector code.
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: (outputs + 1) * rows) {
      scratch in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows) { places in
        guard let columns = scratch.baseAddress, let place = places.baseAddress else { return [] }
        scores.withUnsafeBufferPointer { values in
          guard let values = values.baseAddress else { return }
          Float.transpose(values, rows: rows, columns: outputs, into: columns)
        }
        let best = columns + outputs * rows
        best.update(from: columns, count: rows)
        places.initialize(repeating: 0)
        for j in 1..<outputs {
          let column = columns + j * rows
          for i in 0..<rows {
            place[i] = column[i] > best[i] ? Int32(truncatingIfNeeded: j) : place[i]
            best[i] = column[i] > best[i] ? column[i] : best[i]
          }
        }
        return places.map { Int($0) }
      }
    }
  }
}

extension Metric {
  public static var kind: ComponentKind { .metric }
  public func check(_ task: LearningTask) throws {}
}
