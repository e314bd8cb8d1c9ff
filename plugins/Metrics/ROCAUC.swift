public import Descent

/// The area under the receiver operating characteristic: the chance that a row of the class has a higher probability of
/// it than a row of another one; ties count half.
///
/// For more than two classes the mean over the classes, each against the rest, as scikit-learn's `roc_auc_score` with
/// `multi_class="ovr"`; for labels the mean over these. A class that all rows or none are of is left out; without any other the value is not a number.
///
/// Hanley and McNeil 1982, *The Meaning and Use of the Area under a Receiver Operating Characteristic Curve*.
public struct ROCAUC: Metric {
  public static let name = "roc_auc"
  public static let summary = "The chance that a row of the class is ranked above one that is not"
  public static let formula = "P(score of a positive > score of a negative)"
  public static let reference =
    "Hanley, McNeil 1982, The Meaning and Use of the Area under a ROC Curve"
  public static let maximizes = true
  public static let tasks: Set<LearningTask.Kind> = [.classification, .labels]

  public init() {}

  public func callAsFunction(_ predictions: Predictions) -> Double {
    let outputs = predictions.outputs
    let (predicted, expected) = (predictions.predicted, predictions.expected)
    let areas = (0..<outputs).compactMap { output in
      Self.area(
        (0..<predictions.rows).map { row in
          (predicted[row * outputs + output], expected[row * outputs + output] > 0.5)
        })
    }
    return areas.reduce(0, +) / Double(areas.count)
  }

  /// From the ranks of the positive rows: (R − p (p + 1) / 2) / (p n), tied ones at their mean rank.
  private static func area(_ rows: [(score: Float, isPositive: Bool)]) -> Double? {
    let sorted = rows.sorted { $0.score < $1.score }
    let positives = rows.count { $0.isPositive }
    guard positives > 0, positives < rows.count else { return nil }
    var (ranks, start) = (0.0, 0)
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].score == sorted[start].score { end += 1 }
      let tied = sorted[start..<end].count { $0.isPositive }
      ranks += Double(tied) * Double(start + end + 1) / 2
      start = end
    }
    let (p, n) = (Double(positives), Double(rows.count - positives))
    return (ranks - p * (p + 1) / 2) / (p * n)
  }
}
