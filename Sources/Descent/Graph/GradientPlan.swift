/// A graph compiled for one batch size: a list of steps over buffers that are allocated once.
///
/// ``forward()`` computes the values in the order of recording; ``backward()`` walks the same order
/// backwards and applies the chain rule at each node. Neither allocates.
public final class GradientPlan<T: RealScalar> {
  public let graph: Graph
  public let batch: Int
  public let parameters: ParameterValues<T>

  private var tensors: [Tensor<T>?]
  private var slopes: [UnsafePointer<T>?]
  private var forwardPass = Pass {}
  private var backwardPass = Pass {}
  /// The products that start from the bias in their buffer, which is then also that of the sum.
  private var biased: Set<Graph.NodeID> = []
  private let arena = Arena<T>()

  /// Allocates the buffers and compiles the steps.
  ///
  /// - Parameters:
  ///   - graph: What is computed.
  ///   - parameters: The values and gradients of its parameters, which several plans may share.
  ///   - batch: The rows of a batch.
  ///   - targets: The nodes whose values are wanted; besides them only what gradients need is computed.
  ///   - root: The scalar whose gradient by every parameter is wanted, if any.
  public init(
    _ graph: Graph, parameters: ParameterValues<T>, batch: Int, targets: [Graph.NodeID],
    gradientOf root: Graph.NodeID? = nil
  ) {
    precondition(batch > 0, "a batch has at least one row, not \(batch)")
    self.graph = graph
    self.batch = batch
    self.parameters = parameters
    tensors = Array(repeating: nil, count: graph.nodes.count)
    slopes = Array(repeating: nil, count: graph.nodes.count)
    let needed = graph.ancestors(of: targets + (root.map { [$0] } ?? []))
    let differentiated = root.map { Self.differentiated(graph, $0) } ?? []
    allocate(needed, targets: Set(targets), differentiated: differentiated)
    compile(
      needed, computed: computed(needed, targets, differentiated), differentiated: differentiated,
      root: root)
  }

  /// Computes all values.
  public func forward() { forwardPass.run() }

  /// Computes the gradient of the root by every node that leads to a parameter.
  ///
  /// - Precondition: ``forward()`` ran on the same inputs.
  public func backward() { backwardPass.run() }

  /// The value of a node, and its gradient where it has one.
  public func tensor(_ id: Graph.NodeID) -> Tensor<T> {
    guard let tensor = tensors[id.index] else {
      preconditionFailure("'\(graph[id].name)' is no part of this plan")
    }
    return tensor
  }

  /// The derivatives that an activation's forward pass kept for the backward pass, where there is one.
  func slopes(of id: Graph.NodeID) -> UnsafePointer<T>? { slopes[id.index] }

  /// Whether the plan computes the node.
  public func contains(_ id: Graph.NodeID) -> Bool { tensors[id.index] != nil }

  // MARK: - Compiling

  /// The ancestors of the root that depend on a parameter: those with a gradient.
  private static func differentiated(_ graph: Graph, _ root: Graph.NodeID) -> Set<Graph.NodeID> {
    var result: Set<Graph.NodeID> = []
    for node in graph.ancestors(of: [root]) {
      if case .parameter = node.operation {
        result.insert(node.id)
      } else if node.inputs.contains(where: result.contains) {
        result.insert(node.id)
      }
    }
    return result
  }

  /// The nodes whose values are computed: the targets', and those that a backward step reads.
  ///
  /// A penalty's gradient needs no penalty, nor a sum's its terms: training leaves them out.
  private func computed(
    _ nodes: [Graph.Node], _ targets: [Graph.NodeID], _ differentiated: Set<Graph.NodeID>
  ) -> Set<Graph.NodeID> {
    let read = nodes.filter { node in
      guard differentiated.contains(node.id) else { return false }
      return switch node.operation {
      case .product, .activation, .loss: true
      case .input, .parameter, .bias, .mean, .penalty, .sum: false
      }
    }
    return Set(graph.ancestors(of: targets + read.map(\.id)).map(\.id))
  }

