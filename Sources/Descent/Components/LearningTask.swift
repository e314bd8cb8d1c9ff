/// What a network learns: classes, several labels at once, or numbers.
public enum LearningTask: Hashable, Sendable {
  /// One column of numbers for each target.
  case regression(targets: [String])
  /// The names of the classes, in order.
  case classification(classes: [String])
  /// The names of the labels, each of which a row has or has not, whatever the others.
  case labels([String])

  public enum Kind: String, Sendable, CaseIterable {
    case classification, regression, labels
  }

  public var kind: Kind {
    switch self {
    case .regression: .regression
    case .classification: .classification
    case .labels: .labels
    }
  }

  /// The columns of a target row, and of the network's output.
  public var outputs: Int {
    switch self {
    case .regression(let targets): targets.count
    case .classification(let classes): classes.count == 2 ? 1 : classes.count
    case .labels(let labels): labels.count
    }
  }

  /// What a loss is asked to do: of labels one at a time, which is a matter of two classes.
  public var ofLoss: LearningTask {
    if case .labels = self { .classification(classes: ["no", "yes"]) } else { self }
  }
}
