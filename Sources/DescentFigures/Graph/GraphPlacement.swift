/// Where the nodes of a layered graph stand, from left to right or from top to bottom.
struct GraphPlacement {
  /// Whether the layers follow each other from left to right.
  let isHorizontal: Bool
  let nodeWidth: Double
  let height: Double
  /// The middles of nodes and bends.
  let middles: [LayeredLayout.Slot: Point]

  static let nodeHeight = 34.0
  /// Between two layers, for the edges and what is written beside them.
  private static let layerGap = (horizontal: 54.0, vertical: 40.0)
  private static let gap = 12.0
  private static let bendWidth = 10.0

  /// Places the layers below a top; where there is no room, the nodes are narrower than wanted.
  init(_ layout: LayeredLayout, nodeWidth wanted: Double, width: Double, top: Double) {
    let count = Double(layout.layers.count)
    isHorizontal = count * (wanted + Self.layerGap.horizontal) - Self.layerGap.horizontal <= width
    let bends = layout.layers.map { layer in
      layer.count { if case .bend = $0 { true } else { false } }
    }
    nodeWidth =
      isHorizontal
      ? wanted
      : zip(layout.layers, bends).map { layer, bends in
        let others = Double(bends) * Self.bendWidth + Double(layer.count - 1) * Self.gap
        return (width - 2 - others) / Double(max(layer.count - bends, 1))
      }.reduce(wanted, min)

    let size = isHorizontal ? Self.nodeHeight : max(nodeWidth, 4)
    let offsets = layout.layers.map { Self.offsets(of: $0, size: size) }
    // From left to right, the height that is left over goes.
    let room = isHorizontal ? 2 * (offsets.compactMap(\.last).max() ?? 0) : width - 2 - size
    // Half of the stroke of an outline is outside.
    let low = size / 2 + 1
    let across = Self.across(layout, offsets: offsets, within: low...(low + max(room, 0)))
    let ends = (least: across.values.min() ?? low, most: across.values.max() ?? low)
    let step =
      isHorizontal
      ? nodeWidth + Self.layerGap.horizontal : Self.nodeHeight + Self.layerGap.vertical
    let first = isHorizontal ? (width - (count - 1) * step) / 2 : Self.nodeHeight / 2
    var middles: [LayeredLayout.Slot: Point] = [:]
    for (index, layer) in layout.layers.enumerated() {
      let along = first + Double(index) * step
      for slot in layer {
        let own = across[slot] ?? 0
        middles[slot] =
          isHorizontal ? Point(along, top + low + own - ends.least) : Point(own, top + along)
      }
    }
    self.middles = middles
    height =
      isHorizontal
      ? ends.most - ends.least + size + 2 : max(count - 1, 0) * step + Self.nodeHeight
  }

  /// The least distances of a layer's slots from its first.
  private static func offsets(of layer: [LayeredLayout.Slot], size: Double) -> [Double] {
    let sizes = layer.map { if case .node = $0 { size } else { bendWidth } }
    var offsets: [Double] = []
    for (index, own) in sizes.enumerated() {
      guard index > 0 else {
        offsets.append(0)
        continue
      }
      offsets.append(offsets[index - 1] + (sizes[index - 1] + own) / 2 + gap)
    }
    return offsets
  }

  /// Positions within the layers: as near as possible to those of the neighbours before, and of those
  /// behind, in turn, so that chains run straight.
  private static func across(
    _ layout: LayeredLayout, offsets: [[Double]], within bounds: ClosedRange<Double>
  ) -> [LayeredLayout.Slot: Double] {
    let (before, behind) = layout.neighbours
    let middle = (bounds.lowerBound + bounds.upperBound) / 2
    var across: [LayeredLayout.Slot: Double] = [:]
    for (layer, offsets) in zip(layout.layers, offsets) {
      let shift = middle - (offsets.last ?? 0) / 2
      for (slot, offset) in zip(layer, offsets) { across[slot] = shift + offset }
    }
    for sweep in 0..<7 {
      let isForward = sweep.isMultiple(of: 2)
      let pairs = Array(zip(layout.layers, offsets))
      for (layer, offsets) in isForward ? pairs : pairs.reversed() {
        let wanted = layer.map { slot -> Double in
          let (first, second) = isForward ? (before, behind) : (behind, before)
          let all = first[slot] ?? second[slot] ?? []
          let leading = all.filter { before[$0] != nil }
          let near = (leading.isEmpty ? all : leading).compactMap { across[$0] }
          return near.isEmpty ? across[slot] ?? middle : near.reduce(0, +) / Double(near.count)
        }
        // What only feeds in, as parameters do, makes way for the rest, which runs straight.
        let weights = layer.map { before[$0] == nil ? 1e-4 : 1 }
        let placed = spread(wanted, offsets: offsets, weights: weights, within: bounds)
        for (slot, position) in zip(layer, placed) { across[slot] = position }
      }
    }
    return across
  }
}
