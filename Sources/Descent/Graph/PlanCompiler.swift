/// Turns a graph into a plan: which nodes are computed, where their values lie, and what runs in which order.
struct PlanCompiler<T: RealScalar> {
  private let graph: Graph
  private let parameters: ParameterValues<T>
  private let batch: Int
  private let targets: Set<Graph.NodeID>
  private let root: Graph.NodeID?
  /// What the targets and the root depend on, in the order of recording.
  private let nodes: [Graph.Node]
  /// The ancestors of the root that depend on a parameter: those with a gradient.
  private let differentiated: Set<Graph.NodeID>
  /// The products that start from the bias in their buffer, which is then also that of the sum.
  private var biased: Set<Graph.NodeID> = []

  private(set) var tensors: [Tensor<T>?]
  private(set) var slopes: [UnsafePointer<T>?]
  let arena = Arena<T>()

  init(
    _ graph: Graph, parameters: ParameterValues<T>, batch: Int, targets: [Graph.NodeID],
    root: Graph.NodeID?
  ) {
    self.graph = graph
    self.parameters = parameters
    self.batch = batch
    self.targets = Set(targets)
    self.root = root
    nodes = graph.ancestors(of: targets + (root.map { [$0] } ?? []))
    differentiated = root.map { Self.differentiated(graph, $0) } ?? []
    tensors = Array(repeating: nil, count: graph.nodes.count)
    slopes = Array(repeating: nil, count: graph.nodes.count)
  }

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
  private var computed: Set<Graph.NodeID> {
    let read = nodes.filter { node in
      guard differentiated.contains(node.id) else { return false }
      return switch node.operation {
      case .product, .activation, .loss: true
      case .input, .parameter, .bias, .mean, .penalty, .sum: false
      }
    }
    return Set(graph.ancestors(of: targets + read.map(\.id)).map(\.id))
  }

  // MARK: - Buffers

  /// Gives every node its buffers.
  mutating func allocate() {
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

  // MARK: - Steps

  /// The ways forward and back over the buffers that ``allocate()`` gave out.
  mutating func compile() -> (forward: Pass, backward: Pass) {
    let computed = computed
    // Walking backward, the first consumer of a value writes its gradient, the later ones add to it.
    var isWritten: Set<Graph.NodeID> = []
    var forward: [Pass] = []
    var backward: [Pass] = []
    var firstValues: [Graph.NodeID: Pass] = [:]
    for node in nodes.reversed() {
      let needsGradient = differentiated.contains(node.id)
      if let steps = steps(of: node, isWritten) {
        slopes[node.id.index] = steps.slopes
        if let product = node.inputs.first, case .bias = node.operation, biased.contains(product) {
          firstValues[product] = steps.forward
        } else if computed.contains(node.id) {
          forward.append(steps.forward)
          if let firstValue = firstValues[node.id] { forward.append(firstValue) }
        }
        if needsGradient { backward.append(steps.backward) }
      }
      if needsGradient {
        for input in node.inputs where differentiated.contains(input) { isWritten.insert(input) }
      }
    }
    let seed = root.flatMap { tensors[$0.index]?.gradient }
    return (
      .sequence(forward.reversed()),
      seed.map { seed in .sequence([Pass { seed[0] = 1 }] + backward) } ?? Pass {}
    )
  }

  private func steps(of node: Graph.Node, _ isWritten: Set<Graph.NodeID>) -> OperationSteps<T>? {
    guard let output = tensors[node.id.index] else { return nil }
    let site = OperationSite(
      inputs: node.inputs.compactMap { tensors[$0.index] }, output: output,
      needsGradient: differentiated.contains(node.id),
      accumulates: node.inputs.enumerated().map { place, input in
        isWritten.contains(input) || node.inputs[..<place].contains(input)
      },
      addsToOutput: biased.contains(node.id), arena: arena)
    return switch node.operation {
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
