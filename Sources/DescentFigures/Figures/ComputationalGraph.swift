import Foundation

/// What a network computes, and how much of the gradient comes back along every edge (F12).
package struct ComputationalGraph: Figure {
  package var nodes: [Node]
  package var edges: [Edge]
  /// Below it a gradient vanishes.
  package var vanishing: Double?

  package struct Node: Sendable {
    package var name: String
    /// The shape of what it computes: "32 × 10".
    package var detail: String
    package var role: Role
    package var mark: Mark

    package init(_ name: String, detail: String, role: Role, mark: Mark) {
      self.name = name
      self.detail = detail
      self.role = role
      self.mark = mark
    }
  }

  package enum Role: Sendable {
    case input, parameter, operation, output
  }

  package struct Edge: Sendable {
    /// Numbers of nodes.
    package var from, to: Int
    /// The norm of the gradient that flows back along it; nil where there is none.
    package var gradient: Double?
    /// The norm, as it is written.
    package var label: String?
    package var mark: Mark

    package init(from: Int, to: Int, gradient: Double? = nil, label: String? = nil, mark: Mark) {
      self.from = from
      self.to = to
      self.gradient = gradient
      self.label = label
      self.mark = mark
    }
  }

  package init(nodes: [Node], edges: [Edge], vanishing: Double? = nil) {
    self.nodes = nodes
    self.edges = edges
    self.vanishing = vanishing
  }

  /// The most nodes that are drawn: more cannot be followed.
  private static let most = 300

  package func draw(on canvas: inout Canvas) {
    guard nodes.count <= Self.most else {
      canvas.text("\(nodes.count) operations: too many to draw", 0, 16)
      canvas.height = 24
      return
    }
    let top = key.draw(on: &canvas, top: 0) + 6
    let known = edges.filter {
      nodes.indices.contains($0.from) && nodes.indices.contains($0.to) && $0.from != $0.to
    }
    let layout = LayeredLayout(count: nodes.count, edges: known.map { ($0.from, $0.to) })
    let texts = nodes.map { node in
      max(
        TextMeasure.width(of: node.name.onOneLine, style: .label),
        TextMeasure.width(of: node.detail.onOneLine, style: .axis))
    }
    let placement = GraphPlacement(
      layout, nodeWidth: min(max(texts.max() ?? 0, 40) + 14, 118), width: canvas.width, top: top)
    let drawing = GraphDrawing(graph: self, placement: placement)
    let strokes = strokes(of: known)
    let curves = zip(known, layout.routes).map { drawing.curve(of: $0, along: $1) }
    for ((edge, curve), stroke) in zip(zip(known, curves), strokes) {
      drawing.draw(edge, curve, stroke, on: &canvas)
    }
    for index in nodes.indices { drawing.drawNode(index, on: &canvas) }
    drawing.drawLabels(of: known, curves, strokes, on: &canvas)
    canvas.height = top + placement.height + 4
  }

  /// How an edge is drawn.
  struct Stroke {
    var width: Double
    /// The class of its color.
    var tone: String
  }

  /// Widths from 1 to 5 pixels, in proportion to the logarithm of the norm.
  private func strokes(of edges: [Edge]) -> [Stroke] {
    let norms = edges.compactMap(\.gradient).filter { $0 > 0 && $0.isFinite }
    let (low, high) = (log10(norms.min() ?? 1), log10(norms.max() ?? 1))
    return edges.map { edge in
      guard let norm = edge.gradient else { return Stroke(width: 1, tone: "muted") }
      guard norm > 0, norm.isFinite else { return Stroke(width: 1, tone: "alarm") }
      let share = high > low ? (log10(norm) - low) / (high - low) : 0.5
      let isVanishing = norm < vanishing ?? 0
      return Stroke(width: 1 + 4 * share, tone: isVanishing ? "alarm" : "s0")
    }
  }

  private var key: Key {
    var key = Key(items: [(.patch("band", tone: "s1"), "parameter")])
    if edges.contains(where: { $0.gradient != nil }) {
      key.items.append((.stroke("rule thick", tone: "s0"), "gradient (width: log of its norm)"))
    }
    if let vanishing, edges.contains(where: { ($0.gradient ?? .infinity) < vanishing }) {
      key.items.append((.stroke("rule", tone: "alarm"), "vanishing"))
    }
    return key
  }
}
