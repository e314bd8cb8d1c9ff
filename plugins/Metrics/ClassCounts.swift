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

  /// The harmonic mean of the two; 0 where neither is defined.
  var f1: Double {
    expected + predicted > 0 ? 2 * Double(hits) / Double(expected + predicted) : 0
  }

  /// The counts of every class that occurs, in truth or in prediction, or of every label.
  static func all(in predictions: Predictions) -> [ClassCounts] {
    let pairs = zip(predictions.predictedClasses, predictions.expectedClasses)
    if case .labels(let labels) = predictions.task {
      var counts = Array(repeating: ClassCounts(), count: labels.count)
      for (index, (predicted, expected)) in pairs.enumerated() {
        counts[index % labels.count].predicted += predicted
        counts[index % labels.count].expected += expected
        counts[index % labels.count].hits += predicted * expected
      }
      return counts
    }
    guard case .classification(let classes) = predictions.task else { return [] }
    var counts = Array(repeating: ClassCounts(), count: classes.count)
    for (predicted, expected) in pairs {
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
