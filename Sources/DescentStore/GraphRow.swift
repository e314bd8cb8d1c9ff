/// The computational graph of a small network, and how large its values and gradients were: the row of
/// `graphs` in the store.
///
/// Measured on the probe set, as a ``LayerRow``.
public struct GraphRow: Sendable, Equatable {
  /// Each behind its inputs.
  public var nodes: [Node]
  /// The first measured epoch and the last one.
  public var epochs: [Epoch]

  public init(nodes: [Node], epochs: [Epoch]) {
    self.nodes = nodes
    self.epochs = epochs
  }

  /// One operation of the graph.
  public struct Node: Sendable, Equatable {
    /// Such as `layers.0.weight`.
    public var name: String
    /// Such as `matrix product` or `relu`.
    public var operation: String
    /// Such as `batch × 4`.
    public var shape: String
    /// The places of its inputs among the nodes.
    public var inputs: [Int]

    public init(name: String, operation: String, shape: String, inputs: [Int]) {
      self.name = name
      self.operation = operation
      self.shape = shape
      self.inputs = inputs
    }
  }

  /// All nodes at one epoch.
  public struct Epoch: Sendable, Equatable {
    public var epoch: Int
    /// By node.
    public var norms: [Norms]

    public init(epoch: Int, norms: [Norms]) {
      self.epoch = epoch
      self.norms = norms
    }
  }

  /// The norms ‖·‖ of a node's value and gradient; nil where there is none, or it is not finite.
  public struct Norms: Sendable, Equatable {
    public var value: Double?
    public var gradient: Double?

    public init(value: Double?, gradient: Double?) {
      self.value = value
      self.gradient = gradient
    }
  }
}

// MARK: - Bytes

extension GraphRow: SharedRow {
  static let table = "graphs"

  /// The nodes, which are those of all runs of a configuration.
  var common: [UInt8] {
    var writer = ByteWriter()
    writer.write(nodes) { node, writer in
      writer.write(node.name)
      writer.write(node.operation)
      writer.write(node.shape)
      writer.write(node.inputs) { $1.write($0) }
    }
    return writer.bytes
  }

  /// The norms.
  var own: [UInt8] {
    var writer = ByteWriter()
    writer.write(epochs) { epoch, writer in
      writer.write(epoch.epoch)
      writer.write(epoch.norms) { norms, writer in
        writer.write(norms.value)
        writer.write(norms.gradient)
      }
    }
    return writer.bytes
  }

  init(common: [UInt8], own: [UInt8]) throws {
    var reader = ByteReader(common)
    let nodes = try reader.list { reader in
      Node(
        name: try reader.value(), operation: try reader.value(), shape: try reader.value(),
        inputs: try reader.list { try $0.value() })
    }
    reader = ByteReader(own)
    let epochs = try reader.list { reader in
      Epoch(
        epoch: try reader.value(),
        norms: try reader.list { Norms(value: try $0.optional(), gradient: try $0.optional()) })
    }
    guard epochs.allSatisfy({ $0.norms.count == nodes.count }),
      nodes.enumerated().allSatisfy({ place, node in
        node.inputs.allSatisfy { (0..<place).contains($0) }
      })
    else { throw ColumnError("the norms and the nodes of a graph do not fit") }
    self.init(nodes: nodes, epochs: epochs)
  }
}
