/// How large a node's value and gradient are: ‖·‖, the root of the sum of the squares of all entries.
public struct NodeNorms: Hashable, Sendable {
  public var value: Double
  /// Nil where the plan has no gradient for the node.
  public var gradient: Double?
}

extension GradientPlan<Float> {
  /// The norms of each node of the graph on the batch that the plan ran on last; nil for a node that
  /// cannot be read.
  ///
  /// - Precondition: ``forward()`` and, where there is a root, ``backward()`` ran.
  public var norms: [NodeNorms?] {
    func norm(_ values: UnsafeMutablePointer<Float>, _ count: Int) -> Double {
      UnsafePointer(values).sum(count) { $0 * $0 }.squareRoot()
    }
    return graph.nodes.map { node in
      guard contains(node.id) else { return nil }
      let tensor = tensor(node.id)
      return NodeNorms(
        value: norm(tensor.value, tensor.count),
        gradient: tensor.gradient.map { norm($0, tensor.count) })
    }
  }
}
