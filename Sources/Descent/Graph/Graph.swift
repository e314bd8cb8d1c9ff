/// A computational graph: operations on matrices, in the order in which they were recorded.
///
/// A node's inputs exist before it does, so the order of recording is topological: values are computed
/// by walking it forward, and derivatives by walking it backward, node by node, by the chain rule.
/// The number of rows in a batch stays open until the graph is compiled into a ``GradientPlan``.
public struct Graph: Sendable {
  /// In the order of recording.
  public private(set) var nodes: [Node] = []
  /// The trainable matrices, in the order of recording.
  public private(set) var parameters: [Parameter] = []
  /// What is not trained but follows what a layer sees, in the order of recording.
  public private(set) var statistics: [Statistic] = []

  public init() {}

  /// A place in the graph.
  public struct NodeID: Hashable, Sendable {
    public var index: Int
  }

  /// One recorded operation.
  public struct Node: Sendable {
    public let id: NodeID
    public let name: String
    public let operation: Operation
    public let inputs: [NodeID]
    public let shape: Shape
  }

  /// A trainable matrix.
  public struct Parameter: Hashable, Sendable {
    /// Its name, such as `layers.0.weight`.
    public let name: String
    public let rows: Int
    public let columns: Int

    public var count: Int { rows * columns }
  }

  /// A row of numbers that is not trained but follows what a layer sees, such as a running mean.
  public struct Statistic: Hashable, Sendable {
    /// Its name, such as `layers.0.normalization.running_mean`.
    public let name: String
    public let columns: Int
    public let initialValue: Double
  }

  /// The size of a node's value.
  public struct Shape: Hashable, Sendable, CustomStringConvertible {
    /// Nil where it is the batch.
    public let rows: Int?
    public let columns: Int

    public static func batch(_ columns: Int) -> Shape { Shape(rows: nil, columns: columns) }
    public static func fixed(_ rows: Int, _ columns: Int) -> Shape {
      Shape(rows: rows, columns: columns)
    }
    public static let scalar = Shape.fixed(1, 1)

    public var description: String {
      if self == .scalar { return "scalar" }
      return (rows.map(String.init) ?? "batch") + " × \(columns)"
    }
  }

  public subscript(id: NodeID) -> Node { nodes[id.index] }

  // MARK: - Recording

  /// A matrix given from outside, one row for each example.
  public mutating func input(_ name: String, columns: Int) -> NodeID {
    record(name, .input, [], .batch(columns))
  }

  /// A trainable matrix.
  public mutating func parameter(_ name: String, rows: Int, columns: Int) -> NodeID {
    parameters.append(Parameter(name: name, rows: rows, columns: columns))
    return record(name, .parameter(parameters.count - 1), [], .fixed(rows, columns))
  }

  /// A row that operations keep up to date while the network learns.
  public mutating func statistic(_ name: String, columns: Int, initialValue: Double) -> NodeID {
    statistics.append(Statistic(name: name, columns: columns, initialValue: initialValue))
    return record(name, .statistic(statistics.count - 1), [], .fixed(1, columns))
  }

  /// x · w.
  public mutating func product(_ x: NodeID, _ w: NodeID, name: String) -> NodeID {
    let (left, right) = (self[x].shape, self[w].shape)
    precondition(
      left.rows == nil && right.rows == left.columns,
      "the product of \(left) and \(right) does not exist")
    return record(name, .product, [x, w], .batch(right.columns))
  }

  /// x + b, the row b added to every row.
  public mutating func bias(_ x: NodeID, _ b: NodeID, name: String) -> NodeID {
    let (left, right) = (self[x].shape, self[b].shape)
    precondition(
      right == .fixed(1, left.columns), "a bias of \(right) does not fit \(left)")
    return record(name, .bias, [x, b], left)
  }

  /// f(x), row by row.
  public mutating func activation(
    _ function: any RowActivation, of x: NodeID, name: String
  ) -> NodeID {
    record(name, .activation(function), [x], self[x].shape)
  }

  /// f(x; c), element by element, with a node for each coefficient: one number, or one for each column.
  public mutating func activation(
    _ function: any LearnedActivation, of x: NodeID, coefficients: [NodeID], name: String
  ) -> NodeID {
    let shape = self[x].shape
    let needed = function.coefficients(units: shape.columns)
    precondition(
      coefficients.map { self[$0].shape } == needed.map { .fixed(1, $0.count) },
      "coefficients of \(coefficients.map { self[$0].shape }) do not fit "
        + "\(needed.map(\.name)) of \(shape)")
    return record(name, .learnedActivation(function), [x] + coefficients, shape)
  }

