/// What a trained network makes of the plane of its two inputs: a prediction for each cell of a square
/// grid.
///
/// The plane is the range of the training rows in both inputs and 5 % of it beyond each end; a
/// constant input has a range of 1 around it. A cell stands for its centre, in evaluation mode.
public struct DecisionSurface: Sendable {
  /// The cells along each input.
  public static let side = 40

  /// The ranges of the two inputs, in their own units.
  public var x: ClosedRange<Double>
  public var y: ClosedRange<Double>
  /// The predicted class of each cell, row by row from the lowest y, each from the lowest x; empty
  /// for numbers.
  public var classes: [Int]
  /// The probability of the cell's class, or the predicted number in the target's own units.
  public var values: [Float]

  /// - Returns: Nil unless the network tells classes apart, or predicts one number, from two inputs;
  ///   and where a prediction is not finite.
  init?(of evaluator: Evaluator, on dataset: Dataset) {
    let task = dataset.task
    guard dataset.inputCount == 2, dataset.train.count > 0,
      task.kind == .classification || task.kind == .regression && task.outputs == 1
    else { return nil }
    let ranges = (0..<2).map { Self.range(of: $0, in: dataset.train.inputs) }
    let predictions = evaluator.predictions(for: Self.centers(ranges[0], ranges[1]))
    guard predictions.allSatisfy(\.isFinite) else { return nil }
    x = ranges[0].unscaled(dataset.inputScaling[0])
    y = ranges[1].unscaled(dataset.inputScaling[1])
    classes = task.largestClasses(predictions, above: 0.5)
    if classes.isEmpty {
      values = predictions
    } else if task.outputs == 1 {
      values = predictions.map { max($0, 1 - $0) }
    } else {
      values = classes.enumerated().map { predictions[$0 * task.outputs + $1] }
    }
  }

  /// The range of one of two inputs with its margin, as the network sees it.
  private static func range(of input: Int, in inputs: [Float]) -> ClosedRange<Double> {
    var (lowest, highest) = (inputs[input], inputs[input])
    for place in stride(from: input, to: inputs.count, by: 2) {
      lowest = min(lowest, inputs[place])
      highest = max(highest, inputs[place])
    }
    let width = Double(highest) - Double(lowest)
    let margin = width > 0 ? 0.05 * width : 0.5
    return Double(lowest) - margin...Double(highest) + margin
  }

  /// The centres of all cells, as the network sees them.
  private static func centers(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> [Float] {
    func centers(_ range: ClosedRange<Double>) -> [Float] {
      (0..<side).map { cell in
        let share = (Double(cell) + 0.5) / Double(side)
        return Float(range.lowerBound + share * (range.upperBound - range.lowerBound))
      }
    }
    let columns = centers(x)
    var result: [Float] = []
    result.reserveCapacity(2 * side * side)
    for y in centers(y) {
      for x in columns {
        result.append(x)
        result.append(y)
      }
    }
    return result
  }
}

extension ClosedRange<Double> {
  /// The range before it was scaled.
  fileprivate func unscaled(_ scaling: Dataset.Scaling) -> ClosedRange<Double> {
    lowerBound * scaling.scale + scaling.offset...upperBound * scaling.scale + scaling.offset
  }
}
