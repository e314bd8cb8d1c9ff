/// Turns a graph into a plan: which nodes are computed, where their values lie, and what runs in which order.
struct PlanCompiler<T: RealScalar> {
  private let graph: Graph
  private let parameters: ParameterValues<T>
  private let batch: Int
  private let mode: PlanMode
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
    _ graph: Graph, parameters: ParameterValues<T>, batch: Int, mode: PlanMode,
    targets: [Graph.NodeID], root: Graph.NodeID?
  ) {
    self.graph = graph
    self.parameters = parameters
    self.batch = batch
    self.mode = mode
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
      case .product, .activation, .learnedActivation, .batchNormalization, .layerNormalization,
        .dropout, .loss:
        true
      case .input, .parameter, .statistic, .bias, .addition, .mean, .penalty, .sum: false
      }
    }
    return Set(graph.ancestors(of: targets + read.map(\.id)).map(\.id))
  }

  /// The nodes whose values are read after the way forward: from outside, or by a product's step back.
  private var lasting: Set<Graph.NodeID> {
    var result = targets
    for node in nodes {
      switch node.operation {
      case .input, .parameter, .statistic: result.insert(node.id)
      case .product: if differentiated.contains(node.id) { result.formUnion(node.inputs) }
      case .bias, .activation, .learnedActivation, .batchNormalization, .layerNormalization,
        .dropout, .addition, .loss, .mean, .penalty, .sum:
        break
      }
    }
    return result
  }

  // MARK: - Buffers

  /// Gives every node a buffer for its value.
  ///
  /// A shared buffer is free again after the last step forward that reads it, unless a step back does, too.
  mutating func allocateValues(shared: Bool) {
    var pool = BufferPool(arena)
    var consumers: [Graph.NodeID: Int] = [:]
    for node in nodes { for input in node.inputs { consumers[input, default: 0] += 1 } }
    var unread = consumers
    let lasting = lasting
    for node in nodes {
      let (rows, columns) = (node.shape.rows ?? batch, node.shape.columns)
      let value: UnsafeMutablePointer<T>
      if case .parameter(let index) = node.operation {
        value = parameters.values[index]
      } else if case .statistic(let index) = node.operation {
        value = parameters.statistics[index]
      } else if case .bias = node.operation, consumers[node.inputs[0]] == 1,
        !targets.contains(node.inputs[0]), case .product = graph[node.inputs[0]].operation,
        case .parameter = graph[node.inputs[1]].operation,
        let product = tensors[node.inputs[0].index]
      {
        // A product's own value is needed by nobody else: it is added to the bias in its place.
        value = product.value
        biased.insert(node.inputs[0])
      } else if shared, !lasting.contains(node.id) {
        value = pool.take(rows * columns)
      } else {
        value = arena.allocate(rows * columns)
      }
      tensors[node.id.index] = Tensor(value: value, gradient: nil, rows: rows, columns: columns)
      for input in node.inputs {
        unread[input, default: 0] -= 1
        guard shared, unread[input] == 0, !biased.contains(input), !lasting.contains(input),
          let tensor = tensors[input.index]
        else { continue }
        pool.giveBack(tensor.value, tensor.count)
      }
    }
  }

  /// Gives every node that has a gradient a buffer for it.
  ///
  /// A shared buffer is free again after the node's own step back, which is the last to read it.
  mutating func allocateGradients(shared: Bool) {
    var pool = BufferPool(arena)
    if let root { giveGradient(root, &pool) }
    for node in nodes.reversed() where differentiated.contains(node.id) {
      for input in node.inputs where differentiated.contains(input) {
        if biased.contains(input), case .bias = node.operation {
          let gradient = tensors[node.id.index]?.gradient
          tensors[input.index]?.gradient = gradient
        } else {
          giveGradient(input, &pool)
        }
      }
      guard shared, let tensor = tensors[node.id.index], let gradient = tensor.gradient else {
        continue
      }
      switch node.operation {
      case .parameter: break
      case .bias where node.inputs.first.map(biased.contains) == true: break
      default: pool.giveBack(gradient, tensor.count)
      }
    }
  }

  private mutating func giveGradient(_ id: Graph.NodeID, _ pool: inout BufferPool<T>) {
    guard let tensor = tensors[id.index], tensor.gradient == nil else { return }
    if case .parameter(let index) = graph[id].operation {
      tensors[id.index]?.gradient = parameters.gradients[index]
    } else {
      tensors[id.index]?.gradient = pool.take(tensor.count)
    }
  }

  /// What can be read afterwards: not the products that became sums, and of shared buffers no others than
  /// inputs, parameters and targets.
  func readableTensors(shared: Bool) -> [Tensor<T>?] {
    graph.nodes.map { node in
      guard var tensor = tensors[node.id.index], !biased.contains(node.id) else { return nil }
      guard shared else { return tensor }
      switch node.operation {
      case .parameter: return tensor
      case .input, .statistic: break
      default: if !targets.contains(node.id) { return nil }
      }
      tensor.gradient = nil
      return tensor
    }
  }

  // MARK: - Steps

  /// The ways forward and back over the buffers.
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
      addsToOutput: biased.contains(node.id), mode: mode, arena: arena)
    return switch node.operation {
    case .input, .parameter, .statistic: nil
    case .product: .product(site)
    case .bias: .bias(site)
    case .activation(let function): .activation(function, site)
    case .learnedActivation(let function): .learnedActivation(function, site)
    case .batchNormalization: .batchNormalization(site)
    case .layerNormalization: .layerNormalization(site)
    case .dropout(let rate): .dropout(rate, site)
    case .addition: .addition(site)
    case .loss(let loss): .loss(loss, site)
    case .mean: .mean(site)
    case .penalty(let regularizer): .penalty(regularizer, site)
    case .sum: .sum(site)
    }
  }
}
