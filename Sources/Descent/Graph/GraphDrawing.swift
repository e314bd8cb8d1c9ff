import Foundation

/// A printed graph, in one of three notations.
///
/// With a plan that has run forward and backward on a batch, each node also shows the norms of its
/// value and its gradient.
public struct GraphDrawing {
  public enum Notation: String, CaseIterable, Sendable {
    /// A table for people.
    case text
    /// For Markdown on a code host.
    case mermaid
    /// For Graphviz.
    case dot
  }

  private let graph: Graph
  private let norms: [NodeNorms?]

  public init(_ graph: Graph) {
    self.graph = graph
    norms = Array(repeating: nil, count: graph.nodes.count)
  }

  /// The plan's graph with the norms of the batch that it ran on last.
  public init(_ plan: GradientPlan<Float>) {
    graph = plan.graph
    norms = plan.norms
  }

  public func text(_ notation: Notation) -> String {
    switch notation {
    case .text: table
    case .mermaid: mermaid
    case .dot: dot
    }
  }

  // MARK: - Notations

  private var table: String {
    let showsNorms = norms.contains { $0 != nil }
    var rows = [
      ["node", "operation", "from", "shape"] + (showsNorms ? ["‖value‖", "‖grad‖"] : [])
    ]
    for node in graph.nodes {
      var row = [
        node.name, node.operation.label,
        node.inputs.map { graph[$0].name }.joined(separator: ", "), node.shape.description,
      ]
      if showsNorms {
        let norm = norms[node.id.index]
        row.append(norm.map { Self.short($0.value) } ?? "")
        row.append(norm?.gradient.map(Self.short) ?? "")
      }
      rows.append(row)
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return cells.joined(separator: "  ").replacing(/\s+$/, with: "")
    }.joined(separator: "\n") + "\n"
  }

  private var mermaid: String {
    var lines = ["flowchart LR"]
    for node in graph.nodes {
      let (open, close) =
        switch node.operation {
        case .input: ("([", "])")
        case .parameter, .statistic: ("[(", ")]")
        default: ("[", "]")
        }
      lines.append("  n\(node.id.index)\(open)\"\(label(node, separator: "<br/>"))\"\(close)")
    }
    for node in graph.nodes {
      for input in node.inputs { lines.append("  n\(input.index) --> n\(node.id.index)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var dot: String {
    var lines = ["digraph network {", "  rankdir=LR;", "  node [shape=box];"]
    for node in graph.nodes {
      let shape =
        switch node.operation {
        case .input: ", shape=ellipse"
        case .parameter, .statistic: ", shape=cylinder"
        default: ""
        }
      lines.append("  n\(node.id.index) [label=\"\(label(node, separator: "\\n"))\"\(shape)];")
    }
    for node in graph.nodes {
      for input in node.inputs { lines.append("  n\(input.index) -> n\(node.id.index);") }
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private func label(_ node: Graph.Node, separator: String) -> String {
    var parts = [node.name]
    if node.operation.label != node.name { parts.append(node.operation.label) }
    parts.append(node.shape.description)
    if let norm = norms[node.id.index] {
      parts.append("value " + Self.short(norm.value))
      if let gradient = norm.gradient { parts.append("gradient " + Self.short(gradient)) }
    }
    return parts.joined(separator: separator)
  }

  // MARK: - Numbers

  private static func short(_ number: Double) -> String { String(format: "%.3g", number) }
}
