/// What a network learns: classes or numbers.
public enum LearningTask: Hashable, Sendable {
  /// One column of numbers for each target.
  case regression(targets: [String])
  /// The names of the classes, in order.
  case classification(classes: [String])

  public enum Kind: String, Sendable, CaseIterable {
    case classification, regression
  }

  public var kind: Kind {
    switch self {
    case .regression: .regression
    case .classification: .classification
    }
  }

  /// The columns of a target row, and of the network's output.
  public var outputs: Int {
    switch self {
    case .regression(let targets): targets.count
    case .classification(let classes): classes.count == 2 ? 1 : classes.count
    }
  }
}