  /// scale ∘ x̂ + shift, where x̂ is x with every column at mean 0 and deviation 1: over the batch while the
  /// network learns, by the running statistics afterwards.
  public mutating func batchNormalization(
    _ x: NodeID, scale: NodeID, shift: NodeID, mean: NodeID, variance: NodeID, name: String
  ) -> NodeID {
    precondition(
      [scale, shift, mean, variance].allSatisfy {
        self[$0].shape == .fixed(1, self[x].shape.columns)
      },
      "scale, shift and statistics are rows as long as those of \(self[x].shape)")
    return record(name, .batchNormalization, [x, scale, shift, mean, variance], self[x].shape)
  }

  /// scale ∘ x̂ + shift, where x̂ is x with every row at mean 0 and deviation 1.
  public mutating func layerNormalization(
    _ x: NodeID, scale: NodeID, shift: NodeID, name: String
  ) -> NodeID {
    precondition(
      [scale, shift].allSatisfy { self[$0].shape == .fixed(1, self[x].shape.columns) },
      "scale and shift are rows as long as those of \(self[x].shape)")
    return record(name, .layerNormalization, [x, scale, shift], self[x].shape)
  }

  /// x with each number left out with the probability `rate` while the network learns, the others divided
  /// by 1 − `rate`; x itself afterwards.
  public mutating func dropout(_ x: NodeID, rate: Double, name: String) -> NodeID {
    precondition((0..<1).contains(rate), "numbers are left out with a probability in 0 ..< 1")
    return record(name, .dropout(rate), [x], self[x].shape)
  }

  /// a + b.
  public mutating func addition(_ a: NodeID, _ b: NodeID, name: String) -> NodeID {
    let (left, right) = (self[a].shape, self[b].shape)
    precondition(left == right, "the sum of \(left) and \(right) does not exist")
    return record(name, .addition, [a, b], left)
  }

  /// Each row's loss; what is expected is given, not trained.
  public mutating func loss(
    _ loss: any RowLoss, predicted: NodeID, expected: NodeID, name: String
  ) -> NodeID {
    let (left, right) = (self[predicted].shape, self[expected].shape)
    precondition(left == right, "predictions of \(left) cannot be compared with \(right)")
    let isTrained = ancestors(of: [expected]).contains { node in
      if case .parameter = node.operation { true } else { false }
    }
    precondition(
      !isTrained,
      "'\(self[expected].name)' depends on a parameter and cannot be what '\(name)' expects")
    return record(name, .loss(loss), [predicted, expected], .batch(1))
  }

  /// The mean over the batch.
  public mutating func mean(_ x: NodeID, name: String) -> NodeID {
    precondition(self[x].shape == .batch(1), "the mean is taken of one column")
    return record(name, .mean, [x], .scalar)
  }

  /// The penalty on a parameter's size.
  public mutating func penalty(
    _ regularizer: any Regularizer, of w: NodeID, name: String
  ) -> NodeID {
    record(name, .penalty(regularizer), [w], .scalar)
  }

  /// The sum of scalars.
  public mutating func sum(_ terms: [NodeID], name: String) -> NodeID {
    precondition(terms.allSatisfy { self[$0].shape == .scalar }, "a sum is one of scalars")
    return record(name, .sum, terms, .scalar)
  }

  private mutating func record(
    _ name: String, _ operation: Operation, _ inputs: [NodeID], _ shape: Shape
  ) -> NodeID {
    let id = NodeID(index: nodes.count)
    nodes.append(Node(id: id, name: name, operation: operation, inputs: inputs, shape: shape))
    return id
  }

  // MARK: - Asking

  /// The nodes that the given ones depend on, themselves included, in order.
  public func ancestors(of targets: [NodeID]) -> [Node] {
    var isNeeded = Array(repeating: false, count: nodes.count)
    for target in targets { isNeeded[target.index] = true }
    for node in nodes.reversed() where isNeeded[node.id.index] {
      for input in node.inputs { isNeeded[input.index] = true }
    }
    return nodes.filter { isNeeded[$0.id.index] }
  }
}
