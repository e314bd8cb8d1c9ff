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

  /// Labels stand on their edges or right beside them, on a ground of their own, where they cover no
  /// node, no other label and no other edge; those without such a place are left out.
  func drawLabels(
    of edges: [ComputationalGraph.Edge], _ curves: [[Point]],
    _ strokes: [ComputationalGraph.Stroke], on canvas: inout Canvas
  ) {
    var taken = graph.nodes.indices.compactMap(area)
    let ways = curves.map { curve in
      points(along: curve, at: Array(stride(from: 0, through: 1, by: 0.05)))
    }
    for (index, (edge, curve)) in zip(edges, curves).enumerated() {
      guard let label = edge.label?.onOneLine, !label.isEmpty else { continue }
      let width = TextMeasure.width(of: label, style: .axis) + 4
      let beside = placement.isHorizontal ? Point(0, 11) : Point(width / 2 + 4, 0)
      let middles =
        points(along: curve, at: [0.5, 0.4, 0.6, 0.3, 0.7])
        + points(along: curve, at: [0.5]).flatMap { middle in
          [-1, 1].map { Point(middle.x + $0 * beside.x, middle.y + $0 * beside.y) }
        }
      let place = middles.lazy
        .map { middle in
          Area(
            left: middle.x - width / 2, top: middle.y - 7, right: middle.x + width / 2,
            bottom: middle.y + 7)
        }
        .first { place in
          place.left >= 0 && place.right <= canvas.width
            && !taken.contains { $0.overlaps(place) }
            && !ways.indices.contains { other in
              other != index && ways[other].contains(where: place.contains)
            }
        }
      guard let place else { continue }
      taken.append(place)
      canvas.rectangle(place, "ground", corner: 3)
      canvas.text(
        label, place.left + 2, place.top + 7 + TextStyle.axis.drop, .axis,
        tone: strokes[index].tone == "alarm" ? "alarm" : "muted")
    }
  }

  /// Points at some shares of each of a curve's segments.
  private func points(along curve: [Point], at shares: [Double]) -> [Point] {
    zip(curve, curve.dropFirst()).flatMap { start, end in
      shares.map { share in
        // Of a cubic whose controls lie halfway along and at the ends' own heights.
        let along = share * (1.5 - share * (1.5 - share))
        let across = share * share * (3 - 2 * share)
        let (x, y) = placement.isHorizontal ? (along, across) : (across, along)
        return Point(start.x + (end.x - start.x) * x, start.y + (end.y - start.y) * y)
      }
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
