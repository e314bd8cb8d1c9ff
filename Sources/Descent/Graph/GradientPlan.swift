/// A graph compiled for one batch size: a way forward and a way back over buffers that are allocated once.
///
/// ``forward()`` computes the values in the order of recording; ``backward()`` walks the same order
/// backwards and applies the chain rule at each node. Neither allocates.
public final class GradientPlan<T: RealScalar> {
  public let graph: Graph
  public let batch: Int
  public let parameters: ParameterValues<T>

  private let tensors: [Tensor<T>?]
  private let slopes: [UnsafePointer<T>?]
  private let forwardPass: Pass
  private let backwardPass: Pass
  private let arena: Arena<T>

  /// Allocates the buffers and compiles the steps.
  ///
  /// - Parameters:
  ///   - graph: What is computed.
  ///   - parameters: The values and gradients of its parameters, which several plans may share.
  ///   - batch: The rows of a batch.
  ///   - mode: Whether the network is learning.
  ///   - targets: The nodes whose values are wanted; besides them only what gradients need is computed.
  ///   - root: The scalar whose gradient by every parameter is wanted, if any.
  ///   - sharesBuffers: Whether nodes whose values or gradients are not needed at the same time share
  ///     memory, so that it stays in the cache. Then only inputs, parameters and targets can be read, and
  ///     of gradients those of parameters.
  public init(
    _ graph: Graph, parameters: ParameterValues<T>, batch: Int, mode: PlanMode = .evaluation,
    targets: [Graph.NodeID],
    gradientOf root: Graph.NodeID? = nil, sharesBuffers: Bool = false
  ) {
    precondition(batch > 0, "a batch has at least one row, not \(batch)")
    self.graph = graph
    self.batch = batch
    self.parameters = parameters
    var compiler = PlanCompiler(
      graph, parameters: parameters, batch: batch, mode: mode, targets: targets, root: root)
    compiler.allocateValues(shared: sharesBuffers)
    compiler.allocateGradients(shared: sharesBuffers)
    (forwardPass, backwardPass) = compiler.compile()
    tensors = compiler.readableTensors(shared: sharesBuffers)
    slopes = compiler.slopes
    arena = compiler.arena
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
      preconditionFailure("'\(graph[id].name)' cannot be read from this plan")
    }
    return tensor
  }

  /// The derivatives that an activation's forward pass kept for the backward pass, where there is one.
  func slopes(of id: Graph.NodeID) -> UnsafePointer<T>? { slopes[id.index] }

  /// Whether the node's value can be read: not where the plan leaves it out, nor where a product that is no
  /// target is added to its bias in place.
  public func contains(_ id: Graph.NodeID) -> Bool { tensors[id.index] != nil }
}

/// The buffers of one node: row-major matrices.
public struct Tensor<T: RealScalar> {
  public let value: UnsafeMutablePointer<T>
  /// Nil where no gradient is wanted.
  public internal(set) var gradient: UnsafeMutablePointer<T>?
  public let rows: Int
  public let columns: Int

  public var count: Int { rows * columns }
}
