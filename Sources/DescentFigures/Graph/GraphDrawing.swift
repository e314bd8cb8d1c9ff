/// Draws the nodes and edges of a graph where they were placed.
struct GraphDrawing {
  let graph: ComputationalGraph
  let placement: GraphPlacement

  /// The points that an edge passes, from its source's side to its target's.
  func curve(of edge: ComputationalGraph.Edge, along route: [LayeredLayout.Slot]) -> [Point] {
    var points = route.compactMap { placement.middles[$0] }
    guard points.count > 1 else { return [] }
    let reach = placement.isHorizontal ? placement.nodeWidth / 2 : GraphPlacement.nodeHeight / 2
    let shift = placement.isHorizontal ? Point(reach, 0) : Point(0, reach)
    points[0] = Point(points[0].x + shift.x, points[0].y + shift.y)
    let last = points[points.count - 1]
    points[points.count - 1] = Point(last.x - shift.x, last.y - shift.y)
    return points
  }

  func draw(
    _ edge: ComputationalGraph.Edge, _ curve: [Point], _ stroke: ComputationalGraph.Stroke,
    on canvas: inout Canvas
  ) {
    guard let first = curve.first, let last = curve.last else { return }
    var path = Path()
    path.move(to: first.x, first.y)
    for (start, end) in zip(curve, curve.dropFirst()) {
      let middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
      if placement.isHorizontal {
        path.curve(to: end.x, end.y, control: middle.x, start.y, middle.x, end.y)
      } else {
        path.curve(to: end.x, end.y, control: start.x, middle.y, end.x, middle.y)
      }
    }
    canvas.mark(edge.mark, stroke.tone) { canvas in
      canvas.path(path, "edge", width: stroke.width)
      if placement.isHorizontal {
        canvas.shape(.right, last.x - 3, last.y, radius: 3, "fill")
      } else {
        canvas.shape(.inverted, last.x, last.y - 3, radius: 3, "fill")
      }
    }
  }

  func drawNode(_ index: Int, on canvas: inout Canvas) {
    guard let area = area(of: index) else { return }
    let node = graph.nodes[index]
    let middle = (area.left + area.right) / 2
    let tone =
      switch node.role {
      case .parameter: "s1"
      case .input, .output: "ink"
      case .operation: "muted"
      }
    canvas.mark(node.mark, tone) { canvas in
      canvas.rectangle(area, "hollow", corner: 5)
      if node.role != .operation { canvas.rectangle(area, "band", corner: 5) }
      let room = area.width - 8
      guard room > 12 else { return }
      let isAlone = node.detail.onOneLine.isEmpty
      canvas.text(
        node.name, middle, area.top + (isAlone ? 21 : 15), .label, anchor: .middle, fitting: room)
      canvas.text(node.detail, middle, area.top + 28, .axis, anchor: .middle, fitting: room)
    }
  }

  /// Labels stand on their edges, where they cover neither a node nor each other.
  func drawLabels(
    of edges: [ComputationalGraph.Edge], _ curves: [[Point]],
    _ strokes: [ComputationalGraph.Stroke], on canvas: inout Canvas
  ) {
    var taken = graph.nodes.indices.compactMap(area)
    for ((edge, curve), stroke) in zip(zip(edges, curves), strokes) {
      guard let label = edge.label?.onOneLine, curve.count > 1 else { continue }
      let width = TextMeasure.width(of: label, style: .axis)
      let middles = zip(curve, curve.dropFirst()).flatMap { start, end in
        [0.5, 0.35, 0.65].map { share in
          Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
        }
      }
      let places = middles.map { middle in
        let x = min(max(middle.x, width / 2), canvas.width - width / 2)
        return Area(
          left: x - width / 2, top: middle.y - 7, right: x + width / 2, bottom: middle.y + 7)
      }
      guard width <= canvas.width,
        let place = places.first(where: { place in !taken.contains { $0.overlaps(place) } })
      else { continue }
      taken.append(place)
      canvas.text(
        label, place.left, place.top + 7 + TextStyle.axis.drop, .axis,
        tone: stroke.tone == "alarm" ? "alarm" : "muted", isOver: true)
    }
  }

  private func area(of node: Int) -> Area? {
    placement.middles[.node(node)].map { middle in
      Area(
        left: middle.x - placement.nodeWidth / 2, top: middle.y - GraphPlacement.nodeHeight / 2,
        right: middle.x + placement.nodeWidth / 2, bottom: middle.y + GraphPlacement.nodeHeight / 2)
    }
  }
}