  private func allocate(
    _ nodes: [Graph.Node], targets: Set<Graph.NodeID>, differentiated: Set<Graph.NodeID>
  ) {
    var consumers: [Graph.NodeID: Int] = [:]
    for node in nodes { for input in node.inputs { consumers[input, default: 0] += 1 } }
    for node in nodes {
      let rows = node.shape.rows ?? batch
      let count = rows * node.shape.columns
      if case .parameter(let index) = node.operation {
        tensors[node.id.index] = Tensor(
          value: parameters.values[index],
          gradient: differentiated.contains(node.id) ? parameters.gradients[index] : nil,
          rows: rows, columns: node.shape.columns)
      } else if case .bias = node.operation, consumers[node.inputs[0]] == 1,
        !targets.contains(node.inputs[0]), case .product = graph[node.inputs[0]].operation
      {
        // A product's own value is needed by nobody else: it is added to the bias in its place.
        tensors[node.id.index] = tensors[node.inputs[0].index]
        biased.insert(node.inputs[0])
      } else {
        tensors[node.id.index] = Tensor(
          value: arena.allocate(count),
          gradient: differentiated.contains(node.id) ? arena.allocate(count) : nil,
          rows: rows, columns: node.shape.columns)
      }
    }
  }

  private func compile(
    _ nodes: [Graph.Node], computed: Set<Graph.NodeID>, differentiated: Set<Graph.NodeID>,
    root: Graph.NodeID?
  ) {
    // Walking backward, the first consumer of a value writes its gradient, the later ones add to it.
    var isWritten: Set<Graph.NodeID> = []
    var forward: [Pass] = []
    var backward: [Pass] = []
    var firstValues: [Graph.NodeID: Pass] = [:]
    for node in nodes.reversed() {
      let accumulates = node.inputs.enumerated().map { place, input in
        isWritten.contains(input) || node.inputs[..<place].contains(input)
      }
      let site = OperationSite(
        inputs: node.inputs.map { tensor($0) }, output: tensor(node.id),
        needsGradient: differentiated.contains(node.id), accumulates: accumulates,
        addsToOutput: biased.contains(node.id), arena: arena)
      if let steps = steps(of: node.operation, at: site) {
        slopes[node.id.index] = steps.slopes
        if let product = node.inputs.first, case .bias = node.operation, biased.contains(product) {
          firstValues[product] = steps.forward
        } else if computed.contains(node.id) {
          forward.append(steps.forward)
          if let firstValue = firstValues[node.id] { forward.append(firstValue) }
        }
        if site.needsGradient { backward.append(steps.backward) }
      }
      if site.needsGradient {
        for input in node.inputs where differentiated.contains(input) { isWritten.insert(input) }
      }
    }
    forwardPass = .sequence(forward.reversed())
    guard let root, let seed = tensor(root).gradient else { return }
    backwardPass = .sequence([Pass { seed[0] = 1 }] + backward)
  }

  private func steps(of operation: Operation, at site: OperationSite<T>) -> OperationSteps<T>? {
    switch operation {
    case .input, .parameter: nil
    case .product: .product(site)
    case .bias: .bias(site)
    case .activation(let function): .activation(function, site)
    case .loss(let loss): .loss(loss, site)
    case .mean: .mean(site)
    case .penalty(let regularizer): .penalty(regularizer, site)
    case .sum: .sum(site)
    }
  }
}

/// The buffers of one node: row-major matrices.
public struct Tensor<T: RealScalar> {
  public let value: UnsafeMutablePointer<T>
  /// Nil where no gradient is wanted.
  public let gradient: UnsafeMutablePointer<T>?
  public let rows: Int
  public let columns: Int

  public var count: Int { rows * columns }
}

/// Where an operation is compiled.
struct OperationSite<T: RealScalar> {
  var inputs: [Tensor<T>]
  var output: Tensor<T>
  /// Whether the output has a gradient to pass on.
  var needsGradient: Bool
  /// For each input, whether its gradient is added to rather than written.
  var accumulates: [Bool]
  /// Whether the output's buffer holds a value that the operation adds to.
  var addsToOutput: Bool
  /// For buffers of the operation's own.
  var arena: Arena<T>
}

/// A compiled operation: how its value is computed, and how its inputs' gradients are.
struct OperationSteps<T: RealScalar> {
  var forward: Pass
  var backward: Pass = Pass {}
  /// What an activation keeps from the way forward for the way back.
  var slopes: UnsafePointer<T>?
}
