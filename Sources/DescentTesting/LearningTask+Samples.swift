import Descent

extension LearningTask {
  /// One and two targets, two to ten classes: what laws ask a component for.
  static let samples: [LearningTask] =
    (1...2).map { .regression(targets: names($0)) }
    + (2...10).map { .classification(classes: names($0)) }

  private static func names(_ count: Int) -> [String] { (1...count).map { "name_\($0)" } }
}
