import Descent

/// How often a class is true, predicted, and both.
struct ClassCounts {
  var expected = 0
  var predicted = 0
  var hits = 0

  /// The share of its rows that are found; 0 where it has none.
  var recall: Double { expected > 0 ? Double(hits) / Double(expected) : 0 }

  /// The share of the rows taken for it that are of it; 0 where there are none.
  var precision: Double { predicted > 0 ? Double(hits) / Double(predicted) : 0 }

  /// The counts of every class that occurs, in truth or in prediction.
  static func all(in predictions: Predictions) -> [ClassCounts] {
    guard case .classification(let classes) = predictions.task else { return [] }
    var counts = Array(repeating: ClassCounts(), count: classes.count)
    for (predicted, expected) in zip(predictions.predictedClasses, predictions.expectedClasses) {
      counts[predicted].predicted += 1
      counts[expected].expected += 1
      if predicted == expected { counts[expected].hits += 1 }
    }
    return counts.filter { $0.expected + $0.predicted > 0 }
  }
}

extension [ClassCounts] {
  /// The mean of a number over the classes.
  func mean(_ value: (ClassCounts) -> Double) -> Double {
    reduce(0) { $0 + value($1) } / Double(count)
  }
}
