/// The layers of a directed graph, and the order in each that keeps the edges from crossing.
///
/// An edge over several layers has a bend in each of those between.
/// Layers by longest path, order by barycentres, after
/// [Sugiyama, Tagawa and Toda 1981](https://doi.org/10.1109/TSMC.1981.4308636).
struct LayeredLayout {
  /// What takes room in a layer.
  enum Slot: Hashable {
    case node(Int)
    case bend(edge: Int, layer: Int)
  }

  private(set) var layers: [[Slot]]
  /// The slots that an edge passes, from its source to its target.
  let routes: [[Slot]]

  /// Finds the layers of nodes below a count; an edge that closes a cycle runs backwards.
  init(count: Int, edges: [(from: Int, to: Int)]) {
    let layer = Self.layerOfNodes(count: count, edges: edges)
    var layers = [[Slot]](repeating: [], count: (layer.max() ?? -1) + 1)
    for node in 0..<count { layers[layer[node]].append(.node(node)) }
    routes = edges.enumerated().map { index, edge in
      let (low, high) = (layer[edge.from], layer[edge.to])
      let between = low < high ? Array((low + 1)..<high) : []
      let bends = between.map { Slot.bend(edge: index, layer: $0) }
      for (bend, layer) in zip(bends, between) { layers[layer].append(bend) }
      return [.node(edge.from)] + bends + [.node(edge.to)]
    }
    self.layers = layers
    order()
  }

  /// The slots before and behind each, along the edges.
  var neighbours: (before: [Slot: [Slot]], behind: [Slot: [Slot]]) {
    var (before, behind): ([Slot: [Slot]], [Slot: [Slot]]) = ([:], [:])
    for route in routes {
      for (source, target) in zip(route, route.dropFirst()) {
        before[target, default: []].append(source)
        behind[source, default: []].append(target)
      }
    }
    return (before, behind)
  }

  /// The longest way from a source, where sources stand right before what first needs them.
  private static func layerOfNodes(count: Int, edges: [(from: Int, to: Int)]) -> [Int] {
    var waiting = [Int](repeating: 0, count: count)
    var outgoing = [[Int]](repeating: [], count: count)
    for edge in edges {
      waiting[edge.to] += 1
      outgoing[edge.from].append(edge.to)
    }
    let isSource = waiting.map { $0 == 0 }
    var layer = [Int](repeating: 0, count: count)
    var isDone = [Bool](repeating: false, count: count)
    for _ in 0..<count {
      // Without a node that is free, the graph has a cycle, which is cut at the first one.
      let free = (0..<count).first { !isDone[$0] && waiting[$0] <= 0 }
      guard let node = free ?? isDone.firstIndex(of: false) else { break }
      isDone[node] = true
      for next in outgoing[node] where !isDone[next] {
        waiting[next] -= 1
        layer[next] = max(layer[next], layer[node] + 1)
      }
    }
    for node in 0..<count where isSource[node] {
      if let first = outgoing[node].map({ layer[$0] }).min() { layer[node] = max(0, first - 1) }
    }
    return layer
  }

  /// Sorts every layer by the mean position of the neighbours, forwards and backwards in turn.
  private mutating func order() {
    let (before, behind) = neighbours
    for sweep in 0..<8 {
      let isForward = sweep.isMultiple(of: 2)
      let indices = isForward ? Array(layers.indices) : layers.indices.reversed()
      for index in indices {
        let position = Dictionary(
          uniqueKeysWithValues: layers.flatMap { layer in
            layer.enumerated().map { ($0.element, Double($0.offset) - Double(layer.count) / 2) }
          })
        let ranked = layers[index].enumerated().map { offset, slot -> (Double, Int, Slot) in
          let near = ((isForward ? before : behind)[slot] ?? []).compactMap { position[$0] }
          let mean = near.isEmpty ? position[slot] ?? 0 : near.reduce(0, +) / Double(near.count)
          return (mean, offset, slot)
        }
        layers[index] = ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
      }
    }
  }
}
