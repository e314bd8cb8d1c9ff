/// The nodes of a small graph at one measured epoch, on the probe set of ``LayerRecord``.
///
/// In evaluation mode, and the gradient is that of the loss without a penalty: the norms of a weight
/// matrix are those of its layer.
public struct GraphRecord: Sendable {
  public var epoch: Int
  /// By node, in the order of ``Graph/nodes``.
  public var norms: [NodeNorms?]

  /// A larger graph would not be looked at node by node.
  public static let largestGraph = 40
}
